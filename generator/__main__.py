"""`python -m generator` is `oasmith`."""

import os
import sys

from generator.cli import main


def run() -> None:
    """Run the command line, and end the process with its exit code.

    What a run on a large specification leaves in memory takes the interpreter up to a second to give
    back, object by object; the system takes it at once.
    """
    try:
        main()
    except SystemExit as ending:
        if ending.code is not None and not isinstance(ending.code, int):
            raise
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except OSError:
            # Nobody reads it, or the disk is full: the interpreter says so as ever.
            raise ending from None
        os._exit(ending.code or 0)


if __name__ == "__main__":
    run()
