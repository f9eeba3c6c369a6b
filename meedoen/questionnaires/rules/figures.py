"""Which questions are answered, as counts only. A small group is never told in figures."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from meedoen.questionnaires.rules.parts import Definition, questions_in

SMALL = 10


@dataclass(frozen=True)
class Asked:
    """One question: in how many intakes its part was reached, and in how many it was answered."""

    code: str
    label: str
    section: str
    section_code: str
    reached: int
    answered: int
    is_conditional: bool = False

    @property
    def is_small(self) -> bool:
        """Whether too few intakes reached it to say anything."""
        return self.reached < SMALL

    @property
    def is_never(self) -> bool:
        """Whether enough intakes came here, and nobody answered."""
        return not self.is_small and self.answered == 0

    @property
    def percent(self) -> int | None:
        """How many of a hundred answered; None where that would tell about a few people."""
        if self.is_small or 0 < self.answered < SMALL:
            return None
        return round(100 * self.answered / self.reached)


def tally(rows: Iterable[tuple[str, Mapping[str, Any]]]) -> tuple[Counter[str], Counter[str]]:
    """From what was saved per part: how often a part was reached, and a question answered."""
    reached: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    for section, answers in rows:
        reached[section] += 1
        answered.update(answers.keys())
    return reached, answered


def least_first(
    definition: Definition, reached: Counter[str], answered: Counter[str]
) -> list[Asked]:
    """Every question, the least answered first; those of which too little is known last."""
    rows = [
        Asked(
            code=place.question["code"],
            label=place.question["label"],
            section=place.section["label"],
            section_code=place.section["code"],
            reached=reached[place.section["code"]],
            answered=answered[place.question["code"]],
            is_conditional=bool(place.question.get("needs")),
        )
        for place in questions_in(definition)
    ]
    return sorted(rows, key=_order)


def _order(one: Asked) -> tuple[bool, float, int]:
    if one.is_small:
        return True, 0.0, -one.reached
    # Below ten the order does not give away what the figure hides.
    few = 0 < one.answered < SMALL
    share = (SMALL - 1 if few else one.answered) / one.reached
    return False, share, -one.reached
