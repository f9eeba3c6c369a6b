"""What is typed about an account."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.choices import Role
from meedoen.accounts.models import User
from meedoen.core.forms import CleanCharField, CleanForm


class AccountForm(CleanForm):
    """A new colleague."""

    name = CleanCharField(
        label=_("Naam"), max_length=200, error_messages={"required": _("Vul een naam in.")}
    )
    email = forms.EmailField(
        label=_("E-mailadres"),
        max_length=254,
        error_messages={
            "required": _("Vul een e-mailadres in."),
            "invalid": _("Dit is geen e-mailadres. Voorbeeld: naam@voorbeeld.nl."),
        },
    )
    roles = forms.MultipleChoiceField(
        label=_("Rollen"),
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies minstens een rol.")},
    )
    password = forms.CharField(
        label=_("Eerste wachtwoord"),
        help_text=_("Minstens 12 tekens. Een zin van een paar woorden is sterk en te onthouden."),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Bedenk een eerste wachtwoord.")},
    )

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if User.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError(_("Dit e-mailadres heeft al een account."))
        return email

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        validate_password(
            password,
            User(email=self.cleaned_data.get("email", ""), name=self.cleaned_data.get("name", "")),
        )
        return password

    @property
    def facts(self) -> dict[str, Any]:
        """What was typed, for the verb."""
        typed = dict(self.cleaned_data)
        return {**typed, "roles": [Role(role) for role in typed["roles"]]}


class RoleForm(CleanForm):
    """One role more for a colleague."""

    role = forms.ChoiceField(
        label=_("Rol erbij"),
        choices=[("", _("kies een rol")), *Role.choices],
        error_messages={"required": _("Kies een rol.")},
    )
