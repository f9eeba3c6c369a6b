"""What is shown when an address does not exist or something broke.

These pages are drawn without the request, so without user, menu or database: what is broken
may be just that.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from meedoen.core.web import public


def _page(status: int, title: str, text: str, next_step: str) -> HttpResponse:
    words = {"title": title, "text": text, "next_step": next_step}
    return HttpResponse(render_to_string("core/error.html", words), status=status)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """400: the browser sent something that cannot be read."""
    return _page(
        400, _("Dit konden wij niet lezen"),
        _("Wat uw browser stuurde was niet volledig of te groot."),
        _("Ga terug en probeer het opnieuw. Is een bestand te groot? Maak het dan kleiner."),
    )  # fmt: skip


def not_allowed(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """403 without a refusal of our own."""
    return _page(
        403, _("Dit mag u niet doen"), _("Uw rol laat dit niet toe."),
        _("Vraag uw teamleider of de functioneel beheerder."),
    )  # fmt: skip


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """404: missing and hidden look alike."""
    return _page(
        404, _("Deze pagina is er niet"),
        _("Het adres klopt niet, of u mag deze gegevens niet zien."),
        _("Kijk of het adres klopt, of ga naar het begin en zoek de deelnemer daar."),
    )  # fmt: skip


def broken(request: HttpRequest) -> HttpResponse:
    """500: a mistake of ours, or something that we depend on does not answer."""
    return _page(
        500, _("Er ging iets mis"),
        _("Dit ligt niet aan u. Wat al was opgeslagen, is bewaard."),
        _("Probeer het over een minuut opnieuw. Blijft het misgaan? Meld het bij de beheerder."),
    )  # fmt: skip


@public
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long, or in another session."""
    return _page(
        403, _("Uw formulier was te lang open"),
        _("Voor de veiligheid hebben wij het niet aangenomen. Er is niets gewijzigd."),
        _("Ga terug in uw browser: wat u typte staat er nog. Ververs daarna en verstuur opnieuw."),
    )  # fmt: skip
