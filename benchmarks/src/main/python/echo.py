"""X6: the echo server with asyncio's streams; with the argument "uvloop" on that loop.

It speaks with EchoLoad as EchoServer.java does; it allocates, but does not know how much.
"""

import asyncio
import sys


async def handle(reader, writer):
    while data := await reader.read(4096):
        writer.write(data)
        await writer.drain()
    writer.close()


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0, backlog=2000)
    print("port", server.sockets[0].getsockname()[1], flush=True)
    loop = asyncio.get_running_loop()
    while await loop.run_in_executor(None, sys.stdin.readline):
        print("threads 0 0", flush=True)


if sys.argv[1:] == ["uvloop"]:
    import uvloop

    uvloop.install()
asyncio.run(main())
