"""What every answer keeps: refusals in plain words, and headers that close doors."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from meedoen.core.errors import Refusal
from meedoen.core.web import page

Handler = Callable[[HttpRequest], HttpResponse]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; manifest-src 'self'"
)

LEAVE = "account_logout"


class RefusalMiddleware:
    """A refusal becomes a page that says what is wrong and what to do next."""

    def __init__(self, get_response: Handler):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Refusal):
            return None
        return page(
            request,
            "core/error.html",
            status=error.status,
            title=error.title,
            text=error.message,
            next_step=error.next_step,
        )


class HeadersMiddleware:
    """A strict content policy, and no copy of a personal page anywhere."""

    def __init__(self, get_response: Handler):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=()"
        )
        if not request.path.startswith(settings.STATIC_URL):
            response.headers.setdefault("Cache-Control", "no-store")
        if request.method == "POST" and getattr(request.resolver_match, "url_name", "") == LEAVE:
            # Text that was kept on a shared computer goes with whoever leaves.
            response.headers["Clear-Site-Data"] = '"storage"'
        return response
