"""A real server with the demo town, and a real Chromium to walk through it."""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from zlib import crc32

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from meedoen.accounts.choices import Role

ROOT = Path(__file__).resolve().parents[2]
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
)  # fmt: skip
DESK: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}


@dataclass(frozen=True)
class Server:
    """Where the demo town answers."""

    url: str


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


PEOPLE = 60
GATHER = "import django; django.setup(); from meedoen.config.gather import gather; gather()"


@pytest.fixture(scope="session")
def own_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of a server with a town of its own, of the kind under test.

    One worker builds the town, the others copy it.
    """
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    wanted = os.environ.get("DATABASE_URL", "")
    build = _on_postgresql if wanted.startswith("postgres") else _on_sqlite
    with build(shared, tmp_path_factory.mktemp("town"), wanted) as environment:
        yield environment


@contextmanager
def _on_sqlite(shared: Path, own: Path, _server: str) -> Iterator[dict[str, str]]:
    built = shared / "built"
    with _one_at_a_time(shared):
        if not (built / "ready").exists():
            _build(built, f"sqlite:///{built / 'town.sqlite3'}")
    shutil.copytree(built, own, dirs_exist_ok=True)
    yield _environment(own, f"sqlite:///{own / 'town.sqlite3'}")


@contextmanager
def _on_postgresql(shared: Path, own: Path, server: str) -> Iterator[dict[str, str]]:
    import psycopg

    built, name = shared / "built", f"town_{os.getpid()}"
    # The server may be there longer than these tests; the folder of the run is new each time.
    model = f"town_{crc32(str(shared).encode())}"
    with psycopg.connect(server, autocommit=True) as connection:
        with _one_at_a_time(shared):
            if not (built / "ready").exists():
                connection.execute(f"CREATE DATABASE {model}")
                _build(built, _named(server, model))
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {model}")
        shutil.copytree(built, own, dirs_exist_ok=True)
        yield _environment(own, _named(server, name))
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _named(server: str, name: str) -> str:
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))


def _environment(state: Path, url: str) -> dict[str, str]:
    return {**os.environ, "MEEDOEN_STATE": str(state), "DATABASE_URL": url}


@contextmanager
def _one_at_a_time(shared: Path) -> Iterator[None]:
    with (shared / "town.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _build(built: Path, url: str) -> None:
    """A small town with its static files, marked when it is whole."""
    shutil.rmtree(built, ignore_errors=True)
    built.mkdir()
    environment = {**_environment(built, url), "DJANGO_SETTINGS_MODULE": "meedoen.config.settings"}
    for command in (
        ["-m", "meedoen", "migrate", "-v0"],
        ["-m", "meedoen", "seed_demo", "--people", str(PEOPLE)],
        ["-c", GATHER],
    ):
        subprocess.run(
            [sys.executable, *command], env=environment, cwd=ROOT, check=True, timeout=300
        )
    (built / "ready").touch()


@pytest.fixture(scope="session")
def server(own_database: dict[str, str]) -> Iterator[Server]:
    """`meedoen demo`, as a visitor would start it, with a small town."""
    port = _free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "meedoen", "demo", "--port", str(port), "--workers", "1"],
        env=own_database,
        cwd=ROOT,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{url}/inloggen/", process)
        yield Server(url)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(url: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 240
    while time.monotonic() < until:
        assert process.poll() is None, "the server stopped before it answered"
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError("the server did not answer in time")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The Chromium of this machine, or playwright's own."""
    known = ("chromium", "chromium-browser", "google-chrome")
    path = os.environ.get("MEEDOEN_CHROMIUM") or next(filter(None, map(shutil.which, known)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def open_as(server: Server, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """A browser window in which somebody with this role has signed in."""
    contexts = []

    def signed_in(role: Role, *, size: ViewportSize = DESK) -> Page:
        context = chromium.new_context(viewport=size, base_url=server.url, locale="nl-NL")
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.goto("/inloggen/")
        page.fill("input[name=login]", f"{role.value}@demo.example")
        page.fill("input[name=password]", "meedoen-demo")
        page.get_by_role("button", name="Inloggen").click()
        page.wait_for_url(f"{server.url}/")
        return page

    yield signed_in
    for context in contexts:
        context.close()
