"""The form builder as pure decisions: what may be asked, edited, compared and counted."""

from meedoen.questionnaires.rules.answers import (
    add_option,
    move_option,
    new_options,
    relabel,
    restore_option,
    retire_option,
    stopped_options,
)
from meedoen.questionnaires.rules.codes import new_code, new_slug, next_version
from meedoen.questionnaires.rules.differences import Changes, Line, Pair, changes, pairs
from meedoen.questionnaires.rules.editing import (
    add_question,
    add_section,
    change_question,
    change_section,
    gone,
    move_question,
    move_section,
    reads_as_another,
    restore_question,
    restore_section,
    retire_question,
    retire_section,
)
from meedoen.questionnaires.rules.figures import SMALL, Asked, least_first, tally
from meedoen.questionnaires.rules.guard import Finding, findings, findings_in_advice, messages
from meedoen.questionnaires.rules.parts import (
    Definition,
    Part,
    Place,
    codes_of,
    copy_of,
    kinds_to_add,
    must_be_sound,
    options_of,
    order_of,
    question_as_seen,
    question_in,
    questions_in,
    read_for_offers,
    section_as_seen,
    section_in,
    sharing,
    stamp,
    texts_of,
    version_name,
    with_options,
)

__all__ = [
    "SMALL", "Asked", "Changes", "Definition", "Finding", "Line", "Pair", "Part", "Place",
    "add_option", "add_question", "add_section", "change_question", "change_section", "changes",
    "codes_of", "copy_of", "findings", "findings_in_advice", "gone", "kinds_to_add", "least_first",
    "messages", "move_option", "move_question", "move_section", "must_be_sound", "new_code",
    "new_options", "new_slug", "next_version", "options_of", "order_of", "pairs",
    "question_as_seen", "question_in", "questions_in", "read_for_offers", "reads_as_another",
    "relabel", "restore_option", "restore_question", "restore_section", "retire_option",
    "retire_question", "retire_section", "section_as_seen", "section_in", "sharing", "stamp",
    "stopped_options", "tally", "texts_of", "version_name", "with_options",
]  # fmt: skip
