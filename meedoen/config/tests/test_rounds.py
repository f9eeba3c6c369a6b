"""What happens by itself: all of it, also when one part fails, until it is asked to stop."""

import signal

import pytest
from django.core.management import call_command

from meedoen.config import rounds
from meedoen.config.management.commands import rounds as command
from meedoen.messages.choices import State
from meedoen.messages.models import Message
from meedoen.messages.tests.factories import make_message

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _signals_as_before():
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.getsignal(number) for number in numbers}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_a_round_sends_mail_and_turns_the_day(capsys):
    make_message()
    call_command("rounds")

    told = capsys.readouterr().out
    assert "1 berichten verzonden" in told
    assert "0 herinneringen klaargezet" in told
    assert "0 waarnemingen begonnen, 0 voorbij" in told
    assert "0 lijsten opgeruimd, 0 dossiers gesloten" in told
    assert Message.objects.get().state == State.SENT


def test_one_that_fails_does_not_stop_the_others(monkeypatch, caplog):
    def fails() -> str:
        raise RuntimeError("stuk")

    monkeypatch.setattr(rounds, "ROUNDS", {"stuk": fails, "mail": rounds.send_mail})

    told = rounds.once()

    assert told == ["stuk: niet gelukt, zie het logboek", "0 berichten verzonden, 0 niet gelukt"]
    assert "De ronde stuk is niet gelukt." in caplog.text


def test_it_keeps_going_until_it_is_asked_to_stop(monkeypatch):
    rounds_made = []

    def one_more() -> list[str]:
        rounds_made.append(1)
        if len(rounds_made) == 3:
            signal.raise_signal(signal.SIGTERM)
        return []

    monkeypatch.setattr(command, "MINUTE", 0.01)
    monkeypatch.setattr(rounds, "once", one_more)

    call_command("rounds", keep_going=True)

    assert len(rounds_made) == 3
