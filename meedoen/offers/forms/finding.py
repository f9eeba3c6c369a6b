"""How somebody looks through the directory, in the address of the page."""

from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from meedoen.core.forms import CleanCharField, CleanForm, put_into_words
from meedoen.network import access as network
from meedoen.offers.choices import PARTS, WEEKDAYS, Kind, Side
from meedoen.offers.forms.offer import ORAL

SIDES = put_into_words([("", _("alles")), *Side.choices])
KINDS = put_into_words([("", _("alle soorten")), *Kind.choices])
LEVELS = put_into_words([("", _("elk niveau")), *ORAL[1:]])
DAYS = put_into_words([("", _("elke dag")), *((str(day), name) for day, name in WEEKDAYS)])
DAY_PARTS = put_into_words([("", _("hele dag")), *((str(part), name) for part, name in PARTS)])


class LocationFilter(CleanForm):
    """Of which organisation locations are shown; what makes no sense is left aside."""

    organisatie = forms.UUIDField(required=False)

    @property
    def wanted(self) -> UUID | None:
        """The organisation, or nothing for all."""
        self.is_valid()
        return self.cleaned_data.get("organisatie")


class FilterForm(CleanForm):
    """How somebody looks through the directory; what makes no sense is left aside."""

    q = CleanCharField(label=_("Zoek"), required=False)
    side = forms.ChoiceField(label=_("Taal of meedoen"), required=False, choices=SIDES)
    kind = forms.ChoiceField(label=_("Soort"), required=False, choices=KINDS)
    wijk = forms.ChoiceField(label=_("Wijk"), required=False)
    niveau = forms.ChoiceField(label=_("Spreekt nu"), required=False, choices=LEVELS)
    dag = forms.ChoiceField(label=_("Dag"), required=False, choices=DAYS)
    deel = forms.ChoiceField(label=_("Deel van de dag"), required=False, choices=DAY_PARTS)
    vrij = forms.BooleanField(label=_("Alleen met vrije plaatsen"), required=False)
    navragen = forms.BooleanField(label=_("Alleen wat we moeten navragen"), required=False)
    gestopt = forms.BooleanField(label=_("Ook gestopt aanbod"), required=False)
    organisatie = forms.UUIDField(required=False, widget=forms.HiddenInput)
    programma = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        areas = [("", _("alle wijken")), *network.area_names()]
        cast(forms.ChoiceField, self.fields["wijk"]).choices = areas

    @property
    def wanted(self) -> dict[str, Any]:
        """The filters that were given and make sense."""
        self.is_valid()
        return {key: value for key, value in self.cleaned_data.items() if value}

    @property
    def folded(self) -> int:
        """How many are chosen of those that a phone folds away."""
        return len(self.wanted.keys() - {"q", "wijk", "organisatie", "programma"})
