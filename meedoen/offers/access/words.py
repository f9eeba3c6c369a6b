"""Finding offers by what is said in them: the words of the directory, and who has them."""

from typing import Any, NamedTuple

from django.db.models import BinaryField, Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from meedoen.core.prepared import Prepared, Slot
from meedoen.core.text import tokens
from meedoen.offers.models import Ending, Mention, OfferQuerySet
from meedoen.offers.models.words import SHORT, WORD

# Of what somebody types, so many words count.
MOST_WORDS = 8
# Behind every letter there is.
_LAST = b"\xff"


class Typed(NamedTuple):
    """A word that somebody typed, the words of the directory it stands for, and how often those
    are said. A short word stands for the words that begin with it, another one for all it is in."""

    word: str
    known: list[int]
    times: int

    @property
    def is_short(self) -> bool:
        """Whether it stands for the beginning of a word only."""
        return len(self.word) < SHORT


def typed(text: str) -> list[Typed]:
    """What somebody typed, the rarest word first: one query for each word."""
    found = []
    for word in _words_in(text):
        begin, beyond = _between(word)
        rows = _KNOWN.rows(begin=begin, beyond=beyond)
        found.append(Typed(word, [pk for pk, _times in rows], sum(times for _pk, times in rows)))
    return sorted(found, key=lambda one: one.times)


def mentioning(offers: OfferQuerySet, text: str) -> OfferQuerySet:
    """The offers in which every word of this text occurs."""
    for word in _words_in(text):
        begin, beyond = _between(word)
        known = Ending.objects.filter(ending__gte=begin, ending__lt=beyond).values("word")
        offers = offers.filter(number__in=Mention.objects.filter(word__in=known).values("offer"))
    return offers


def _words_in(text: str) -> list[str]:
    return list(dict.fromkeys(tokens(text)[:MOST_WORDS]))


def _between(word: str) -> tuple[bytes, bytes]:
    """The endings that begin with what was typed lie between these."""
    begin = (word if len(word) >= SHORT else f" {word}")[:WORD].encode()
    return begin, begin + _LAST


def _words() -> QuerySet[Any, Any]:
    """The words of which an ending begins in this way, and how often each is said."""
    said = Mention.objects.filter(word=OuterRef("word")).order_by().values("word")
    times = Subquery(said.annotate(times=Count("*")).values("times"))
    between = Slot("begin", BinaryField()), Slot("beyond", BinaryField())
    found = Ending.objects.filter(ending__gte=between[0], ending__lt=between[1])
    return found.annotate(times=Coalesce(times, 0)).values_list("word", "times").distinct()


_KNOWN = Prepared(_words)
