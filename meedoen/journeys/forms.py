"""What is typed on the road: why back, why it ends."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meedoen.core.forms import CleanForm, LongTextField
from meedoen.journeys.models import Journey


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
