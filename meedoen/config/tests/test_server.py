"""The supervisor of the web server and the worker, with small programs in their place."""

import signal
import socket
import sys

import pytest

from meedoen.config import server
from meedoen.config.server import Part, Supervisor

NOTHING = [sys.executable, "-S", "-E", "-c", "pass"]
FAILS = [sys.executable, "-S", "-E", "-c", "raise SystemExit(3)"]
STAYS = [sys.executable, "-S", "-E", "-c", "import time; time.sleep(60)"]


@pytest.fixture(autouse=True)
def _signals_as_before():
    """The supervisor listens to the signals of its process; the next test must not."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.getsignal(number) for number in numbers}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_when_the_web_server_falls_over_everything_stops_with_its_code():
    supervisor = Supervisor(web=Part(FAILS), worker=Part(STAYS))

    code = supervisor.run(is_up=lambda: False, ready=lambda: None)

    assert code == 3
    assert supervisor.worker.ended() is not None


def test_asking_to_stop_is_a_good_end_and_leaves_nothing_running():
    supervisor = Supervisor(web=Part(STAYS), worker=Part(STAYS))

    def stop() -> None:
        supervisor.asked_to_stop = True

    assert supervisor.run(is_up=lambda: True, ready=stop) == 0
    assert supervisor.web.ended() is not None
    assert supervisor.worker.ended() is not None


def test_a_web_server_that_ends_by_itself_is_never_a_good_end():
    supervisor = Supervisor(web=Part(NOTHING), worker=Part(STAYS))

    assert supervisor.run(is_up=lambda: False, ready=lambda: None) == 1


def test_a_worker_that_keeps_falling_over_is_started_less_and_less_often(caplog):
    part = Part(NOTHING)
    part.start()
    assert part.process is not None
    first = part.process
    first.wait()

    part.start_again(now=part.started_at)
    waiting_until = part.again_at
    part.start_again(now=waiting_until - 0.1)
    assert part.process is first

    part.start_again(now=waiting_until)
    assert part.process is not first
    part.process.wait()
    part.start_again(now=part.started_at)

    assert part.again_at - part.started_at == pytest.approx(2 * server.FIRST_PAUSE)
    assert "Een proces is gestopt" in caplog.text


def test_a_worker_that_ran_well_for_a_while_is_started_again_soon():
    part = Part(NOTHING, pause=server.LONGEST_PAUSE)
    part.start()
    part.wait(part.started_at + 10)
    later = part.started_at + server.STEADY + 1

    part.start_again(now=later)

    assert part.again_at == later + server.FIRST_PAUSE


def test_a_port_in_use_is_noticed():
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        port = door.getsockname()[1]

        assert not server.is_free("127.0.0.1", port)
        assert server.answers("0.0.0.0", port)

    assert not server.answers("127.0.0.1", port)


def test_there_are_one_to_four_web_processes():
    assert 1 <= server.workers_by_cores() <= server.MOST_WORKERS
    command = server.web_command(host="127.0.0.1", port=8000, workers=2)
    assert "meedoen.config.wsgi:application" in command
    # Addresses hold secrets (of calendars), so that nothing may write them down.
    assert not any(word.startswith("--access-log") for word in command)
