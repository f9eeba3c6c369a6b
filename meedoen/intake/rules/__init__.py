"""The intake as pure decisions: the list read, answers kept and compared, texts looked over."""

from meedoen.intake.rules.answers import (
    both,
    compose,
    differences,
    fits,
    in_words,
    is_filled,
    tidy,
    without_consent,
)
from meedoen.intake.rules.lists import Option, Outline, Question, Section, read_list
from meedoen.intake.rules.person import PersonFacts, person_facts
from meedoen.intake.rules.words import Notice, betrays, notices

__all__ = [
    "Notice", "Option", "Outline", "PersonFacts", "Question", "Section", "betrays", "both",
    "compose", "differences", "fits", "in_words", "is_filled", "notices", "person_facts",
    "read_list", "tidy", "without_consent",
]  # fmt: skip
