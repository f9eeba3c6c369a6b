"""What is typed when a place is asked for, or somebody goes before others."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meedoen.core.forms import CleanCharField, CleanForm, DayField
from meedoen.places.rules import LONGEST

AGAIN = _("Dit formulier kwam niet goed over. Ververs de pagina en probeer het opnieuw.")
KEEP, WAIT = "keep", "wait"


class AskForm(CleanForm):
    """A place that is kept, or one in the line."""

    until = DayField(label=_("Vrijhouden tot en met"), ahead=LONGEST)
    why = CleanCharField(
        label=_("Waarom deze plaats?"),
        required=False,
        max_length=300,
        help_text=_("Mag leeg blijven. Alleen wie het dossier ziet, leest dit."),
    )
    verb = forms.ChoiceField(
        choices=[(KEEP, _("plaats vrijhouden")), (WAIT, _("wachtlijst"))],
        widget=forms.HiddenInput,
        error_messages={"required": AGAIN, "invalid_choice": AGAIN},
    )
    token = forms.UUIDField(
        required=False, widget=forms.HiddenInput, error_messages={"invalid": AGAIN}
    )

    @property
    def is_to_wait(self) -> bool:
        return self.cleaned_data["verb"] == WAIT

    @property
    def facts(self) -> dict[str, Any]:
        """What both verbs take."""
        return {name: self.cleaned_data[name] for name in ("why", "token")}


class FrontForm(CleanForm):
    """Why somebody goes before the others."""

    reason = CleanCharField(
        label=_("Waarom gaat deze deelnemer voor?"),
        max_length=300,
        help_text=_("In één zin, zonder gezondheid of geloof. Dit blijft te lezen."),
    )
    version = forms.IntegerField(
        min_value=1,
        max_value=2**31 - 1,
        widget=forms.HiddenInput,
        error_messages={
            "required": AGAIN, "invalid": AGAIN, "min_value": AGAIN, "max_value": AGAIN,
        },
    )  # fmt: skip
