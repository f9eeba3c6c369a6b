"""The processes of an installation: the web server, the worker for long work, and the rounds.

They run beside each other under one supervisor. The worker and the rounds are started again when
they end; when the web server ends, everything ends, so that whoever started us can see it.
"""

import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType

from meedoen.config.gather import gather

log = logging.getLogger(__name__)

MOST_WORKERS = 4
THREADS_OF_A_WORKER = 4
PATIENCE = 20.0  # seconds that a process gets to finish what it is doing
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0  # seconds before the worker is started again
STEADY = 60.0  # seconds after which a worker counts as healthy


def workers_by_cores() -> int:
    """One web process for each core, but not more than serve well from one database."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, min(MOST_WORKERS, cores or 1))


def is_free(host: str, port: int) -> bool:
    """Whether we may listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((host, port))
        except OSError:
            return False
    return True


def web_command(*, host: str, port: int, workers: int) -> list[str]:
    """The web server; a web process that falls over is replaced."""
    return [
        *[sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"],
        *["--host", host, "--port", str(port), "--workers", str(workers)],
        *["--blocking-threads", str(THREADS_OF_A_WORKER), "--blocking-threads-idle-timeout", "600"],
        *["--respawn-failed-workers", "--workers-kill-timeout", "10"],
        *["--log-level", "warning", "meedoen.config.wsgi:application"],
    ]


def worker_command() -> list[str]:
    """The process that does long work, such as a big import, beside the web pages."""
    return [
        *[sys.executable, "-m", "meedoen", "db_worker", "--skip-checks"],
        *["--queue-name", "*", "--verbosity", "0"],
    ]


def rounds_command() -> list[str]:
    """The process that looks every minute at what has to happen by itself."""
    return [sys.executable, "-m", "meedoen", "rounds", "--keep-going", "--skip-checks"]


@dataclass
class Part:
    """One process that we look after."""

    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    pause: float = FIRST_PAUSE
    started_at: float = 0.0
    again_at: float = 0.0

    def start(self) -> None:
        """In a group of its own: Ctrl-C reaches us, and we end the parts in order."""
        self.process = subprocess.Popen(self.command, start_new_session=True)
        self.started_at = time.monotonic()

    def ended(self) -> int | None:
        """Its exit code, when it is no longer there."""
        return self.process.poll() if self.process else 0

    def ask_to_stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def wait(self, until: float) -> None:
        """Until it has ended; after that time it is ended without asking."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def start_again(self, now: float) -> None:
        """A process that keeps falling over is tried less and less often."""
        if not self.again_at:
            if now - self.started_at > STEADY:
                self.pause = FIRST_PAUSE
            log.warning("Een proces is gestopt (%s) en begint zo opnieuw.", self.ended())
            self.again_at = now + self.pause
            self.pause = min(LONGEST_PAUSE, self.pause * 2)
        elif now >= self.again_at:
            self.again_at = 0.0
            self.start()


@dataclass
class Supervisor:
    """Starts the parts, watches them, and stops them together."""

    web: Part
    worker: Part
    rounds: Part | None = None
    asked_to_stop: bool = field(default=False)

    def run(self, *, is_up: Callable[[], bool], ready: Callable[[], None]) -> int:
        """Until someone asks to stop, or the web server ends by itself: its exit code."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        self.web.start()
        up = False
        while not self.asked_to_stop and self.web.ended() is None:
            for part in self._beside if up else ():
                if part.ended() is not None:
                    part.start_again(time.monotonic())
            if not up and is_up():
                up = True  # the worker can wait until people can see a page
                ready()
                for part in self._beside:
                    part.start()
            time.sleep(0.3 if up else 0.05)
        return self._finish()

    @property
    def _beside(self) -> list[Part]:
        return [part for part in (self.worker, self.rounds) if part is not None]

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.asked_to_stop = True

    def _finish(self) -> int:
        code = self.web.ended() or 0
        until = time.monotonic() + PATIENCE
        for part in (self.web, *self._beside):
            part.ask_to_stop()
        for part in (self.web, *self._beside):
            part.wait(until)
        return 0 if self.asked_to_stop else code or 1


def answers(host: str, port: int) -> bool:
    """Whether someone is listening there."""
    local = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # any address: try our own
    try:
        with socket.create_connection((local, port), timeout=1):
            return True
    except OSError:
        return False


def serve(*, host: str, port: int, workers: int, ready: Callable[[], None]) -> int:
    """Run the installation until it is asked to stop."""
    gather()
    supervisor = Supervisor(
        web=Part(web_command(host=host, port=port, workers=workers)),
        worker=Part(worker_command()),
        rounds=Part(rounds_command()),
    )
    return supervisor.run(is_up=lambda: answers(host, port), ready=ready)
