"""Every form of trends takes junk: a Dutch message, never a breakdown."""

import pytest
from django.urls import reverse

from meedoen.accounts.choices import Role
from meedoen.journeys.tests.factories import make_journey
from meedoen.offers.tests.factories import make_offer
from meedoen.teams.tests.factories import make_member
from meedoen.trends import actions
from meedoen.trends.choices import Voice
from meedoen.trends.tests.factories import make_invitation, make_need, make_signal

pytestmark = pytest.mark.django_db
FIELDS = (
    "theme", "missing", "words", "version", "kind", "text", "story", "neighbourhood", "owner",
    "token", "offer", "reason", "told", "voice", "answer", "people", "note", "again", "reply",
    "need", "hoe", "zoek",
)  # fmt: skip
JUNK = ("a\x00b", "\u202eabc", "99999999999999999999", "-1", "   ", "%s {0}", "x" * 200_000)


def test_junk_in_every_field_is_answered_in_words(login):
    coach = make_member(Role.PARTICIPATION_COACH)
    journey = make_journey(by=coach, phase="planning")
    person, signal, offer = journey.participant_id, make_signal(by=coach), make_offer()
    need, sent = make_need(journey, by=coach), make_invitation(journey, by=coach)
    idea = actions.note_idea(text="x", voice=Voice.RESIDENT, by=coach)
    doors = [
        ("signal_add", []), ("gather", []), ("idea_add", []), ("idea", [idea.pk]),
        ("signal_edit", [signal.pk]), ("step", [signal.pk]), ("lay_aside", [signal.pk]),
        ("tell_back", [signal.pk]), ("signal_idea", [signal.pk]), ("need_add", [person]),
        ("need_confirm", [person]), ("idea_of", [person]), ("need", [person, need.pk]),
        ("reply", [person, sent.pk]), ("invite", [offer.pk]),
    ]  # fmt: skip
    client = login(coach)
    answers = {
        (name, junk[:8]): client.post(
            reverse(f"trends:{name}", args=args), dict.fromkeys(FIELDS, junk) if junk else {}
        ).status_code
        for name, args in doors
        for junk in (*JUNK, "")
    }

    assert set(answers.values()) <= {200, 302, 404, 409, 422}
