"""X6: how long a fresh echo server takes until its first answer, from the start of its process.

Arguments: how often, and the command of the server. Prints the median in milliseconds.
"""

import socket
import statistics
import subprocess
import sys
import time


def first_answer(command):
    begun = time.perf_counter()
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        port = int(server.stdout.readline().split()[1])
        with socket.create_connection(("127.0.0.1", port)) as client:
            client.sendall(b"x" * 1024)
            left = 1024
            while left > 0:
                left -= len(client.recv(left))
        return 1000 * (time.perf_counter() - begun)
    finally:
        server.kill()
        server.wait()


print(round(statistics.median(first_answer(sys.argv[2:]) for _ in range(int(sys.argv[1])))))
