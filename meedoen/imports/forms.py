"""What somebody hands in and types about a list, checked as typing."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from meedoen.core.errors import Refusal
from meedoen.core.forms import CleanCharField, CleanForm
from meedoen.imports.actions.lists import LONGEST_CELL
from meedoen.imports.choices import Decision, Field
from meedoen.imports.rules import columns, files
from meedoen.imports.rules.sheets import Sheet, Unreadable


class UploadForm(CleanForm):
    """The file with the list."""

    file = forms.FileField(
        label=_("Bestand met de lijst"),
        help_text=_(
            "Excel (.xlsx), LibreOffice (.ods) of csv. Hoogstens 10 MB en 20.000 rijen. "
            "U kunt het bestand ook hierheen slepen."
        ),
        error_messages={
            "required": _("Kies eerst een bestand."),
            "empty": _("Dit bestand is leeg. Kies het bestand met de lijst."),
            "invalid": _("Kies een bestand."),
        },
    )

    sheet: Sheet

    def clean_file(self) -> UploadedFile:
        """Read it right away: what cannot be read is said at the field."""
        upload: UploadedFile = self.cleaned_data["file"]
        try:
            files.check_size(upload.size or 0)
            self.sheet = files.read(upload.read(), pick=columns.pick_sheet)
        except Unreadable as refusal:
            said = f"{refusal.message} {refusal.next_step}".strip()
            raise forms.ValidationError(said) from refusal
        return upload


class ColumnsForm(CleanForm):
    """For each column what it is about."""

    def __init__(self, *args: Any, width: int, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choices = [("", _("niet gebruiken")), *Field.choices]
        for place in range(width):
            self.fields[f"column_{place}"] = forms.ChoiceField(choices=choices, required=False)

    def clean(self) -> dict[str, Any]:
        """Names are there, and each thing is said of one column only."""
        try:
            columns.check_mapping(self.chosen(), width=len(self.fields))
        except Refusal as refusal:
            raise forms.ValidationError(f"{refusal.message} {refusal.next_step}".strip()) from None
        return self.cleaned_data

    def typed(self) -> dict[str, str]:
        """What was chosen, right or wrong, to show it again."""
        picked = {name: str(self.data.get(name, "")) for name in self.fields}
        return {
            name.removeprefix("column_"): about
            for name, about in picked.items()
            if about in Field.values
        }

    def chosen(self) -> dict[int, Field]:
        """Column number to field, for the columns that are used."""
        return {
            int(name.removeprefix("column_")): Field(about)
            for name, about in self.cleaned_data.items()
            if about
        }


class MendForm(CleanForm):
    """One cell put right."""

    field = forms.ChoiceField(choices=Field.choices)
    version = forms.IntegerField(min_value=1, max_value=2_000_000_000)
    text = CleanCharField(required=False, max_length=LONGEST_CELL)
    stays = forms.BooleanField(required=False)
    everywhere = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        """Nothing chosen is not the same as choosing nothing."""
        if "text" not in self.data and not self.cleaned_data.get("stays"):
            raise forms.ValidationError(_("Kies of typ eerst iets."))
        return self.cleaned_data

    def typed(self) -> dict[Field, str]:
        """What was typed, to keep it when it could not be saved."""
        about = str(self.data.get("field", ""))
        text = str(self.data.get("text", ""))[:LONGEST_CELL]
        return {Field(about): text} if about in Field.values else {}


class DecideForm(CleanForm):
    """What becomes of a row."""

    version = forms.IntegerField(min_value=1, max_value=2_000_000_000)
    decision = forms.ChoiceField(choices=Decision.choices, required=False)
