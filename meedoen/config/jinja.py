"""The Jinja2 environment of our pages: links, translations, Dutch dates."""

import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext
from jinja2 import Environment, FileSystemBytecodeCache, StrictUndefined
from markupsafe import Markup, escape

from meedoen.core import time
from meedoen.core.forms import options_of


@cache
def _fixed(name: str) -> str:
    """An address without numbers in it: the same for every page."""
    return reverse(name)


# Stands in no text: values are escaped together and taken apart again.
SEAM = "\0"
# Small pieces of every page that are drawn once: template, macro, and the name in templates.
DRAWN = (
    ("core/_icons.html", "icon", "icon"),
    ("core/_icons.html", "icon", "drawn"),
    ("core/_picture.html", "ladder_spark", "spark"),
    ("core/_nav.html", "sidebar", "sidebar"),
    ("core/_nav.html", "bottom_bar", "bottom_bar"),
)


@cache
def _around(name: str, number: int) -> list[str]:
    """What stands around so many identifiers in an address."""
    samples = [UUID(int=one, version=4) for one in range(number)]
    address = reverse(name, args=samples)
    return re.split("|".join(map(str, samples)), address)


def _url(name: str, *args: Any, **kwargs: Any) -> str:
    if not args and not kwargs:
        return _fixed(name)
    if not kwargs and all(type(one) is UUID for one in args):
        first, *rest = _around(name, len(args))
        return first + "".join(f"{one}{piece}" for one, piece in zip(args, rest, strict=True))
    return reverse(name, args=args or None, kwargs=kwargs or None)


@lru_cache(maxsize=8_000)
def _told(message: str, language: str | None) -> Markup:
    return Markup(gettext(message))


def _text(message: str, **values: Any) -> Markup:
    """A text in the language of the reader, with its values filled in and escaped.

    A page tells some eighty texts: each is looked up once for all pages.
    """
    return _told(message, get_language()) % values


def _drawn(made: Any, template: str, name: str) -> Callable[..., Markup]:
    """A small picture, drawn once in each language: a page holds dozens of them."""

    @lru_cache(maxsize=1_000)
    def draw(language: str | None, *given: Any) -> Markup:
        return Markup(getattr(made.get_template(template).module, name)(*given))

    return lambda *given: draw(get_language(), *given)


def many(piece: Markup, rows: Iterable[Sequence[str]]) -> Markup:
    """The same piece of a page for each row; `%s` stands for its next value.

    What is not marked as safe is escaped, all of it at once: a long list has hundreds of values.
    """
    values = [value for row in rows for value in row]
    safe = str(escape(SEAM.join("" if type(one) is Markup else one for one in values))).split(SEAM)
    if len(safe) != len(values):
        safe = [str(escape(one)) for one in values]
    filled = [
        str(value) if type(value) is Markup else one
        for one, value in zip(safe, values, strict=True)
    ]
    size = piece.count("%s")
    plain = str(piece).replace("%", "%%").replace("%%s", "%s")
    return Markup(
        "".join(plain % tuple(filled[at : at + size]) for at in range(0, len(filled), size))
    )


def _compiled() -> FileSystemBytecodeCache | None:
    """Where Python keeps compiled files for all processes, templates are compiled once as well."""
    if not sys.pycache_prefix:
        return None
    folder = Path(sys.pycache_prefix, "templates")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(folder)) if os.access(folder, os.W_OK) else None


def environment(**options: Any) -> Environment:
    """Strict: a name that is not there is a mistake, not an empty place on the page."""
    options["undefined"] = StrictUndefined  # Django has filled in a lenient one before us
    options.setdefault("trim_blocks", True)
    options.setdefault("lstrip_blocks", True)
    options.setdefault("bytecode_cache", _compiled())
    # The extension adds a method that the type of the environment does not know.
    made: Any = Environment(extensions=["jinja2.ext.i18n"], **options)
    made.install_gettext_callables(gettext, ngettext, newstyle=True)
    made.globals |= {"_": _text, "url": _url, "static": cache(static), "is_demo": settings.IS_DEMO}
    made.globals |= {"many": many, "options_of": options_of}

    for template, name, known_as in DRAWN:
        made.globals[known_as] = _drawn(made, template, name)
    made.filters |= {
        "dutch_date": time.dutch_date,
        "short_date": time.short_date,
        "dutch_datetime": time.dutch_datetime,
    }
    return cast(Environment, made)
