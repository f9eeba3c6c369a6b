"""What a colleague types about the neighbourhood, checked as typing."""

import re
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from meedoen.core.forms import CleanCharField, CleanForm
from meedoen.network import access
from meedoen.network.choices import GdprRole, OrganisationKind
from meedoen.network.models import Neighbourhood, Organisation


class OrganisationForm(CleanForm):
    """An organisation; name and kind are enough to begin. Of one that is there, also whether we
    work with it."""

    name = CleanCharField(label=_("Naam"), max_length=150)
    kind = forms.ChoiceField(
        label=_("Soort"), choices=[("", _("Kies een soort")), *OrganisationKind.choices]
    )
    neighbourhood = forms.ModelChoiceField(
        Neighbourhood.objects.none(), label=_("Wijk"), required=False, empty_label=_("hele stad")
    )
    address = CleanCharField(label=_("Adres"), required=False)
    phone = CleanCharField(label=_("Telefoon"), required=False, max_length=20)
    email = forms.EmailField(
        label=_("E-mail"), required=False, max_length=254,
        error_messages={"invalid": _("Dit is geen e-mailadres.")},
    )  # fmt: skip
    website = CleanCharField(label=_("Website"), required=False)
    is_finding_place = forms.BooleanField(
        label=_("Hier komen mensen die we nog niet kennen (vindplaats)"), required=False
    )
    gdpr_role = forms.ChoiceField(
        label=_("Rol bij persoonsgegevens"), choices=GdprRole.choices,
        initial=GdprRole.OWN_CONTROLLER, required=False,
        help_text=_("De meeste organisaties zijn zelf verantwoordelijk."),
    )  # fmt: skip

    is_active = forms.BooleanField(label=_("Wij werken met deze organisatie"), required=False)
    version = forms.IntegerField(
        required=False, min_value=0, max_value=2_000_000_000, widget=forms.HiddenInput
    )

    def __init__(self, *args, organisation: Organisation | None = None, **kwargs):
        self.organisation = organisation
        super().__init__(*args, **kwargs)
        area = cast(forms.ModelChoiceField, self.fields["neighbourhood"])
        area.queryset = access.neighbourhoods()
        if organisation is None:
            del self.fields["is_active"], self.fields["version"]
        else:
            stands = Neighbourhood.objects.filter(pk__in=[organisation.neighbourhood_id])
            area.queryset = access.neighbourhoods() | stands

    @property
    def facts(self) -> dict[str, Any]:
        """What was typed, without the version."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    def clean_name(self):
        name = self.cleaned_data["name"]
        others = Organisation.objects.filter(name__iexact=name)
        if self.organisation is not None:
            others = others.exclude(pk=self.organisation.pk)
        if others.exists():
            raise ValidationError(_("Deze organisatie staat er al."))
        return name

    def clean_phone(self):
        number = self.cleaned_data["phone"]
        if number and not re.fullmatch(r"[+0-9 ()-]{6,20}", number):
            raise ValidationError(_("Dit is geen telefoonnummer. Schrijf het met cijfers."))
        return number

    def clean_website(self):
        typed = self.cleaned_data["website"]
        if not typed:
            return ""
        address = typed if "://" in typed else f"https://{typed}"
        URLValidator(schemes=["http", "https"], message=_("Dit is geen webadres."))(address)
        if len(address) > 200:
            raise ValidationError(_("Dit webadres is te lang."))
        return address

    def clean_gdpr_role(self):
        return self.cleaned_data["gdpr_role"] or GdprRole.OWN_CONTROLLER


class NeighbourhoodForm(CleanForm):
    """A working area of the programme."""

    name = CleanCharField(label=_("Naam"), max_length=80)
    label = CleanCharField(
        label=_("Beleidslabel"), required=False, max_length=60,
        help_text=_("Zoals krachtwijk of aandachtswijk."),
    )  # fmt: skip
    aliases = CleanCharField(
        label=_("Andere namen"), required=False, max_length=500,
        help_text=_("Gescheiden door komma's. Zo herkennen we de wijk ook in een lijst."),
    )  # fmt: skip
    wijk_codes = CleanCharField(
        label=_("CBS-wijkcodes"), required=False, max_length=200,
        help_text=_("Zoals WK036103. Meer codes scheidt u met komma's."),
    )  # fmt: skip

    def clean_name(self):
        name = self.cleaned_data["name"]
        code = slugify(name)[:40]
        if not code:
            raise ValidationError(_("Schrijf de naam met letters."))
        if Neighbourhood.objects.filter(code=code).exists():
            raise ValidationError(_("Deze wijk staat er al."))
        return name

    def clean_aliases(self):
        return [part.strip() for part in self.cleaned_data["aliases"].split(",") if part.strip()]

    def clean_wijk_codes(self):
        codes = [part.strip().upper() for part in self.cleaned_data["wijk_codes"].split(",")]
        wrong = [code for code in codes if code and not re.fullmatch(r"(WK\d{6}|BU\d{8})", code)]
        if wrong:
            raise ValidationError(_("Een wijkcode is WK met zes cijfers, of BU met acht."))
        return [code for code in codes if code]

    @property
    def code(self) -> str:
        """The short name in addresses."""
        return slugify(self.cleaned_data["name"])[:40]
