"""Everything that changes a list, and everything that a list changes."""

from meedoen.imports.actions.lists import (
    choose_columns,
    decide,
    discard,
    expire,
    mend,
    upload,
)
from meedoen.imports.actions.running import finish, import_chunk, run, start, undo

__all__ = [
    "choose_columns",
    "decide",
    "discard",
    "expire",
    "finish",
    "import_chunk",
    "mend",
    "run",
    "start",
    "undo",
    "upload",
]
