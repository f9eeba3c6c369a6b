"""The `meedoen` command: Django's own commands and ours."""

import os
import sys


def main() -> None:
    """Run one command; ours may be written with hyphens (`check-install`)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "meedoen.config.settings")
    from django.core.management import execute_from_command_line

    arguments = list(sys.argv)
    if len(arguments) > 1 and not arguments[1].startswith("-"):
        arguments[1] = arguments[1].replace("-", "_")
    execute_from_command_line(arguments)
