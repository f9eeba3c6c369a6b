"""What somebody hands in, checked as typing."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from meedoen.core.forms import CleanForm
from meedoen.exchange import access
from meedoen.exchange.rules import packages
from meedoen.exchange.rules.gathering import Gathered, gather
from meedoen.offers.choices import Kind, Side


class UploadForm(CleanForm):
    """A package, and what its services are when it does not use our words."""

    file = forms.FileField(
        label=_("Bestand"),
        help_text=_(
            "Een zip met csv-bestanden, of een JSON-bestand. Hoogstens 50 MB en 25.000 diensten."
        ),
        error_messages={
            "required": _("Kies eerst een bestand."),
            "empty": _("Dit bestand is leeg. Kies een ander bestand."),
            "invalid": _("Kies een bestand."),
        },
    )
    kind = forms.ChoiceField(
        label=_("Soort aanbod"),
        choices=Kind.choices,
        initial=Kind.CARE_SUPPORT,
        help_text=_("Voor diensten die zelf niet zeggen welke soort van ons het is."),
    )
    side = forms.ChoiceField(
        label=_("Telt als"), choices=Side.choices, initial=Side.PARTICIPATION,
        widget=forms.RadioSelect,
    )  # fmt: skip

    gathered: Gathered

    def clean_file(self) -> UploadedFile:
        """Read it right away: what cannot be read is said at the field."""
        upload: UploadedFile = self.cleaned_data["file"]
        try:
            if (upload.size or 0) > packages.MOST_BYTES:
                raise packages.too_big(upload.size or 0)
            files = packages.from_bytes(upload.read(), upload.name or "")
            self.gathered = gather(files, access.known())
        except packages.Unreadable as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return upload
