"""What an intake says about when, how and with what somebody wants to take part."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from meedoen.intake.choices import Theme

_WISHES = ("question", "first_wish", "wishes", "dream", "join_wish", "give_wish")


@dataclass(frozen=True)
class PersonFacts:
    """Facts for finding offers. None and empty mean: not asked, so nobody is left out by it."""

    is_known: bool = False
    # 21 day-parts, bit = day * 3 + part; Monday and morning are 0.
    availability: int | None = None
    themes: frozenset[str] = frozenset()
    wishes: str = ""
    needs_childcare: bool | None = None
    max_travel_minutes: int | None = None
    travels_by: frozenset[str] = frozenset()
    wants_women_only: bool = False
    hours_per_week: int | None = None

    def is_free(self, day: int, part: int) -> bool | None:
        """Whether somebody has time on this part of this day; None when nobody asked."""
        if self.availability is None:
            return None
        return bool(self.availability >> (day * 3 + part) & 1)


def person_facts(answers: Mapping[str, Any], *, childcare_needed: bool = False) -> PersonFacts:
    """The facts in all answers together.

    `childcare_needed` is what was said at registration; a later answer counts more.
    """
    themes = {*answers.get("themes", ()), *answers.get("interests", ())} & set(Theme.values)
    wishes = (str(answers.get(code) or "").strip() for code in _WISHES)
    return PersonFacts(
        is_known=bool(answers),
        availability=answers.get("availability"),
        themes=frozenset(themes),
        wishes="\n".join(wish for wish in wishes if wish),
        needs_childcare=answers.get("childcare", True if childcare_needed else None),
        max_travel_minutes=answers.get("max_travel"),
        travels_by=frozenset(answers.get("travels_by", ())),
        wants_women_only="women_only" in answers.get("group_wishes", ()),
        hours_per_week=answers.get("hours"),
    )
