"""Beginning a round, fixing and forbidding, deciding."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from meedoen.core.forms import CleanCharField, CleanForm, IdsField
from meedoen.core.ids import new_id
from meedoen.distribution.choices import MarkKind, Need
from meedoen.distribution.pages import Possible
from meedoen.network import access as network
from meedoen.offers.choices import Side

MOST = 999
PHASES = [
    ("planning", _("Plan maken")),
    ("profile_advice", _("Advies")),
    ("acceptance", _("Akkoord")),
    ("in_trajectory", _("Op traject")),
]


class WhoForm(CleanForm):
    """Who waits, and which side of the package the groups are for. Everything may stay open."""

    fase = forms.ChoiceField(label=_("Waar op de weg"), choices=PHASES, required=False)
    nodig = forms.ChoiceField(label=_("Voor wie"), choices=Need.choices, required=False)
    wijk = forms.ChoiceField(label=_("Wijk van de deelnemer"), required=False)
    kant = forms.ChoiceField(
        label=_("Welk aanbod"), choices=[("", _("taal en meedoen")), *Side.choices], required=False
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        places = [(str(one.pk), one.name) for one in network.neighbourhoods()]
        areas = cast(forms.ChoiceField, self.fields["wijk"])
        areas.choices = [("", _("alle wijken")), *places]

    def chosen(self) -> dict[str, Any]:
        """What was chosen; what cannot be read counts as not chosen."""
        self.is_valid()
        found = self.cleaned_data
        return {
            "phase": found.get("fase") or PHASES[0][0],
            "need": found.get("nodig") or Need.NOTHING,
            "neighbourhood": found.get("wijk") or None,
            "side": found.get("kant") or "",
        }


class StartForm(CleanForm):
    """A name, who is passed over this time, and how much room each place has."""

    name = CleanCharField(
        label=_("Naam van deze verdeling"), max_length=120,
        error_messages={"required": _("Geef deze verdeling een naam, bijvoorbeeld “Start maart”.")},
    )  # fmt: skip
    skip = IdsField(required=False)
    token = forms.UUIDField(initial=new_id, widget=forms.HiddenInput)

    def __init__(self, *args: Any, places: Sequence[Possible], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.places = places
        for one in places:
            most = MOST if one.most is None else one.most
            self.fields[one.field] = forms.IntegerField(
                label=one.name, required=False, min_value=0, max_value=most,
                initial=one.room or None,
                error_messages={
                    "invalid": _("Vul een aantal in, of laat dit leeg."),
                    "min_value": _("Een aantal kan niet onder nul zijn."),
                    "max_value": _("Hier zijn nog %(limit_value)d plaatsen vrij.")
                    if one.most is not None
                    else _("Hoogstens %(limit_value)d."),
                },
            )  # fmt: skip

    def room(self) -> dict[Any, int]:
        """How many people each place can have in this round."""
        return {one.id: self.cleaned_data.get(one.field) or 0 for one in self.places}


class MarkForm(CleanForm):
    """Fix or forbid one place, and why."""

    place = forms.UUIDField(
        error_messages={"required": _("Kies een plek."), "invalid": _("Kies een plek.")}
    )
    kind = forms.ChoiceField(
        choices=MarkKind.choices,
        error_messages={
            "required": _("Kies: vastzetten of uitsluiten."),
            "invalid_choice": _("Kies: vastzetten of uitsluiten."),
        },
    )
    reason = CleanCharField(
        label=_("Waarom?"), max_length=500,
        error_messages={"required": _("Schrijf in één zin op waarom.")},
    )  # fmt: skip


class OtherwiseForm(CleanForm):
    """Another place than was proposed, or none for now, and why."""

    place = forms.UUIDField(
        required=False, error_messages={"invalid": _("Kies een plek uit de lijst.")}
    )
    reason = CleanCharField(
        label=_("Waarom?"), max_length=500,
        error_messages={"required": _("Schrijf in één zin op waarom.")},
    )  # fmt: skip


class AcceptForm(CleanForm):
    """Who of the people shown is confirmed."""

    placing = IdsField(
        error_messages={"required": _("Vink minstens één deelnemer aan om te bevestigen.")}
    )
