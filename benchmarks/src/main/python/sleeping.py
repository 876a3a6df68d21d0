"""X1: many tasks asleep for one second. Arguments: "wall" or "parked", how many. Sleeping.java is the same in Java."""

import asyncio
import os
import sys
import time


def resident(name):
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith(name))


async def wall(count):
    start = time.perf_counter()
    tasks = [asyncio.create_task(asyncio.sleep(1)) for _ in range(count)]
    for task in tasks:
        await task
    print(f"wall {time.perf_counter() - start:.2f}")


async def parked(count):
    before = resident("VmRSS")
    tasks = [asyncio.create_task(asyncio.sleep(3600)) for _ in range(count)]
    await asyncio.sleep(0.001)
    print(f"bytes {(resident('VmRSS') - before) // count}", flush=True)
    os._exit(0)


asyncio.run((wall if sys.argv[1] == "wall" else parked)(int(sys.argv[2])))
