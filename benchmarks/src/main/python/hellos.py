"""X2: the hellos of the tutorial, many. Hellos.java is the same in Java.

Arguments: how many; "lines" to write each line when it is printed, as Java does. Without it Python collects them, unless it writes to
a terminal.
"""

import asyncio
import sys
from datetime import datetime


async def hello():
    print(f"Hello World: {datetime.now()}")
    await asyncio.sleep(1)
    print(f"Hello wow World: {datetime.now()}")


async def main(count):
    await asyncio.wait([asyncio.create_task(hello()) for _ in range(count)])


if sys.argv[2:] == ["lines"]:
    sys.stdout.reconfigure(line_buffering=True)
asyncio.run(main(int(sys.argv[1])))
