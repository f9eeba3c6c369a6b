"""Which number is opened, and what is typed in a new version of the road."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meedoen.core.forms import CleanCharField, CleanForm, LongTextField
from meedoen.journeys.choices import Route
from meedoen.workflow.choices import Listing, Paper
from meedoen.workflow.models import Revision
from meedoen.workflow.pages import Asked
from meedoen.workflow.rules import versions as rules

STALE = {"required": _("Open deze pagina opnieuw en probeer het nog eens.")}


class BehindForm(CleanForm):
    """The address behind one number of the flow chart."""

    weg = forms.ChoiceField(choices=Route.choices)
    fase = CleanCharField(max_length=30)
    lijst = forms.ChoiceField(choices=Listing.choices)
    dagen = forms.IntegerField(required=False, min_value=0, max_value=100_000)

    def asked(self) -> Asked | None:
        """Which number was opened, if the address says so."""
        if not self.is_valid():
            return None
        typed = self.cleaned_data
        listing = Listing(typed["lijst"])
        return Asked(typed["weg"], typed["fase"], listing, days=typed["dagen"] or 0)


class VersionForm(CleanForm):
    """Which state of the draft this was typed on."""

    version = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000, error_messages=STALE
    )


class PhaseForm(VersionForm):
    """One phase of a draft: what may change. Order and named rules are code."""

    label = CleanCharField(
        label=_("Naam"),
        max_length=rules.LONGEST_LABEL,
        error_messages={"required": _("Geef deze fase een naam.")},
    )
    explanation = LongTextField(
        label=_("Uitleg"), rows=3, max_length=2_000,
        help_text=_("Wat vraagt deze fase? Een nieuwe collega leest dit."),
        error_messages={"required": _("Schrijf in een of twee zinnen wat deze fase vraagt.")},
    )  # fmt: skip
    role = forms.ChoiceField(
        label=_("Wie heeft deze fase in handen?"),
        choices=[(role.value, role.label) for role in rules.HANDS],
        error_messages={"required": _("Kies wie deze fase in handen heeft.")},
    )
    term_days = forms.IntegerField(
        label=_("Termijn in werkdagen"), required=False, min_value=1, max_value=rules.LONGEST_TERM,
        help_text=_("Een afspraak over ons eigen werk. Leeg: er is geen termijn."),
        error_messages={
            "invalid": _("Schrijf een heel getal, zoals 10."),
            "min_value": _("Een termijn is minstens 1 werkdag. Leeg: er is geen termijn."),
            "max_value": _("Een termijn is hoogstens 260 werkdagen (een jaar)."),
        },
    )  # fmt: skip
    papers = forms.MultipleChoiceField(
        label=_("Papieren bij deze fase"),
        choices=Paper.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    is_in = forms.BooleanField(label=_("Deze fase doet mee"), required=False)
    field_order = ("is_in", "label", "explanation", "role", "term_days", "papers", "version")

    def __init__(self, *args: Any, draft: Revision, code: str, **kwargs: Any):
        self.draft, self.code = draft, code
        self.phase = rules.phase_of(draft.definition, code) or {}
        kwargs.setdefault("initial", _as_typed(self.phase, draft.version))
        super().__init__(*args, **kwargs)
        if not self.phase.get("optional"):
            del self.fields["is_in"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        definition = rules.edited(self.draft.definition, self.code, self.facts)
        for problem in rules.problems(definition, base=self.draft.base.definition):
            if problem.code in {self.code, ""}:
                field = problem.field if problem.field in self.fields else None
                self.add_error(field, str(problem.words))
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        """What the phase says from now on, as the definition holds it."""
        typed = dict(self.cleaned_data)
        names = ("label", "explanation", "role", "term_days", "papers")
        facts = {name: typed.get(name) for name in names}
        if "is_in" in self.fields:
            facts["left_out"] = not typed.get("is_in")
        return facts


def _as_typed(phase: Mapping[str, Any], version: int) -> dict[str, Any]:
    return {
        "label": phase.get("label", ""),
        "explanation": phase.get("explanation", ""),
        "role": phase.get("role", ""),
        "term_days": phase.get("term_days"),
        "papers": phase.get("papers") or [one for one in [phase.get("paper")] if one],
        "is_in": not phase.get("left_out"),
        "version": version,
    }


class PublishForm(VersionForm):
    """Why the road changes, for whoever reads the history."""

    note = LongTextField(
        label=_("Waarom verandert dit?"), rows=2, max_length=2_000,
        help_text=_("Dit staat straks bij de versies, voor wie het later leest."),
        error_messages={"required": _("Schrijf kort op waarom de weg verandert.")},
    )  # fmt: skip
