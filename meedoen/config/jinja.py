"""The Jinja2 environment of our pages: links, translations, Dutch dates."""

from typing import Any, cast

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from jinja2 import Environment, StrictUndefined

from meedoen.core import time


def _url(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args or None, kwargs=kwargs or None)


def environment(**options: Any) -> Environment:
    """Strict: a name that is not there is a mistake, not an empty place on the page."""
    options["undefined"] = StrictUndefined  # Django has filled in a lenient one before us
    options.setdefault("trim_blocks", True)
    options.setdefault("lstrip_blocks", True)
    # The extension adds a method that the type of the environment does not know.
    made: Any = Environment(extensions=["jinja2.ext.i18n"], **options)
    made.install_gettext_callables(gettext, ngettext, newstyle=True)
    made.globals |= {"url": _url, "static": static, "is_demo": settings.IS_DEMO}
    made.filters |= {
        "dutch_date": time.dutch_date,
        "short_date": time.short_date,
        "dutch_datetime": time.dutch_datetime,
    }
    return cast(Environment, made)
