"""What is done with a question list: drafting, changing, publishing. The only writer."""

from meedoen.questionnaires.actions.drafts import begin, lay_aside, must_be_ready, publish
from meedoen.questionnaires.actions.questions import (
    add_question,
    change_answers,
    change_question,
    move_answer,
    move_question,
    restore_answer,
    restore_question,
    retire_answer,
    retire_question,
)
from meedoen.questionnaires.actions.sections import (
    add_section,
    change_section,
    move_section,
    restore_section,
    retire_section,
)

__all__ = [
    "add_question", "add_section", "begin", "change_answers", "change_question", "change_section",
    "lay_aside", "move_answer", "move_question", "move_section", "must_be_ready", "publish",
    "restore_answer", "restore_question", "restore_section", "retire_answer", "retire_question",
    "retire_section",
]  # fmt: skip
