"""What happens by itself: all of it, also when one part fails, until it is asked to stop."""

import signal
from datetime import date

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection

from meedoen.config import rounds
from meedoen.config.management.commands import rounds as command
from meedoen.messages.choices import State
from meedoen.messages.models import Message
from meedoen.messages.tests.factories import make_message

pytestmark = pytest.mark.django_db
IS_SQLITE = connection.vendor == "sqlite"


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


def test_sqlite_looks_once_a_day_how_large_its_tables_are(monkeypatch):
    make_message()
    cache.clear()

    assert [rounds.look_at_sizes(), rounds.look_at_sizes()] == [
        f"de maten van de tabellen {told}"
        for told in (["bekeken", "zijn bekend"] if IS_SQLITE else ["zijn bekend"] * 2)
    ]

    if IS_SQLITE:
        with connection.cursor() as cursor:
            cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'messages_message'")
            assert {stat.split()[0] for (stat,) in cursor.fetchall()} == {"1"}
    monkeypatch.setattr(rounds, "today", lambda: date(2099, 1, 1))
    assert rounds.look_at_sizes().endswith("bekeken") == IS_SQLITE


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
