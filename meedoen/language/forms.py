"""What an assessor or consultant fills in: a row for each skill, and how it was found out."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from meedoen.core.forms import CleanCharField, CleanForm, LongTextField
from meedoen.core.time import today
from meedoen.language import rules
from meedoen.language.actions import Entry
from meedoen.language.choices import ON_SCREEN, TOOLS, Level, Method, Script, Skill
from meedoen.language.pages import Current
from meedoen.participants.models import Participant

DATES = ["%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%y"]


class LevelsForm(CleanForm):
    """The levels of one conversation or test. What is left open stays as it was."""

    method = forms.ChoiceField(
        label=_("Hoe heeft u het vastgesteld?"),
        choices=[(method.value, method.label) for method in ON_SCREEN],
        widget=forms.RadioSelect,
        initial=Method.CONVERSATION,
    )
    tool = CleanCharField(
        label=_("Welke toets of welk examen?"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"list": "language-tools"}),
    )
    measured_on = forms.DateField(
        label=_("Vastgesteld op"),
        input_formats=DATES,
        widget=forms.DateInput(format="%d-%m-%Y"),
        help_text=_("Dag, maand en jaar, zoals 23-11-2026."),
    )
    script = forms.ChoiceField(
        label=_("Welk alfabet?"),
        choices=[("", _("Niet gevraagd")), *Script.choices],
        required=False,
    )
    note = LongTextField(label=_("Toelichting"), required=False, max_length=2000, rows=2)

    tools = TOOLS

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        participant: Participant,
        current: Current | None = None,
    ):
        initial: dict[str, Any] = {"measured_on": today()}
        if current is not None and current.script:
            initial["script"] = current.script.value
        super().__init__(data, initial=initial)
        self.participant = participant
        self.current = current
        for skill in Skill:
            self.fields[f"level_{skill.value}"] = forms.ChoiceField(
                label=skill.label,
                choices=[
                    ("", _("Nu niet vastgesteld")),
                    *((level.value, level.label) for level in rules.levels_for(skill)),
                ],
                required=False,
            )
            self.fields[f"plus_{skill.value}"] = forms.BooleanField(
                label=_("op weg naar het volgende niveau"), required=False
            )

    @property
    def rows(self) -> list[tuple[Skill, BoundField, BoundField, str]]:
        """Each skill with its two fields, and what is known now."""
        known = (
            {one.skill: one.reached.short for one in self.current.skills if one.is_known}
            if (self.current)
            else {}
        )
        return [
            (skill, self[f"level_{skill.value}"], self[f"plus_{skill.value}"], known.get(skill, ""))
            for skill in Skill
        ]

    @property
    def facts(self) -> dict[str, Any]:
        """What `language.actions.record` takes, once the form is valid."""
        given = self.cleaned_data
        script = given["script"]
        changed = script and not (self.current and self.current.script == script)
        return {
            "entries": self._entries(),
            "method": Method(given["method"]),
            "tool": given["tool"],
            "measured_on": given["measured_on"],
            "script": Script(script) if changed else None,
        }

    def clean_measured_on(self) -> Any:
        day = self.cleaned_data["measured_on"]
        wrong = rules.date_error(day, today=today(), born=self.participant.birth_date)
        if wrong:
            raise forms.ValidationError(wrong)
        return day

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for skill in Skill:
            self._check_row(skill, given)
        if not self.errors and not self._entries() and not self.facts["script"]:
            raise forms.ValidationError(
                _("Er is nog niets ingevuld. Kies een niveau bij minstens één vaardigheid.")
            )
        return given

    def _check_row(self, skill: Skill, given: dict[str, Any]) -> None:
        level, plus = given.get(f"level_{skill.value}"), given.get(f"plus_{skill.value}", False)
        if level:
            wrong = rules.level_error(skill, Level(level), plus=plus)
            if wrong:
                self.add_error(f"level_{skill.value}", wrong)
        elif plus and f"level_{skill.value}" in given:
            self.add_error(f"level_{skill.value}", _("Kies eerst een niveau."))

    def _entries(self) -> list[Entry]:
        given = self.cleaned_data
        return [
            Entry(
                skill,
                Level(given[f"level_{skill.value}"]),
                plus=given[f"plus_{skill.value}"],
                note=given["note"],
            )
            for skill in Skill
            if given.get(f"level_{skill.value}")
        ]
