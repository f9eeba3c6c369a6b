"""What is written to the log of the server, without what opens a door."""

import logging
import re
from typing import Any

_SECRET = re.compile(r"(/agenda/)[^/\s]+?(\.ics)|(/aanbod/klopt/)[^/\s]+")


class HideSecrets(logging.Filter):
    """Leaves the secret out of an address that opens a door, wherever it stands in a line."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = _hidden(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(map(_hidden, record.args))
        elif isinstance(record.args, dict):
            record.args = {name: _hidden(value) for name, value in record.args.items()}
        return True


def _hidden(value: Any) -> Any:
    return _SECRET.sub(r"\1\3…\2", value) if isinstance(value, str) else value
