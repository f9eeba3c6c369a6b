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
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from meedoen.accounts.choices import Role
from tests.house.migrated import ROOT, Databases, shared_folder

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
)  # fmt: skip
DESK: ViewportSize = {"width": 1280, "height": 900}
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)
PHONE: ViewportSize = {"width": 390, "height": 844}


@dataclass(frozen=True)
class Server:
    """Where the demo town answers."""

    url: str


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


GATHER = "import django; django.setup(); from meedoen.config.gather import gather; gather()"


@pytest.fixture(scope="session")
def own_database(
    databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    """The environment of a server with a town of its own, of the kind under test."""
    town, files = databases.town(), shared_folder(tmp_path_factory) / "files"
    with databases.made_once("files") as to_gather:
        if to_gather:
            environment = databases.environment(town, files)
            subprocess.run([sys.executable, "-c", GATHER], env=environment, cwd=ROOT, check=True)
    own, name = tmp_path_factory.mktemp("town"), f"town_{os.getpid()}"
    shutil.copytree(files, own, dirs_exist_ok=True)
    databases.copy(name, of=town)
    yield databases.environment(name, own)
    databases.drop(name)


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


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The Chromium of this machine, or playwright's own."""
    known = ("chromium", "chromium-browser", "google-chrome")
    path = os.environ.get("MEEDOEN_CHROMIUM") or next(filter(None, map(shutil.which, known)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def known(server: Server) -> dict[Role, list[Any]]:
    """Who has signed in at this server: what their browser keeps of it."""
    return {}


@pytest.fixture
def open_as(
    server: Server, chromium: Browser, known: dict[Role, list[Any]]
) -> Iterator[Callable[..., Page]]:
    """A browser window in which somebody with this role has signed in, at the first time here."""
    contexts = []

    def signed_in(role: Role, *, size: ViewportSize = DESK) -> Page:
        context = chromium.new_context(viewport=size, base_url=server.url, locale="nl-NL")
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        if role in known:
            context.add_cookies(known[role])
            # Whoever signed out in an earlier story has to sign in again.
            if context.request.get("/", max_redirects=0).status == 200:
                return page
        _sign_in(page, role)
        page.wait_for_url(f"{server.url}/")
        known[role] = list(context.cookies())
        return page

    yield signed_in
    for context in contexts:
        context.close()


def _sign_in(page: Page, role: Role) -> None:
    page.goto("/inloggen/")
    page.fill("input[name=login]", f"{role.value}@demo.example")
    page.fill("input[name=password]", "meedoen-demo")
    page.get_by_role("button", name="Inloggen").click()
