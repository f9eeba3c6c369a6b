"""What a colleague asks a provider, and what the provider types."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meedoen.core.forms import CleanForm, LongTextField
from meedoen.offers import rules
from meedoen.offers.choices import AnswerKind
from meedoen.offers.forms.offer import OfferForm
from meedoen.offers.models import Offer

ONE, ALL = "een", "alles"
DAYS = 30


class AskForm(CleanForm):
    """About what we ask, and how long the address works."""

    about = forms.ChoiceField(
        label=_("Waarover"),
        choices=[(ONE, _("alleen dit aanbod")), (ALL, _("al het aanbod van deze organisatie"))],
        widget=forms.RadioSelect,
        initial=ONE,
    )
    days = forms.TypedChoiceField(
        label=_("Hoe lang het adres werkt"),
        coerce=int,
        choices=[(14, _("twee weken")), (30, _("een maand")), (90, _("drie maanden"))],
        initial=DAYS,
    )


class AnswerForm(OfferForm):
    """The facts that a provider may propose otherwise, as they stand with us."""

    kind = forms.ChoiceField(
        label=_("Wat is er aan de hand?"),
        choices=[
            (AnswerKind.WRONG.value, _("Er klopt iets niet")),
            (AnswerKind.GONE.value, _("Dit bestaat niet meer")),
        ],
        widget=forms.RadioSelect,
        initial=AnswerKind.WRONG,
        error_messages={"required": _("Kies wat er aan de hand is.")},
    )
    text = LongTextField(
        label=_("Wat klopt er niet?"),
        required=False,
        rows=3,
        max_length=2000,
        help_text=_("In gewone woorden. Geen namen van deelnemers."),
    )

    def __init__(self, *args: Any, offer: Offer, **kwargs: Any):
        super().__init__(*args, offer=offer, **kwargs)
        told = [name for name in rules.MAY_PROPOSE if name != "address" or not offer.location_id]
        self.fields = {name: self.fields[name] for name in ("kind", "text", *told)}
        self.initial["kind"] = AnswerKind.WRONG

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        wrong = facts.get("kind") == AnswerKind.WRONG
        if wrong and not self.errors and not facts.get("text") and not self.proposed:
            self.add_error("text", _("Schrijf wat er niet klopt, of verander hieronder iets."))
        return facts

    @property
    def proposed(self) -> dict[str, str]:
        """Where it differs from what we have."""
        assert self.offer is not None
        now = {name: getattr(self.offer, name) for name in rules.MAY_PROPOSE}
        return rules.proposal(now, self.cleaned_data)
