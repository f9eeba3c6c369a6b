"""Our addresses, and doors that refuse or fall over: to see what a visitor then gets."""

from collections.abc import Callable
from functools import partial

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpResponse
from django.urls import include, path

from meedoen.config.urls import handler400, handler403, handler404, handler500
from meedoen.core.errors import NotAllowed, NotPossible, TooLate
from meedoen.core.web import public

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

ENDINGS: dict[str, Callable[[], Exception]] = {
    "niet-toegestaan": partial(
        NotAllowed, "Dit is <niet> van u.", next_step="Vraag uw teamleider."
    ),
    "niet-mogelijk": partial(NotPossible, "Er is nog geen plan.", next_step="Maak eerst een plan."),
    "te-laat": partial(TooLate, "Een ander was eerder.", next_step="Ververs de pagina."),
    "geweigerd": PermissionDenied,
    "vreemd": SuspiciousOperation,
    "weg": Http404,
    "stuk": partial(RuntimeError, "een geheim dat nergens te lezen mag zijn"),
}


def inside(request, ending):
    """Refuses, or falls over, as asked; for who has signed in."""
    if ending in ENDINGS:
        refusal = ENDINGS[ending]()
        raise refusal
    response = HttpResponse("goed")
    if ending == "bewaren":
        response.headers["Cache-Control"] = "max-age=60"
    return response


@public
def door(request, ending):
    """The same for anybody."""
    return inside(request, ending)


urlpatterns = [
    path("deur/<str:ending>/", door),
    path("binnen/<str:ending>/", inside),
    path("", include("meedoen.config.urls")),
]
