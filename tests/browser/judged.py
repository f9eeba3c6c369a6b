"""Pages that were found clean earlier in this run of `./run test`, told apart to the letter.

What a browser and axe make of a page follows from the page and its static files (their names hold
their hash). So a page that is the same on SQLite and on PostgreSQL is judged once.
"""

import hashlib
import os
import re
from pathlib import Path

# Names of records, and tokens that are different each time: 16, 24, 32 or 64 signs.
ONE_TIME = re.compile(
    r"[0-9a-f]{8}-[0-9a-f-]{27}"
    r"|(?<![0-9A-Za-z])(?:[0-9a-f]{32}|[0-9a-f]{24}|[0-9a-f]{16}|[0-9A-Za-z]{64})(?![0-9A-Za-z])"
)


def letters(page: str) -> str:
    """The page with its first one-time name called 1, wherever it stands, its second 2."""
    numbers: dict[str, int] = {}
    return ONE_TIME.sub(lambda name: f"[{numbers.setdefault(name[0], len(numbers) + 1)}]", page)


class Judged:
    """What was found clean; nothing is known outside a run of `./run test`."""

    def __init__(self, rules: str):
        named = os.environ.get("MEEDOEN_TESTS_TOGETHER")
        self._folder = Path(named) if named else None
        # Whether the tests ran on another database before.
        self.knows_some = self._folder is not None and self._folder.exists()
        self._rules = rules

    def is_clean(self, page: str) -> bool:
        """Whether this very page was found clean."""
        return self._folder is not None and (self._folder / self._name(page)).exists()

    def clean(self, page: str) -> None:
        """Nothing is wrong with this page in any window."""
        if self._folder:
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / self._name(page)).touch()

    def _name(self, page: str) -> str:
        told = "\0".join((self._rules, letters(page)))
        return hashlib.sha256(told.encode()).hexdigest()
