"""What importing a generated package costs over importing its HTTP library, in CPU milliseconds.

python -m benchmarks.imports FOLDER PACKAGE
"""

import statistics
import subprocess
import sys

CODE = """
import resource, sys
sys.path.insert(0, sys.argv[1])
import httpx2
def used():
    found = resource.getrusage(resource.RUSAGE_SELF)
    return found.ru_utime + found.ru_stime
before = used()
__import__(sys.argv[2])
print((used() - before) * 1000)
"""


def main() -> None:
    folder, package = sys.argv[1:3]
    found = [
        float(
            subprocess.run(
                [sys.executable, "-c", CODE, folder, package],
                capture_output=True,
                text=True,
                check=True,
            ).stdout
        )
        for _ in range(15)
    ]
    print(f"{package}: {statistics.median(found):.1f} ms (least {min(found):.1f})")


if __name__ == "__main__":
    main()
