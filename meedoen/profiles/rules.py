"""The parts of the profile: how each is asked for, and which answers of the intake belong to it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meedoen.profiles.choices import Part

Words = str | Promise


@dataclass(frozen=True)
class Telling:
    """How one part of the profile is asked for, and which answers of the intake belong to it."""

    slug: str
    ask: Words
    help: Words
    guide: tuple[int, ...]
    told_by: tuple[str, ...]


PARTS: dict[Part, Telling] = {
    Part.STRENGTHS: Telling(
        "kracht",
        _("Waar bent u goed in? Waar bent u trots op?"),
        _("Schrijf het op zoals de deelnemer het zegt."),
        (2, 8),
        ("good_at", "proud_of", "asked_for", "helps", "interests"),
    ),
    Part.WISHES: Telling(
        "wensen",
        _("Wat wilt u graag? Waar wilt u mee beginnen?"),
        _("Grote en kleine wensen. Wat past bij een plan, kan hieronder een ontwikkelwens worden."),
        (9,),
        (
            "question", "first_wish", "wishes", "language_wish", "work_wish", "join_wish",
            "give_wish",
        ),
    ),
    Part.PERSPECTIVE: Telling(
        "toekomst",
        _("Hoe ziet uw leven er over een paar jaar uit?"),
        _("De droom, en waarom die belangrijk is."),
        (4, 5),
        ("dream", "motivation", "why_now", "important_now"),
    ),
    Part.CAPACITY: Telling(
        "kunnen",
        _("Wat heeft u geleerd en gedaan, hier of ergens anders?"),
        _("Werk, school, talen, wat iemand met de handen kan. Ook zonder diploma."),
        (2, 6),
        (
            "education", "education_words", "work_before", "languages", "lessons",
            "did_before",
        ),
    ),
    Part.POSSIBILITIES: Telling(
        "mogelijkheden",
        _("Wat kan er nu, en wie of wat helpt daarbij?"),
        _("Mensen, plekken, tijd: waar kunnen wij op inhaken?"),
        (8, 9),
        ("works_well", "possibilities", "helped_by", "places", "learns_best", "ordinary_week"),
    ),
    Part.BIOGRAPHY: Telling(
        "levensverhaal",
        _("Wat wilt u over uw leven vertellen?"),
        _("Alleen wat iemand zelf wil vertellen. Leeg laten is goed."),
        (1, 3, 4),
        ("story", "migration"),
    ),
}  # fmt: skip
BY_SLUG = {theme.slug: part for part, theme in PARTS.items()}
# What the intake says about what is difficult, beside the points of attention.
OBSTACLES_TOLD_BY = ("obstacles_words", "obstacles", "adjustments", "support_wish")


def has_taken(text: str, words: str) -> bool:
    """Whether these words of the intake stand in the text already."""
    return words.strip() in text


def joined(text: str, words: str) -> str:
    """The text with these words of the intake behind it, once."""
    if has_taken(text, words):
        return text
    return f"{text.rstrip()}\n\n{words.strip()}" if text.strip() else words.strip()


def moved_up(order: Iterable[str], chosen: str) -> list[str]:
    """The same things, the chosen one a place earlier."""
    places = list(order)
    place = places.index(chosen)
    if place:
        places[place - 1], places[place] = places[place], places[place - 1]
    return places
