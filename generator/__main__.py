"""`python -m generator` is `oasmith`."""

from generator.cli import main

if __name__ == "__main__":
    main()
