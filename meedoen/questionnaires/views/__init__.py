"""The doors of the form builder."""

from meedoen.questionnaires.views.drafting import arrange, begin, draft, lay_aside, publish
from meedoen.questionnaires.views.forming import (
    answers,
    edit_section,
    new_question,
    new_section,
    question,
    section,
)
from meedoen.questionnaires.views.reading import compare, figures, overview, preview, version

__all__ = [
    "answers", "arrange", "begin", "compare", "draft", "edit_section", "figures", "lay_aside",
    "new_question", "new_section", "overview", "preview", "publish", "question", "section",
    "version",
]  # fmt: skip
