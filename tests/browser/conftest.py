"""A real server with the demo town, and a real Chromium to walk through it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

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


@pytest.fixture(scope="session")
def own_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of a server with a database of its own, of the kind under test."""
    state = tmp_path_factory.mktemp("town")
    environment = {**os.environ, "MEEDOEN_STATE": str(state)}
    wanted = os.environ.get("DATABASE_URL", "")
    if not wanted.startswith("postgres"):
        yield {**environment, "DATABASE_URL": f"sqlite:///{state / 'town.sqlite3'}"}
        return

    import psycopg

    name = f"town_{os.getpid()}"
    with psycopg.connect(wanted, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        parts = urlsplit(wanted)
        yield {**environment, "DATABASE_URL": urlunsplit(parts._replace(path=f"/{name}"))}
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def server(own_database: dict[str, str]) -> Iterator[Server]:
    """`meedoen demo`, as a visitor would start it, with a small town."""
    run = [sys.executable, "-m", "meedoen"]
    for command in (["migrate", "-v0"], ["seed_demo", "--people", "60"]):
        subprocess.run([*run, *command], env=own_database, cwd=ROOT, check=True, timeout=180)
    port = _free_port()
    process = subprocess.Popen(
        [*run, "demo", "--port", str(port), "--workers", "1"], env=own_database, cwd=ROOT
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
