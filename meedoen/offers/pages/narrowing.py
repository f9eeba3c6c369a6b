"""What the directory is asked, as questions that are put into words once (docs/why/0036)."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache, partial
from typing import Any, NamedTuple

from django.db.models import (
    BigIntegerField,
    CharField,
    Count,
    DateField,
    Expression,
    F,
    Field,
    PositiveIntegerField,
    Q,
    QuerySet,
    UUIDField,
)
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThan, In

from meedoen.core.conditions import Among, Like, Many, Pattern
from meedoen.core.paging import after_keys
from meedoen.core.prepared import Prepared, Slot
from meedoen.core.time import today
from meedoen.offers import rules
from meedoen.offers.access import Typed
from meedoen.offers.choices import LEVEL_RANK, Side, Status
from meedoen.offers.models import Mention, Offer, OfferQuerySet

Condition = Q | Expression
# From here on walking the list is quicker than gathering all offers that say a word (measured:
# docs/why/0036).
FEW = 1000
ORDER = ("sort_name", "id")
NAMES = ("dag", "deel", "gestopt", "kind", "navragen", "organisatie", "programma", "vrij", "wijk")
AFTER: tuple["Field[Any, Any]", ...] = (CharField(), UUIDField())


class Way(StrEnum):
    """How it is asked whether a word is said in an offer."""

    FETCHED = "fetched"
    GATHERED = "gathered"
    INSIDE = "inside"
    BEGINS = "begins"


class Shape(NamedTuple):
    """All that the text of a question depends on."""

    given: frozenset[str]
    side: str
    level: str
    words: tuple[Way, ...]
    is_later: bool = False
    size: int = 0


class Found(NamedTuple):
    """What a list shows of an offer, as it stands in the database."""

    id: Any
    sort_name: str
    name: str
    kind: str
    side: str
    capacity: int | None
    taken: int
    waiting_list: bool
    status: str
    verified_on: Any
    organisation__name: str
    neighbourhood__name: str | None
    age_min: int | None
    age_max: int | None


class Search:
    """What somebody wants of the directory, with the words that were typed (`typed`)."""

    def __init__(self, wanted: Mapping[str, Any], said: Sequence[Typed] = ()):
        self.wanted, self.said = wanted, said

    def without(self, name: str) -> "Search":
        """The same, but for this."""
        return Search({key: self.wanted[key] for key in self.wanted if key != name}, self.said)

    @property
    def is_hopeless(self) -> bool:
        """A word was typed that nobody ever said."""
        return any(not one.known for one in self.said)

    def rows(self, *, after: Sequence[Any], size: int) -> list[Found]:
        """So many offers in the order of the list, from behind this place."""
        if self.is_hopeless:
            return []
        shape = self._shape(counts=False)._replace(is_later=bool(after), size=size)
        places = {f"after{number}": value for number, value in enumerate(after)}
        return [Found._make(row) for row in _listed(shape).rows(**self._values(), **places)]

    def by_area(self) -> list[tuple[str, int]]:
        """How many offers there are for each set of areas."""
        if self.is_hopeless:
            return []
        return _counted(self._shape(counts=True)).rows(**self._values())

    def _shape(self, *, counts: bool) -> Shape:
        given = frozenset(name for name in NAMES if self.wanted.get(name))
        words = tuple(
            _way(one, is_rarest=number == 0 and (counts or len(self.said) > 1))
            for number, one in enumerate(self.said)
        )
        return Shape(given, self.wanted.get("side", ""), self.wanted.get("niveau", ""), words)

    def _values(self) -> dict[str, Any]:
        wanted = self.wanted
        values = {name: wanted.get(name) for name in ("kind", "wijk", "organisatie", "programma")}
        values["parts"] = rules.wanted_parts(wanted.get("dag", ""), wanted.get("deel", ""))
        values["fresh"] = rules.stale_before(today())
        for number, one in enumerate(self.said):
            values[f"known{number}"], values[f"word{number}"] = one.known, one.word
        return values


def _way(one: Typed, *, is_rarest: bool) -> Way:
    """Of a word that few offers have, those offers are fetched. Of a word that many have, a list
    soon has its page by walking on; of several, or for who counts all of them, the rarest is
    gathered first."""
    if one.times <= FEW:
        return Way.FETCHED
    if is_rarest:
        return Way.GATHERED
    return Way.BEGINS if one.is_short else Way.INSIDE


WORDS_DIFFER = "one word is in most offers, another in one"


@lru_cache(maxsize=2_000)
def _listed(shape: Shape) -> Prepared:
    return Prepared(partial(_page, shape), anew=WORDS_DIFFER)


@lru_cache(maxsize=2_000)
def _counted(shape: Shape) -> Prepared:
    return Prepared(partial(_areas, shape), anew=WORDS_DIFFER)


def _page(shape: Shape) -> QuerySet[Any, Any]:
    found = _asked(shape)
    if shape.is_later:
        places = [Slot(f"after{number}", field) for number, field in enumerate(AFTER)]
        found = found.filter(after_keys(ORDER, places))
    return found.order_by(*ORDER).values_list(*Found._fields)[: shape.size]


def _areas(shape: Shape) -> QuerySet[Any, Any]:
    areas = _asked(shape).order_by().values_list("area_codes")
    return areas.annotate(number=Count("*"))


def _asked(shape: Shape) -> OfferQuerySet:
    # In this order SQLite asks them: what leaves out most, and is quickly seen, first.
    return Offer.objects.filter(
        *_on_days(shape.given), *_standing(shape.given), *_of_kind(shape), *_saying(shape.words),
        *_meant_for(shape.level),
    )  # fmt: skip


def _on_days(given: frozenset[str]) -> Iterator[Condition]:
    if given & {"dag", "deel"}:
        parts: Any = Slot("parts", PositiveIntegerField())
        yield GreaterThan(F("day_parts").bitand(parts), 0)


def _standing(given: frozenset[str]) -> Iterator[Condition]:
    if "navragen" in given or "gestopt" not in given:
        yield Q(status=Status.OPEN.value)
    if "navragen" in given:
        yield Q(verified_on=None) | Q(verified_on__lt=Slot("fresh", DateField()))
    if "vrij" in given:
        yield Q(capacity__isnull=True) | Q(taken__lt=F("capacity"))


def _of_kind(shape: Shape) -> Iterator[Condition]:
    if "wijk" in shape.given:
        yield Like("area_codes", Pattern("wijk", around="% {} %"))
    if shape.side:
        yield Q(side__in=[shape.side, Side.BOTH.value])
    if "kind" in shape.given:
        yield Q(kind=Slot("kind", CharField()))
    if "organisatie" in shape.given:
        yield Q(organisation=Slot("organisatie", UUIDField()))
    if "programma" in shape.given:
        yield Q(programme=Slot("programma", UUIDField()))


def _saying(ways: Sequence[Way]) -> Iterator[Condition]:
    for number, way in enumerate(ways):
        if way == Way.INSIDE:
            yield Like("search_key", Pattern(f"word{number}", around="%{}%"))
        elif way == Way.BEGINS:
            first = Like("search_key", Pattern(f"word{number}", around="{}%"))
            yield first | Like("search_key", Pattern(f"word{number}", around="% {}%"))
        else:
            known = Among("word", Many(f"known{number}", BigIntegerField()))
            # By the bare number SQLite fetches every offer found before it looks at anything else.
            key = F("number") if way == Way.FETCHED else Coalesce("number", "number")
            yield In(key, Mention.objects.filter(known).values("offer"))


def _meant_for(level: str) -> Iterator[Condition]:
    if level:
        rank = LEVEL_RANK[level]
        low = [code for code, value in LEVEL_RANK.items() if value <= rank]
        high = [code for code, value in LEVEL_RANK.items() if value >= rank]
        yield Q(oral_min__in=["", *low], oral_max__in=["", *high])
