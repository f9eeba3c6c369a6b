"""The outbox: kept with the work, sent once, tried again, and given up out loud."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from meedoen.accounts.tests.factories import make_user
from meedoen.core.errors import NotPossible
from meedoen.core.time import now, pretend
from meedoen.messages import actions, pages, rules, tasks
from meedoen.messages.choices import Problem, State, Way
from meedoen.messages.models import Message
from meedoen.messages.tests.factories import make_message

pytestmark = pytest.mark.django_db


def fresh(message):
    return Message.objects.get(pk=message.pk)


def fail_with(monkeypatch, problem):
    def refuse(self, messages):
        raise problem

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)


def test_a_mail_leaves_once_and_says_which_one_it_is(audited):
    message = make_message()

    assert actions.send_waiting().sent == 1
    assert actions.send_waiting().sent == 0

    sent = mail.outbox[0]
    assert len(mail.outbox) == 1
    assert sent.to == [message.address]
    assert sent.body == message.body
    assert sent.extra_headers["Message-ID"].startswith(f"<{message.pk}@")
    assert fresh(message).state == State.SENT
    assert fresh(message).finished_at is not None
    assert audited("messages.sent", message)


def test_the_same_event_is_told_once():
    by = make_user()
    one, two = make_message(key="contact:1", by=by), make_message(key="contact:1", by=by)

    assert one == two
    assert Message.objects.count() == 1


def test_a_mail_waits_for_the_commit_and_is_then_sent_by_the_task(
    django_capture_on_commit_callbacks,
):
    with django_capture_on_commit_callbacks(execute=True):
        make_message()
        assert mail.outbox == []

    assert len(mail.outbox) == 1


def test_what_is_rolled_back_is_never_said(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as told, transaction.atomic():
        make_message()
        transaction.set_rollback(True)

    assert told == []
    assert not Message.objects.exists()
    assert actions.send_waiting().sent == 0


def test_a_letter_is_not_mailed_and_is_done_by_hand_once(audited):
    message, by = make_message(way=Way.LETTER), make_user()
    assert actions.send_waiting().sent == 0
    assert message.is_waiting_for_us

    for _click in range(2):
        actions.finish(fresh(message), by=by)

    assert fresh(message).state == State.DONE
    assert fresh(message).finished_by == by
    assert audited("messages.done", message)


def test_a_mail_that_waits_is_not_done_by_hand():
    with pytest.raises(NotPossible):
        actions.finish(make_message(), by=make_user())


def test_a_server_that_is_away_is_tried_again_and_then_given_up(monkeypatch, audited):
    message = make_message()
    fail_with(monkeypatch, ConnectionRefusedError())
    assert actions.send_waiting().later == 1
    assert fresh(message).state == State.QUEUED
    assert fresh(message).problem == Problem.UNREACHABLE
    assert actions.send_waiting().later == 0  # not yet its turn

    for hour in range(1, rules.MOST_ATTEMPTS):
        with pretend(now() + timedelta(hours=hour)):
            actions.send_waiting()

    assert fresh(message).state == State.FAILED
    assert fresh(message).is_waiting_for_us
    assert fresh(message).attempts == rules.MOST_ATTEMPTS
    assert audited("messages.failed", message)
    actions.finish(fresh(message), by=make_user())
    assert fresh(message).state == State.DONE


@pytest.mark.parametrize(
    ("problem", "told", "state"),
    [
        (smtplib.SMTPRecipientsRefused({"d@x.example": (550, b"geen Jan hier")}),
         Problem.REFUSED, State.FAILED),
        (smtplib.SMTPRecipientsRefused({"d@x.example": (450, b"straks")}),
         Problem.UNREACHABLE, State.QUEUED),
        (ValueError("geen adres"), Problem.ADDRESS, State.FAILED),
        (smtplib.SMTPServerDisconnected("weg"), Problem.UNREACHABLE, State.QUEUED),
    ],
)  # fmt: skip
def test_what_went_wrong_is_kept_as_a_word_without_names(monkeypatch, caplog, problem, told, state):
    message = make_message()
    fail_with(monkeypatch, problem)
    actions.send_waiting()

    assert (fresh(message).problem, fresh(message).state) == (told, state)
    assert message.address not in caplog.text
    assert "Jan" not in caplog.text


def test_one_bad_address_does_not_hold_up_the_others():
    bad = make_message(address="geen\nadres@voorbeeld.example")
    good = make_message()
    tally = actions.send_waiting()

    assert (tally.sent, tally.failed) == (1, 1)
    assert fresh(bad).problem == Problem.ADDRESS
    assert fresh(good).state == State.SENT


def test_what_another_worker_took_up_is_left_alone(monkeypatch):
    message = make_message()
    claim = actions._claim

    def beaten(pk, *, at):
        Message.objects.filter(pk=pk).update(state=State.SENDING, claimed_at=at)
        return claim(pk, at=at)

    monkeypatch.setattr(actions, "_claim", beaten)

    assert actions.send_waiting().sent == 0
    assert mail.outbox == []
    assert fresh(message).state == State.SENDING


def test_two_claim_the_same_mail_and_one_gets_it():
    message = make_message()
    first, second = fresh(message), fresh(message)
    assert actions._claim(first.pk, at=now()) is not None
    assert actions._claim(second.pk, at=now()) is None


def test_what_a_killed_worker_left_behind_is_taken_up_again():
    message = make_message()
    Message.objects.filter(pk=message.pk).update(state=State.SENDING, claimed_at=now(), attempts=1)
    assert actions.send_waiting().sent == 0

    with pretend(now() + rules.CLAIM_LASTS + timedelta(minutes=1)):
        actions.send_waiting()
        assert fresh(message).state == State.QUEUED
    with pretend(now() + timedelta(minutes=30)):
        assert actions.send_waiting().sent == 1
    assert len(mail.outbox) == 1
    assert str(message.pk) in mail.outbox[0].extra_headers["Message-ID"]


def test_a_worker_that_keeps_dying_does_not_try_for_ever():
    message = make_message()
    Message.objects.filter(pk=message.pk).update(
        state=State.SENDING, claimed_at=now() - timedelta(hours=1), attempts=rules.MOST_ATTEMPTS
    )
    actions.send_waiting()

    assert fresh(message).state == State.FAILED


def test_without_a_mail_server_everything_waits(settings):
    settings.MAIL_LEAVES = False
    message = make_message()

    assert actions.send_waiting().sent == 0
    assert fresh(message).state == State.QUEUED
    with pytest.raises(CommandError, match="MEEDOEN_EMAIL_URL"):
        call_command("send_messages")


def test_the_task_and_the_command_send_what_waits(capsys):
    make_message()
    assert tasks.send_waiting.call() == 1
    make_message()
    call_command("send_messages")

    assert "1 verzonden, 0 later opnieuw, 0 niet gelukt." in capsys.readouterr().out


@pytest.mark.parametrize(
    "change",
    [
        {"address": ""},
        {"way": Way.LETTER},
        {"state": State.SENT},
        {"finished_at": now()},
    ],
)
def test_the_database_refuses_what_cannot_be(change):
    message = make_message()
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(**change)

    assert fresh(message).state == State.QUEUED
    assert connection.needs_rollback is False


def test_a_message_becomes_a_letter():
    message = make_message(way=Way.LETTER, body="Beste Amina,\n\nDag!\n\nGroet,\nGemeente")
    content = pages.letter(message, case_number="K7P-2QX4", on=now().date())

    assert content.startswith(b"%PDF-")
