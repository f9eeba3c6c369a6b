"""The words by which offers are found, apart from the offers: few, and read in one look."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.offers.models.offers import Offer
from meedoen.privacy.choices import Ground

# A longer word is found by what it begins with.
WORD = 60
# Fewer letters stand for the words that begin with them: inside a word they are in nearly all.
SHORT = 3


class OfferWord(models.Model):
    """A word that occurs in offers, folded, once however many offers have it."""

    id = models.BigAutoField(primary_key=True)
    word = models.CharField(max_length=WORD, unique=True)

    class Meta:
        verbose_name = _("woord uit aanbod")

    class Privacy:
        ground = Ground.NO_PERSON
        keep_years = 10
        personal: set[str] = set()
        plain = {"word"}

    def __str__(self) -> str:
        return self.word


class Ending(models.Model):
    """What is left of a word from one of its letters on, so that letters inside a word are found
    in an index: `fiets` is how an ending of `kinderfiets` begins. The whole word has a space
    before it. Kept as bytes, which every database puts in the same order."""

    id = models.BigAutoField(primary_key=True)
    ending = models.BinaryField()
    word = models.ForeignKey(OfferWord, models.CASCADE, related_name="+", db_index=False)

    class Meta:
        verbose_name = _("woordeinde uit aanbod")
        constraints = [
            models.UniqueConstraint(fields=["ending", "word"], name="offers_ending_once"),
        ]

    class Privacy:
        ground = Ground.NO_PERSON
        keep_years = 10
        personal: set[str] = set()
        plain = {"ending", "word"}

    def __str__(self) -> str:
        return bytes(self.ending).decode()


def endings(word: str) -> list[bytes]:
    """By which a word is found: from its beginning, and from each letter that has two behind it."""
    inside = (word[start:] for start in range(len(word) - SHORT + 1))
    return [part.encode() for part in (f" {word}", *inside)]


class Mention(models.Model):
    """This word is one by which this offer is found. Derived from `Offer.search_key`."""

    id = models.BigAutoField(primary_key=True)
    # Found by the constraint, which begins with it.
    word = models.ForeignKey(OfferWord, models.CASCADE, related_name="+", db_index=False)
    offer = models.ForeignKey(Offer, models.CASCADE, to_field="number", related_name="+")

    class Meta:
        verbose_name = _("zoekwoord van aanbod")
        constraints = [
            models.UniqueConstraint(fields=["word", "offer"], name="offers_mention_once"),
        ]

    class Privacy:
        ground = Ground.NO_PERSON
        keep_years = 10
        personal: set[str] = set()
        plain = {"word", "offer"}

    def __str__(self) -> str:
        return f"{self.word_id} {self.offer_id}"
