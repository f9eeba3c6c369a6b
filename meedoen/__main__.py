"""`python -m meedoen …` does the same as the `meedoen` command."""

from meedoen.config.cli import main

if __name__ == "__main__":
    main()
