"""What is typed during an intake: the questions of one section as a form, and the advice."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from meedoen.core.forms import CleanCharField, CleanForm, LongTextField
from meedoen.core.ids import new_id
from meedoen.intake import rules
from meedoen.intake.choices import FULL_DAYS, PARTS
from meedoen.intake.forms.fields import FIELDS, as_kept, as_typed
from meedoen.intake.models import Advice
from meedoen.intake.rules import Question, Section

CHOICES_TO_TAKE = {"mine", "theirs", "both"}


class SectionForm(CleanForm):
    """One section of the list; every question may stay open."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    page = CleanCharField(widget=forms.HiddenInput, required=False, max_length=None)
    days = FULL_DAYS
    parts = PARTS

    def __init__(
        self,
        section: Section,
        data: Any = None,
        *,
        answers: Mapping[str, Any] | None = None,
        version: int = 0,
    ):
        seen = rules.write_marks(rules.marks(section, answers or {}))
        typed = {"version": version, "seen": seen, "page": str(new_id())}
        for question in section.questions:
            value = (answers or {}).get(question.code)
            if value is not None:
                typed[question.code] = as_typed(question, value)
        super().__init__(data, initial=typed)
        self.section = section
        for question in section.questions:
            field = FIELDS[question.kind](question)
            field.label = question.label
            field.help_text = question.help or field.help_text
            self.fields[question.code] = field

    def clean_version(self) -> int:
        return self.cleaned_data["version"] or 0

    def clean_seen(self) -> dict[str, str] | None:
        """The marks of what this page was shown; None when it did not say."""
        return rules.read_marks(self.data.get("seen"))

    def clean_page(self) -> str:
        try:
            return str(UUID(self.cleaned_data["page"]))
        except ValueError:
            return ""

    def clean(self) -> dict[str, Any]:
        for question in rules.without_consent(self.section, self.answers):
            self.add_error(
                question.code,
                _("Hiervoor is toestemming nodig. Vraag het, en kies daarna “ja” hierboven."),
            )
        return self.cleaned_data

    @property
    def answers(self) -> dict[str, Any]:
        """The answers as they are kept."""
        given = {
            question.code: as_kept(question, self.cleaned_data.get(question.code))
            for question in self.section.questions
        }
        return rules.tidy(self.section, given)

    @property
    def wrong(self) -> frozenset[str]:
        """The questions with something in them that cannot be kept."""
        return self.section.codes & self.errors.keys()

    @property
    def may_save_the_rest(self) -> bool:
        """Whether only answers are wrong, so that the others can be kept already."""
        return self.wrong == self.errors.keys()

    @property
    def shown(self) -> dict[str, str]:
        """The marks of what stands on the page of the writer now."""
        before = self.cleaned_data.get("seen") or {}
        now = rules.marks(self.section, self.answers)
        return {
            code: made
            for code in self.section.codes
            if (made := (before if code in self.wrong else now).get(code, ""))
        }

    @property
    def rows(self) -> list[tuple[Question, Any]]:
        """Each question with its field, in the order of the list."""
        return [(question, self[question.code]) for question in self.section.questions]

    @property
    def take(self) -> dict[str, str]:
        """What was chosen per question, after a colleague had written there too."""
        codes = [question.code for question in self.section.questions]
        chosen = {code: str(self.data.get(f"take_{code}")) for code in codes}
        return {code: word for code, word in chosen.items() if word in CHOICES_TO_TAKE}


class AdviceForm(CleanForm):
    """The advice; only the kernvraag is asked for."""

    core_question = CleanCharField(
        label=_("Kernvraag"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Schrijf in één zin wat deze persoon nodig heeft.")},
    )
    analysis = LongTextField(label=_("Hoe komen wij daarop?"), required=False, rows=6)
    recommendation = LongTextField(label=_("Wat raden wij aan?"), required=False, rows=6)
    with_language = forms.BooleanField(label=_("Taal"), required=False)
    with_participation = forms.BooleanField(label=_("Meedoen"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def clean_version(self) -> int:
        return self.cleaned_data["version"] or 0

    def go_on_from(self, version: int) -> None:
        """The writer sees what stands there now; saving again makes a version after that."""
        self.data = {**dict(self.data.items()), "version": str(version)}

    @staticmethod
    def initial_from(advice: Advice | None) -> dict[str, Any]:
        """What stands there now, to go on from."""
        if advice is None:
            return {"version": 0}
        names = (
            "core_question", "analysis", "recommendation", "with_language", "with_participation",
            "version",
        )  # fmt: skip
        return {name: getattr(advice, name) for name in names}
