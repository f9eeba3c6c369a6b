"""The list of all texts on screen, for whoever translates Meedoen: meedoen/locale/meedoen.pot.

    python -m tests.house.translations            writes it again
    python -m tests.house.translations --check    says whether it is up to date

The Dutch text is the message id. No dates, line numbers or folders of one computer are in it,
so that it changes only when a text does.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.pofile import write_po

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "meedoen"
TARGET = PACKAGE / "locale" / "meedoen.pot"
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
JINJA = {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
HEADER = """\
# Texts of Meedoen. Written by `./run translations`; do not edit.
msgid ""
msgstr ""
"Language: nl\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def sources() -> Iterator[tuple[str, Path]]:
    """Every file that may hold texts, and how to read it."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if not {"tests", "migrations", "testing"} & set(path.relative_to(PACKAGE).parts):
            yield "python", path
    for folder in sorted(PACKAGE.glob("*/jinja2")):
        for path in sorted(folder.rglob("*.*")):
            yield "jinja2.ext.babel_extract", path


def catalogue() -> str:
    """The list as it ought to be now."""
    found = Catalog(charset="utf-8")
    for method, path in sources():
        options = JINJA if method.startswith("jinja2") else {}
        for _line, message, comments, context in extract_from_file(
            method,
            path,
            KEYWORDS,
            comment_tags=["Vertaler:"],
            options=options,
            strip_comment_tags=True,
        ):
            if message:
                where = [(path.relative_to(ROOT).as_posix(), 0)]
                found.add(message, None, where, auto_comments=comments, context=context)
    written = io.BytesIO()
    write_po(written, found, width=100, omit_header=True, include_lineno=False, sort_output=True)
    return HEADER + written.getvalue().decode()


def main() -> int:
    """Write it, or with `--check` only compare."""
    now = catalogue()
    if "--check" not in sys.argv[1:]:
        TARGET.parent.mkdir(parents=True, exist_ok=True)
        TARGET.write_text(now, encoding="utf-8")
        return 0
    if TARGET.exists() and TARGET.read_text(encoding="utf-8") == now:
        return 0
    print(f"{TARGET.relative_to(ROOT)} is not up to date.")
    return 1


if __name__ == "__main__":
    sys.exit(main())
