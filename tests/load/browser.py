"""The smallest browser: it calls our WSGI application and keeps cookies."""

import io
import re
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from meedoen.accounts.models import User
from meedoen.config.wsgi import application


class Browser:
    """Signed in as one user; every request goes through the whole of Meedoen."""

    def __init__(self, user: User):
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        self.cookies = {"sessionid": session.session_key or ""}

    def get(self, path: str, query: str = "") -> str:
        """The page, which must be there."""
        status, body = self._call("GET", path, query, b"")
        assert status == 200, f"{path} answered {status}"
        return body

    def post(self, path: str, fields: dict[str, str]) -> None:
        """Send a form, which must be accepted."""
        status, body = self._call("POST", path, "", urlencode(fields).encode())
        assert status in {200, 302, 303}, f"{path} answered {status}: {body[:300]}"

    def form_token(self, path: str) -> str:
        """The hidden token that the forms on this page carry."""
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(path))
        assert found, f"{path} has no form"
        return found[1]

    def _call(self, method: str, path: str, query: str, body: bytes) -> tuple[int, str]:
        answer: dict[str, Any] = {}

        def start_response(status: str, headers: list[tuple[str, str]], *_rest: Any) -> Any:
            answer["status"] = int(status[:3])
            for name, value in headers:
                if name.lower() == "set-cookie":
                    key, _sep, rest = value.partition("=")
                    self.cookies[key] = rest.split(";")[0]

        environ = {
            "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query,
            "SERVER_NAME": "testserver", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "testserver", "REMOTE_ADDR": "127.0.0.1", "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body), "wsgi.errors": io.StringIO(),
            "wsgi.multithread": False, "wsgi.multiprocess": False, "wsgi.run_once": False,
            "CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": str(len(body)),
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }  # fmt: skip
        chunks = application(environ, start_response)
        try:
            return answer["status"], b"".join(chunks).decode(errors="replace")
        finally:
            chunks.close()
