"""What an assessor or consultant fills in: levels, the learning path, and what was a mistake."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from meedoen.core.forms import CleanCharField, CleanForm, LongTextField
from meedoen.core.time import today
from meedoen.language import rules
from meedoen.language.actions import Entry
from meedoen.language.choices import (
    ON_SCREEN,
    TOOLS,
    LearningRoute,
    Level,
    Method,
    Script,
    Skill,
    Stage,
    WhyWithdrawn,
)
from meedoen.language.models import LevelRecord, ScriptRecord
from meedoen.language.pages import Current, Path
from meedoen.participants.models import Participant

NO_SUCH_LEVEL = {
    "invalid_choice": _("Dit niveau bestaat niet bij deze vaardigheid. Kies er een uit de lijst.")
}
DATES = ["%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%y"]


class SkillRow(NamedTuple):
    """One skill on the form: what was found out, and what the participant thinks of it."""

    skill: Skill
    level: BoundField
    plus: BoundField
    known: str
    own: BoundField
    own_known: str


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
    stage = forms.ChoiceField(
        label=_("Hoe ver is iemand met leren lezen en schrijven?"),
        help_text=_("Alleen voor wie ons alfabet leert."),
        choices=[("", _("Niet gevraagd")), *((str(one.value), one.label) for one in Stage)],
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
            initial["stage"] = "" if current.stage is None else str(current.stage.value)
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
                error_messages=NO_SUCH_LEVEL,
            )
            self.fields[f"plus_{skill.value}"] = forms.BooleanField(
                label=_("op weg naar het volgende niveau"), required=False
            )
            self.fields[f"own_{skill.value}"] = forms.ChoiceField(
                label=_("%(skill)s: hoe ziet de deelnemer het zelf?") % {"skill": skill.label},
                choices=[
                    ("", _("Niet gevraagd")),
                    *(
                        (level.value, level.label)
                        for level in rules.levels_for(skill)
                        if level != Level.UNKNOWN
                    ),
                ],
                required=False,
                error_messages=NO_SUCH_LEVEL,
            )

    @property
    def rows(self) -> list[SkillRow]:
        """Each skill with its fields, and what is known now."""
        skills = {one.skill: one for one in self.current.skills} if self.current else {}
        return [
            SkillRow(
                skill,
                self[f"level_{skill.value}"],
                self[f"plus_{skill.value}"],
                _short(skills[skill].reached) if skill in skills else "",
                self[f"own_{skill.value}"],
                _short(skills[skill].own) if skill in skills else "",
            )
            for skill in Skill
        ]

    @property
    def asks_own(self) -> bool:
        """Whether the own estimates are shown at once: something is filled in there."""
        return self.is_bound and any(self[f"own_{skill.value}"].value() for skill in Skill)

    @property
    def facts(self) -> dict[str, Any]:
        """What `language.actions.record` takes, once the form is valid."""
        given = self.cleaned_data
        script = Script(given["script"]) if given["script"] else None
        stage = Stage(int(given["stage"])) if given["stage"] else None
        known = (self.current.script, self.current.stage) if self.current else (None, None)
        changed = script is not None and known != (script, stage)
        return {
            "entries": self._entries(),
            "own": self._own(),
            "method": Method(given["method"]),
            "tool": given["tool"],
            "measured_on": given["measured_on"],
            "script": script if changed else None,
            "stage": stage if changed else None,
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
        if given.get("stage") and not given.get("script") and "script" in given:
            self.add_error("script", _("Kies ook welk alfabet iemand leest en schrijft."))
        nothing = not self.errors and not self._entries() and not self._own()
        if nothing and not self.facts["script"]:
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

    def _own(self) -> list[Entry]:
        given = self.cleaned_data
        return [
            Entry(skill, Level(given[f"own_{skill.value}"]))
            for skill in Skill
            if given.get(f"own_{skill.value}")
        ]


class PathForm(CleanForm):
    """How somebody goes on learning. Nothing has to be filled in; the day is a wish."""

    wish = LongTextField(
        label=_("Wat wilt u met de Nederlandse taal kunnen?"),
        help_text=_("In de woorden van de deelnemer, zoals: zelf met de juf praten."),
        required=False,
        max_length=2000,
        rows=2,
    )
    route = forms.ChoiceField(
        label=_("Hoe gaat iemand leren?"),
        choices=[("", _("Nog niet gekozen")), *LearningRoute.choices],
        required=False,
    )
    hours_per_week = forms.DecimalField(
        label=_("Hoeveel uur per week?"),
        help_text=_("Wat haalbaar is naast de rest van het leven."),
        required=False,
        max_digits=4,
        decimal_places=1,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={"invalid": _("Vul een getal in, zoals 4 of 2,5.")},
    )
    wished_by = forms.DateField(
        label=_("Wanneer zou de deelnemer dit graag kunnen?"),
        help_text=_("Een wens, geen termijn. Dag, maand en jaar, zoals 1-9-2027. Leeg mag."),
        required=False,
        input_formats=DATES,
        widget=forms.DateInput(format="%d-%m-%Y"),
    )
    note = LongTextField(label=_("Wat helpt daarbij?"), required=False, max_length=2000, rows=2)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=30_000)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for skill in (None, *Skill):
            self.fields[_target_name(skill)] = forms.ChoiceField(
                label=skill.label if skill else _("Alles samen"),
                choices=[
                    ("", _("Geen doel")),
                    *((one.value, one.label) for one in rules.targets_for(skill)),
                ],
                required=False,
                error_messages=NO_SUCH_LEVEL,
            )

    @classmethod
    def starting_from(cls, path: Path | None) -> dict[str, Any]:
        """What stands in the form at first: the learning path of now."""
        if path is None:
            return {"version": 0}
        one = path.record
        targets = {_target_name(target.skill): target.level.value for target in path.targets}
        return {
            "wish": one.wish, "route": one.route, "hours_per_week": one.hours_per_week,
            "wished_by": one.wished_by, "note": one.note, "version": one.number, **targets,
        }  # fmt: skip

    @property
    def targets(self) -> list[BoundField]:
        """The fields for what somebody wants to reach, all skills together first."""
        return [self[_target_name(skill)] for skill in (None, *Skill)]

    @property
    def facts(self) -> dict[str, Any]:
        """What `language.actions.plan_learning` takes, once the form is valid."""
        given = self.cleaned_data
        chosen = {skill: given[_target_name(skill)] for skill in (None, *Skill)}
        names = ("wish", "route", "hours_per_week", "wished_by", "note", "version")
        return {
            "targets": {skill: Level(level) for skill, level in chosen.items() if level},
            **{name: given[name] for name in names},
        }

    def clean_hours_per_week(self) -> Any:
        hours = self.cleaned_data["hours_per_week"]
        wrong = rules.hours_error(hours)
        if wrong:
            raise forms.ValidationError(wrong)
        return hours

    def clean_wished_by(self) -> Any:
        day = self.cleaned_data["wished_by"]
        wrong = rules.wish_error(day, today=today())
        if wrong:
            raise forms.ValidationError(wrong)
        return day

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        said = (given.get("wish"), given.get("route"), self._has_target(given))
        if not self.errors and not any(said):
            raise forms.ValidationError(
                _("Vul een wens, een manier van leren of een doel in. Eén van de drie is genoeg.")
            )
        return given

    @staticmethod
    def _has_target(given: Mapping[str, Any]) -> bool:
        return any(given.get(_target_name(skill)) for skill in (None, *Skill))


class WithdrawForm(CleanForm):
    """What was recorded by mistake, and what was wrong with it."""

    rows = forms.MultipleChoiceField(
        label=_("Wat telt niet meer?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies wat niet klopt en dus niet meer telt.")},
    )
    why = forms.ChoiceField(
        label=_("Waarom?"),
        choices=WhyWithdrawn.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies waarom het niet meer telt.")},
    )
    reason = LongTextField(
        label=_("Wat klopte er niet?"),
        help_text=_("Eén zin is genoeg. Noem hier geen naam van iemand anders."),
        max_length=1000,
        rows=2,
        error_messages={"required": _("Schrijf op wat er niet klopte.")},
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, rows: Sequence[LevelRecord | ScriptRecord]
    ):
        self.of = {str(row.pk): row for row in rows}
        super().__init__(data, initial={"rows": list(self.of)})
        field = self.fields["rows"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(pk, _row_label(row)) for pk, row in self.of.items()]

    @property
    def facts(self) -> dict[str, Any]:
        """What `language.actions.withdraw` takes beside the rows, once the form is valid."""
        return {
            "why": WhyWithdrawn(self.cleaned_data["why"]),
            "reason": self.cleaned_data["reason"],
        }

    @property
    def chosen(self) -> list[LevelRecord | ScriptRecord]:
        """The rows that no longer count, once the form is valid."""
        return [self.of[pk] for pk in self.cleaned_data["rows"]]


def _target_name(skill: Skill | None) -> str:
    return f"target_{skill.value}" if skill else "target"


def _short(reached: rules.Reached) -> str:
    return reached.short if reached.is_known else ""


def _row_label(row: LevelRecord | ScriptRecord) -> str:
    if isinstance(row, LevelRecord):
        return f"{Skill(row.skill).label}: {row.reached.short}"
    script, stage = row.says
    return f"{script.label}; {stage.label}" if stage is not None else str(script.label)
