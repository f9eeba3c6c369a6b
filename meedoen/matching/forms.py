"""Choosing: which offer, and a sentence when the rules say otherwise. And choosing the rules."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from meedoen.core.forms import CleanCharField, CleanForm
from meedoen.matching.access import Wanted
from meedoen.matching.models import RuleVersion
from meedoen.matching.rules import ALWAYS_ON, BY_CODE, HEAVIEST, Distances, Rule, Setting
from meedoen.network.models import Neighbourhood

FARTHEST_KM = 100


class ChooseForm(CleanForm):
    """One offer; the sentence is asked for what did not fit."""

    offer = forms.UUIDField(error_messages={"invalid": _("Dit aanbod bestaat niet.")})
    reason = CleanCharField(label=_("Waarom toch?"), required=False, max_length=1000)


class PackageForm(CleanForm):
    """Two offers that go together."""

    language = forms.UUIDField()
    participation = forms.UUIDField()


class PeopleForm(CleanForm):
    """Whom to lay beside an offer; what cannot be read counts as not chosen."""

    fase = forms.ChoiceField(label=_("Fase"), required=False)
    wie = forms.ChoiceField(
        label=_("Wie"),
        required=False,
        choices=[("", _("wie nog niets gekozen heeft")), ("iedereen", _("iedereen"))],
    )

    def __init__(self, *args: Any, phases: Sequence[tuple[str, str]], **options: Any):
        super().__init__(*args, **options)
        field = self.fields["fase"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("alle fasen")), *phases]

    def wanted(self) -> Wanted:
        """What is asked of the list."""
        self.is_valid()
        chosen = self.cleaned_data
        return Wanted(chosen.get("fase", ""), chosen.get("wie", "") == "")


class RulesForm(CleanForm):
    """Every rule: on or off, and for a wish its points."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, draft: RuleVersion, **options: Any):
        initial: dict[str, Any] = {"version": draft.version}
        self.chosen = draft.settings
        for one in self.chosen:
            initial[f"on_{one.code}"] = one.is_on
            initial[f"weight_{one.code}"] = one.weight
        super().__init__(*args, initial=initial, **options)
        for one in self.chosen:
            rule = BY_CODE[one.code]
            if one.code not in ALWAYS_ON:
                self.fields[f"on_{one.code}"] = forms.BooleanField(
                    label=str(rule.title), required=False
                )
            if not rule.is_hard:
                self.fields[f"weight_{one.code}"] = forms.IntegerField(
                    label=_("Punten voor “%(rule)s”") % {"rule": rule.title},
                    min_value=0,
                    max_value=HEAVIEST,
                )

    def rows(self, *, hard: bool) -> list[tuple[Rule, Any, Any]]:
        """Each rule with its fields; a rule that is always on has none for that."""
        return [
            (rule, self._bound(f"on_{rule.code}"), self._bound(f"weight_{rule.code}"))
            for rule in (BY_CODE[one.code] for one in self.chosen)
            if rule.is_hard == hard
        ]

    def _bound(self, name: str) -> Any:
        return self[name] if name in self.fields else None

    @property
    def settings(self) -> list[Setting]:
        """What was chosen, in the order of the rules."""
        typed = self.cleaned_data
        return [
            Setting(
                one.code, typed.get(f"on_{one.code}", True),
                typed.get(f"weight_{one.code}", one.weight),
            )
            for one in self.chosen
        ]  # fmt: skip


class PublishForm(CleanForm):
    """Why these rules hold from now on."""

    note = CleanCharField(
        label=_("Waarom deze versie?"),
        max_length=300,
        help_text=_("Iedereen kan dit lezen. Schrijf geen namen op."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class DistancesForm(CleanForm):
    """How many kilometres it is between every two neighbourhoods; empty is not known."""

    def __init__(self, *args: Any, areas: Sequence[Neighbourhood], far: Distances, **options: Any):
        super().__init__(*args, **options)
        self.pairs: dict[str, tuple[UUID, UUID]] = {}
        for number, one in enumerate(areas):
            for other in areas[number + 1 :]:
                name = f"km_{one.code}__{other.code}"
                low, high = sorted((one.code, other.code))
                metres = far.get((low, high))
                self.pairs[name] = (one.pk, other.pk)
                self.fields[name] = forms.DecimalField(
                    label=_("%(one)s en %(other)s") % {"one": one.name, "other": other.name},
                    required=False, min_value=0, max_value=FARTHEST_KM, max_digits=5,
                    decimal_places=2, localize=True,
                    initial=None if metres is None else round(metres / 1000, 2),
                )  # fmt: skip

    @property
    def far(self) -> dict[tuple[UUID, UUID], int | None]:
        """What was typed, in metres."""
        typed = self.cleaned_data
        return {
            pair: None if typed.get(name) is None else int(typed[name] * 1000)
            for name, pair in self.pairs.items()
        }
