"""Choosing: which offer, and one sentence when the rules say otherwise."""

from django import forms
from django.utils.translation import gettext_lazy as _

from meedoen.core.forms import CleanCharField, CleanForm


class ChooseForm(CleanForm):
    """One offer; the sentence is asked for what did not fit."""

    offer = forms.UUIDField(error_messages={"invalid": _("Dit aanbod bestaat niet.")})
    reason = CleanCharField(label=_("Waarom toch?"), required=False, max_length=1000)
