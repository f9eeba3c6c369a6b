"""Keeping the words by which offers are found, inside the transaction of a verb."""

from collections.abc import Collection, Iterable

from meedoen.core.text import tokens
from meedoen.offers.models import Ending, Mention, Offer, OfferQuerySet, OfferWord
from meedoen.offers.models.words import WORD, endings

# So many offers at once, and so many rows in one statement.
MANY, ROWS = 200, 1_000


def search_key(offer: Offer) -> str:
    """The words of an offer, of who offers it and of what it belongs to, each once."""
    words = (
        offer.name, offer.organisation.name, offer.programme.name if offer.programme else "",
        offer.description, " ".join(offer.theme_names),
    )  # fmt: skip
    return " ".join(dict.fromkeys(tokens(" ".join(words))))


def keep_words(offers: Iterable[Offer]) -> None:
    """From now on these offers are found by the words in their search key, and by no other."""
    told = list(offers)
    for start in range(0, len(told), MANY):
        _keep(told[start : start + MANY])


def reword(offers: OfferQuerySet) -> None:
    """An organisation or programme has another name: these offers are found by that one."""
    changed = []
    for offer in offers.select_related("organisation", "programme").order_by("pk"):
        before, offer.search_key = offer.search_key, search_key(offer)
        if offer.search_key != before:
            changed.append(offer)
    Offer.objects.bulk_update(changed, ["search_key"], batch_size=MANY)
    keep_words(changed)


def _keep(offers: Collection[Offer]) -> None:
    wanted = {
        (offer.number, word[:WORD]) for offer in offers for word in offer.search_key.split()
    }  # fmt: skip
    rows = Mention.objects.filter(offer__in=[offer.number for offer in offers])
    held = {
        (int(offer), word): number
        for number, offer, word in rows.values_list("pk", "offer_id", "word__word")
    }
    gone = [number for told, number in held.items() if told not in wanted]
    for start in range(0, len(gone), ROWS):
        Mention.objects.filter(pk__in=gone[start : start + ROWS]).delete()
    fresh = sorted(wanted - held.keys())
    numbers = _numbers(sorted({word for _offer, word in fresh}))
    Mention.objects.bulk_create(
        [Mention(word_id=numbers[word], offer_id=offer) for offer, word in fresh],
        ignore_conflicts=True, batch_size=ROWS,
    )  # fmt: skip


def _numbers(words: list[str]) -> dict[str, int]:
    """The words with their number; a word that nobody wrote before is added."""
    numbers = _known(words)
    missing = [word for word in words if word not in numbers]
    if missing:
        OfferWord.objects.bulk_create(
            [OfferWord(word=word) for word in missing], ignore_conflicts=True, batch_size=ROWS
        )
        fresh = _known(missing)
        Ending.objects.bulk_create(
            [Ending(ending=end, word_id=pk) for word, pk in fresh.items() for end in endings(word)],
            ignore_conflicts=True, batch_size=ROWS,
        )  # fmt: skip
        numbers |= fresh
    return numbers


def _known(words: list[str]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for start in range(0, len(words), ROWS):
        rows = OfferWord.objects.filter(word__in=words[start : start + ROWS])
        numbers |= dict(rows.values_list("word", "pk"))
    return numbers
