"""X2: the hellos of the tutorial, many. Argument: how many. Hellos.java is the same in Java."""

import asyncio
import sys
from datetime import datetime


async def hello():
    print(f"Hello World: {datetime.now()}")
    await asyncio.sleep(1)
    print(f"Hello wow World: {datetime.now()}")


async def main(count):
    await asyncio.wait([asyncio.create_task(hello()) for _ in range(count)])


asyncio.run(main(int(sys.argv[1])))
