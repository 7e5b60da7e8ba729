"""What a generated package costs a program, over importing its HTTP library, in CPU milliseconds.

    python -m benchmarks.imports FOLDER PACKAGE

Import alone; and with it a client, and one call of its first operation that needs no argument,
answered by a stub.
"""

import statistics
import subprocess
import sys
from pathlib import Path

CODE = """
import resource, sys
sys.path.insert(0, sys.argv[1])
import httpx2
def used():
    found = resource.getrusage(resource.RUSAGE_SELF)
    return found.ru_utime + found.ru_stime
before = used()
package = __import__(sys.argv[2])
imported = used()
class Stub(httpx2.BaseTransport):
    def handle_request(self, request):
        return httpx2.Response(204)
client = package.Client(transport=Stub(), base_url="http://stub.invalid", **eval(sys.argv[4]))
call = client
for step in sys.argv[3].split("."):
    call = getattr(call, step)
try:
    call()
except package.ApiError:
    pass
print((imported - before) * 1000, (used() - before) * 1000)
"""


def import_cost(
    folder: Path, package: str, method: str, arguments: str, runs: int = 9
) -> tuple[float, float]:
    """Milliseconds for the import, and for import, client and call; the medians of some runs.

    Args:
        method: Dotted, from the client, such as `meta.root`.
        arguments: Of the constructor, as a dict display.
    """
    found: list[tuple[float, float]] = []
    for _ in range(runs):
        done = subprocess.run(
            [sys.executable, "-c", CODE, str(folder), package, method, arguments],
            capture_output=True,
            text=True,
            check=True,
        )
        first, second = done.stdout.split()
        found.append((float(first), float(second)))
    return statistics.median(f for f, _ in found), statistics.median(s for _, s in found)


def main() -> None:
    folder, package, method, arguments = sys.argv[1:5]
    imported, called = import_cost(Path(folder), package, method, arguments)
    print(f"{package}: import {imported:.1f} ms, with a client and a call {called:.1f} ms")


if __name__ == "__main__":
    main()
