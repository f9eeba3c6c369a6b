"""Every page template reads well, and holds nothing that the strict content policy forbids.

python -m tests.house.templates
"""

import os
import re
import sys
from pathlib import Path

import django
from jinja2 import TemplateSyntaxError

ROOT = Path(__file__).resolve().parents[2]

FORBIDDEN = {
    r"<script(?![^>]*\bsrc=)[^>]*>": "a script inside the page; put it in a file",
    r"<style[\s>]": "style inside the page; put it in a style sheet",
    r"<[^>]*\sstyle\s*=": "a style attribute; use a class",
    r"<[a-zA-Z][^>]*\son[a-z]+\s*=\s*[\"']": "an event attribute; listen in a script file",
    r"javascript:": "a script as address",
    r"(?:src|href)\s*=\s*[\"']?(?:https?:)?//": "something from another site; ship it with Meedoen",
    r"\|\s*safe\b": "unescaped text; escape it, or mark it safe in Python and say why",
    r"\bautoescape\s+false\b": "escaping switched off",
}
# Icons are drawings of our own; no text of anybody goes through them.
MAY_BE_UNESCAPED = {"meedoen/core/jinja2/core/_icons.html"}
COMMENT = re.compile(r"\{#.*?#\}|<!--.*?-->", re.DOTALL)
EXPRESSION = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


def blanked(text: str, pattern: re.Pattern[str]) -> str:
    """The text with what the pattern finds taken out, on the same lines."""
    return pattern.sub(lambda found: "\n" * found[0].count("\n"), text)


def forbidden(text: str) -> list[tuple[int, str]]:
    """Line and reason of everything that may not be in a page."""
    text = blanked(text, COMMENT)
    markup = blanked(text, EXPRESSION)
    found = []
    for pattern, reason in FORBIDDEN.items():
        looked_at = text if "safe" in pattern or "autoescape" in pattern else markup
        found += [
            (looked_at.count("\n", 0, hit.start()) + 1, reason)
            for hit in re.finditer(pattern, looked_at, re.IGNORECASE)
        ]
    return sorted(found)


def problems(path: Path) -> list[str]:
    """What is wrong with one template."""
    from meedoen.config.jinja import environment

    where = path.relative_to(ROOT).as_posix()
    text = path.read_text(encoding="utf-8")
    found = [
        f"{where}:{line}: {reason}"
        for line, reason in forbidden(text)
        if not (where in MAY_BE_UNESCAPED and reason.startswith("unescaped"))
    ]
    try:
        environment(autoescape=True).compile(text, filename=str(path))
    except TemplateSyntaxError as problem:
        found.append(f"{where}:{problem.lineno}: {problem.message}")
    return found


def main() -> int:
    """Look at every template of every area."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "meedoen.config.settings")
    django.setup()
    paths = sorted((ROOT / "meedoen").glob("*/jinja2/**/*.*"))
    found = [problem for path in paths for problem in problems(path)]
    print(*found, sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
