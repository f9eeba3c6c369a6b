"""What is typed on the road: who is the contact person, why back, why it ends."""

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Count
from django.utils.translation import gettext_lazy as _, ngettext

from meedoen.accounts import access as accounts
from meedoen.accounts.choices import Permission, Role
from meedoen.accounts.models import User
from meedoen.accounts.rules import PERMISSIONS
from meedoen.core.forms import CleanForm, LongTextField
from meedoen.journeys.models import Journey

GUIDES = [role for role in Role if Permission.CONTACT_WRITE in PERMISSIONS[role]]


class CoachForm(CleanForm):
    """Who is the fixed contact person from now on (R77). A change asks why (R109)."""

    coach = forms.ChoiceField(
        label=_("Vaste contactpersoon"),
        help_text=_("Achter elke naam staat voor hoeveel deelnemers deze collega dat nu is."),
        error_messages={"required": _("Kies een collega.")},
    )
    reason = LongTextField(label=_("Waarom verandert dit?"), rows=3, required=False)
    is_informed = forms.BooleanField(label=_("Ik heb het verteld aan de deelnemer"), required=False)

    def __init__(self, *args: Any, journey: Journey, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.is_change = journey.fixed_contact_id is not None
        self.people: dict[str, User] = {str(one.pk): one for one in accounts.with_role(*GUIDES)}
        field = self.fields["coach"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("kies een collega")), *self._with_loads()]
        if not self.is_change:
            del self.fields["reason"], self.fields["is_informed"]

    def _with_loads(self) -> list[tuple[str, str]]:
        counted = Journey.objects.open().filter(fixed_contact__in=list(self.people.values()))
        loads: dict[UUID | None, int] = dict(
            counted.order_by().values_list("fixed_contact").annotate(number=Count("pk"))
        )
        return [(pk, _line(one.name, loads.get(one.pk, 0))) for pk, one in self.people.items()]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.is_change and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Schrijf op waarom de contactpersoon verandert."))
        if self.is_change and not cleaned.get("is_informed"):
            self.add_error("is_informed", _("Vertel het eerst aan de deelnemer."))
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        """What was chosen, for the verb."""
        typed = dict(self.cleaned_data)
        return {**typed, "coach": self.people[typed["coach"]]}


def _line(name: str, load: int) -> str:
    words = ngettext("%(load)d deelnemer", "%(load)d deelnemers", load) % {"load": load}
    return f"{name} ({words})"


class BackForm(CleanForm):
    """A step back on the road, with the reason."""

    to = forms.ChoiceField(
        label=_("Terug naar"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een fase.")},
    )
    reason = LongTextField(
        label=_("Waarom?"),
        rows=3,
        error_messages={"required": _("Schrijf op waarom u teruggaat.")},
    )
    version = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000,
        error_messages={"required": _("Open deze pagina opnieuw en probeer het nog eens.")},
    )  # fmt: skip

    def __init__(self, *args: Any, journey: Journey, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        earlier = journey.road.before(journey.phase)
        field.choices = [(phase.code, phase.label) for phase in reversed(earlier)]
