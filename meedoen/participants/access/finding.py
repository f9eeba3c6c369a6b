"""Finding people while typing: words of a name, also with a slip in them, phone, case number.

Only whom the user may see is ever found. Everything walks an index, whoever looks.
"""

from dataclasses import dataclass
from functools import cache, partial
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import (
    BigIntegerField,
    CharField,
    DateField,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    UUIDField,
)

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.core.conditions import Among, Many
from meedoen.core.prepared import Prepared, Slot
from meedoen.core.time import today
from meedoen.participants.access.seeing import viewers_of
from meedoen.participants.models import NameWord, Participant, Sight, SightWord, lasting
from meedoen.participants.rules import Sought, Spelling
from meedoen.teams import access as teams

# Sorts after every letter: from a word up to the word with this behind it is what begins so.
LAST = "\U0010ffff"
# Somebody is found once for each viewer and for each word that fits.
TIMES = 4
# Of a word with a slip in it, so many likely words are tried, and so many people looked at.
LIKELY, NEAR = 40, 400


class Question(NamedTuple):
    """All that the text of a question for people depends on."""

    words: int
    is_phone: bool
    leads: bool
    is_whole_only: bool
    limit: int


@dataclass(frozen=True, eq=False)
class Show:
    """What is shown of people who are found: columns, and what is computed beside them."""

    columns: tuple[str, ...]
    beside: tuple[tuple[str, Any], ...] = ()

    def of(self, people: "QuerySet[Participant]") -> "QuerySet[Participant, tuple[Any, ...]]":
        """These people as rows."""
        return people.annotate(**dict(self.beside)).values_list(*self.columns)


def matching(user: User, sought: Sought, *, limit: int, show: Show) -> list[tuple[Any, ...]]:
    """People this user may see and who fit what was typed, as rows of what `show` asks of them."""
    if not (sought and user.has(Permission.LANGUAGE_SEE)):
        return []
    question = Question(
        words=len(sought.words),
        is_phone=bool(sought.phone),
        leads=user.has(Permission.TEAM_SEE),
        is_whole_only=not user.has(Permission.LANGUAGE_MEASURE),
        limit=limit,
    )
    first = max(sought.words, key=len) if sought.words else sought.phone or sought.case_number
    values = {"user": user.pk, "today": today(), "first": first, "last": first + LAST}
    others = [word for word in sought.words if word != first]
    values |= {f"also{n}": f" {word}" for n, word in enumerate(others)}
    question = question._replace(words=min(question.words, len(others) + 1))
    return _prepared(question, show).rows(**values)


def nearly(user: User, sought: Sought, *, limit: int) -> list[UUID]:
    """People this user may see whose name is near to what was typed: one slip in a word."""
    if not (sought.words and user.has(Permission.LANGUAGE_SEE)):
        return []
    spelling = _spelling()
    longest = max(sought.words, key=len)
    likely = spelling.near(longest)[:LIKELY]
    if not likely:
        return []
    viewers = viewers_of(user)
    # Whoever is found has one of the likely words; the other words are compared here.
    others = [word for word in sought.words if word != longest]
    fitting = {
        pk
        for pk, words in NAMED.rows(viewers=viewers, words=likely)
        if all(spelling.fits(word, words) for word in others)
    }
    seen = _seen(is_whole_only=not user.has(Permission.LANGUAGE_MEASURE), limit=limit)
    rows = seen.rows(viewers=viewers, people=fitting, today=today())
    return [pk for pk, _name in rows]


VIEWERS = Among("viewer", Many("viewers", UUIDField()))
NAMED = Prepared(
    lambda: (
        SightWord.objects.filter(VIEWERS, Among("word", Many("words", CharField())))
        .values_list("participant", "words")
        .distinct()[:NEAR]
    ),
    anew="of two lists, a plan for any values walks all words of the viewers (33 ms for 0.6)",
)


@cache
def _seen(*, is_whole_only: bool, limit: int) -> Prepared:
    """Of these people, whom these viewers may see: the first by name."""
    still = lasting(Slot("today", DateField()))
    rows = Sight.objects.filter(still, VIEWERS, Among("participant", Many("people", UUIDField())))
    if is_whole_only:
        rows = rows.filter(is_whole=True)
    named = rows.values_list("participant", "sort_name")
    return Prepared(lambda: named.order_by("sort_name", "participant").distinct()[:limit])


@cache
def _prepared(question: Question, show: Show) -> Prepared:
    return Prepared(partial(_written, question, show))


def _written(question: Question, show: Show) -> QuerySet[Any, Any]:
    first, last = Slot("first", CharField()), Slot("last", CharField())
    viewers = _viewers(question)
    if question.words:
        rows = SightWord.objects.filter(viewer__in=viewers, word__gte=first, word__lt=last)
        for n in range(question.words - 1):
            rows = rows.filter(words__contains=Slot(f"also{n}", CharField()))
        walked = rows.values("participant")[: question.limit * TIMES]
        people = Participant.objects.filter(pk__in=walked)
    elif question.is_phone:
        people = Participant.objects.filter(phone__gte=first, phone__lt=last).filter(~Q(phone=""))
    else:
        people = Participant.objects.filter(case_number__gte=first, case_number__lt=last)
    still = lasting(Slot("today", DateField()))
    seen = Sight.objects.filter(still, viewer__in=viewers, participant=OuterRef("pk"))
    if question.is_whole_only:
        seen = seen.filter(is_whole=True)
    return show.of(people.filter(Exists(seen)))[: question.limit]


def _viewers(question: Question) -> Any:
    """As whom this user looks, as part of the question."""
    user = Slot("user", UUIDField())
    if not question.leads:
        return [user]
    own = User.objects.filter(pk=user).order_by().values("pk")
    led = teams.led(user, on=Slot("today", DateField())).order_by().values("pk")
    return own.union(led)


_known: list[Spelling] = []
LEARNED = Prepared(
    lambda: NameWord.objects.filter(pk__gt=Slot("since", BigIntegerField())).values_list(
        "pk", "word"
    )
)


def _spelling() -> Spelling:
    """The words of all names; what came in since the last time is learned first."""
    if not _known:
        _known.append(Spelling())
    spelling = _known[0]
    for pk, word in LEARNED.rows(since=spelling.since):
        spelling.learn(pk, word)
    return spelling


def forget_words() -> None:
    """Learn the words of names anew (after a test has emptied the database)."""
    _known.clear()
