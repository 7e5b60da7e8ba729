"""Is this package what was vendored? Files are compared with the digests in `oasmith.lock`.

Run it as `python -m <package>._verify`, or as a script by its path, which imports nothing of the
package. The standard library is enough; nothing is written, and no network is used.

Exit codes: 0 clean, 10 a file was edited, 11 one is missing, 12 one is not of the package (several:
the lowest), 2 the lock can't be read. `--json` prints the findings as JSON.
"""

import hashlib
import json
import os
import sys
from pathlib import Path

LOCK = "oasmith.lock"
EDITED, MISSING, EXTRA = 10, 11, 12


def main(arguments: list[str]) -> int:
    """Verify the package that this file stands in; gives the exit code."""
    folder = Path(__file__).resolve().parent
    try:
        lock = json.loads((folder / LOCK).read_text("utf-8"))
        known = {str(path): str(entry["sha256"]) for path, entry in lock["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        print(f"{folder.name}/{LOCK}: can't be read: {error}", file=sys.stderr)
        return 2
    found = findings(folder, known)
    if "--json" in arguments:
        said = [{"code": code, "path": path, "message": text} for path, code, text in found]
        print(json.dumps(said, indent=1))
    else:
        for path, _, text in found:
            print(f"{folder.name}/{path}: {text}".encode("ascii", "backslashreplace").decode())
        if not found:
            print(f"{folder.name}: clean, {len(known)} files")
    return min((code for _, code, _ in found), default=0)


def findings(folder: Path, known: dict[str, str]) -> list[tuple[str, int, str]]:
    """Path, code and words of each file that is not as it was vendored."""
    there = {path: digest(folder / path) for path in files_of(folder) if path != LOCK}
    found: list[tuple[str, int, str]] = []
    for path in sorted({*known, *there}):
        if path not in there:
            found.append((path, MISSING, "missing"))
        elif path not in known:
            found.append((path, EXTRA, "not of the package"))
        elif there[path] != known[path]:
            found.append((path, EDITED, "edited by hand"))
    return found


def files_of(folder: Path) -> list[str]:
    """Every file below the folder but byte code, as POSIX paths from there."""
    found: list[str] = []
    for base, names, files in os.walk(folder):
        names[:] = [name for name in names if name != "__pycache__"]
        found += [Path(base, name).relative_to(folder).as_posix() for name in files]
    return found


def digest(path: Path) -> str:
    """SHA-256, CRLF read as LF; a link has none, for it is never what was vendored."""
    if path.is_symlink():
        return ""
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
