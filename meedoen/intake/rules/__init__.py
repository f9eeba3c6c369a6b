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
from meedoen.intake.rules.merging import (
    Marks,
    clashes,
    mark,
    marks,
    merged,
    read_marks,
    write_marks,
)
from meedoen.intake.rules.person import PersonFacts, person_facts
from meedoen.intake.rules.tongues import LONGEST_NAME as LONGEST_LANGUAGE
from meedoen.intake.rules.words import Notice, notices

__all__ = [
    "LONGEST_LANGUAGE", "Marks", "Notice", "Option", "Outline", "PersonFacts", "Question",
    "Section", "both", "clashes", "compose", "differences", "fits", "in_words", "is_filled",
    "mark", "marks", "merged", "notices", "person_facts", "read_list", "read_marks", "tidy",
    "without_consent", "write_marks",
]  # fmt: skip
