"""One migrated database for a whole run of the tests; whoever needs one takes a copy.

Migrating takes ten seconds of work, copying takes a tenth of one.
"""

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from zlib import crc32

import psycopg
import pytest
from django.db import DEFAULT_DB_ALIAS, connections

ROOT = Path(__file__).resolve().parents[2]
# In the small town.
PEOPLE = 24


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """The folder that all workers of this run see."""
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@contextmanager
def one_at_a_time(lock: Path) -> Iterator[None]:
    """Of all workers only one is in here at a time."""
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


class Databases:
    """Databases of one run, of the kind under test, told apart by name."""

    def __init__(self, shared: Path):
        self.folder = shared / "databases"
        self.folder.mkdir(exist_ok=True)
        wanted = os.environ.get("DATABASE_URL", "")
        self._server = wanted if wanted.startswith("postgres") else ""

    def url(self, name: str) -> str:
        """Where this database is, as DATABASE_URL says it."""
        if self._server:
            return urlunsplit(urlsplit(self._server)._replace(path=f"/{self.name(name)}"))
        return f"sqlite:///{self.name(name)}"

    def name(self, name: str) -> str:
        """Its own name. A server may outlive a run, and the folder of a run is always new."""
        if self._server:
            return f"{name}_{crc32(str(self.folder).encode())}"
        return str(self.folder / f"{name}.sqlite3")

    @contextmanager
    def made_once(self, name: str) -> Iterator[bool]:
        """Whether this one is still to be made; nobody else comes in until it is."""
        ready = self.folder / f"{name}.ready"
        with one_at_a_time(self.folder / f"{name}.lock"):
            yield not ready.exists()
            ready.touch()

    def migrated(self) -> str:
        """The name of the database that holds what the migrations make, and nothing else."""
        with self.made_once("migrated") as to_make:
            if to_make:
                self._create("migrated", template="")
                self.manage("migrate", "-v0", name="migrated", state=self.folder)
        return "migrated"

    def town(self) -> str:
        """The name of the database that holds a small demo town, and knows what it counts."""
        migrated = self.migrated()
        with self.made_once("town") as to_make:
            if to_make:
                self.copy("town", of=migrated)
                self.manage("seed_demo", "--people", str(PEOPLE), name="town", state=self.folder)
                self._analyse("town")
        return "town"

    def manage(self, *words: str, name: str, state: Path) -> None:
        """A command of Meedoen on this database, in a process of its own."""
        subprocess.run(
            [sys.executable, "-m", "meedoen", *words],
            env=self.environment(name, state),
            cwd=ROOT,
            check=True,
            timeout=600,
        )

    def environment(self, name: str, state: Path) -> dict[str, str]:
        """What a process needs to know to work on this database."""
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "meedoen.config.settings",
            "MEEDOEN_STATE": str(state),
            "DATABASE_URL": self.url(name),
        }

    def copy(self, name: str, *, of: str) -> None:
        """A new database with all that is in the other one."""
        if self._server:
            self._create(name, template=f"TEMPLATE {self.name(of)}")
        else:
            shutil.copyfile(self.name(of), self.name(name))

    def drop(self, name: str) -> None:
        """Room for another; a file goes with the folder of the run."""
        if self._server:
            with psycopg.connect(self._server, autocommit=True) as connection:
                connection.execute(f"DROP DATABASE {self.name(name)} WITH (FORCE)")

    def _analyse(self, name: str) -> None:
        if self._server:
            with psycopg.connect(self.url(name), autocommit=True) as connection:
                connection.execute("ANALYZE")
        else:
            with closing(sqlite3.connect(self.name(name))) as connection:
                connection.execute("ANALYZE")

    def _create(self, name: str, *, template: str) -> None:
        if self._server:
            with psycopg.connect(self._server, autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {self.name(name)} {template}")

    @contextmanager
    def lent(self, own: str, *, of: str) -> Iterator[None]:
        """The tests of this process work on a copy of that database: in memory, or on the server.

        The connection that was there is laid aside, open, and comes back afterwards.
        """
        aside, settings = connections[DEFAULT_DB_ALIAS], connections.settings[DEFAULT_DB_ALIAS]
        before = settings["NAME"]
        settings["NAME"] = (
            self.name(own) if self._server else f"file:{own}?mode=memory&cache=shared"
        )
        borrowed = connections.create_connection(DEFAULT_DB_ALIAS)
        if self._server:
            self.copy(own, of=of)
        else:
            borrowed.ensure_connection()
            with closing(sqlite3.connect(self.name(of))) as source:
                source.backup(borrowed.connection)
        connections[DEFAULT_DB_ALIAS] = borrowed
        yield
        borrowed.close()
        connections[DEFAULT_DB_ALIAS] = aside
        settings["NAME"] = before
        if self._server:
            self.drop(own)
