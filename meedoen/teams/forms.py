"""What is typed about a team and its members."""

import re
from datetime import date
from typing import Any, cast
from uuid import UUID

from django import forms
from django.db.models import Q
from django.utils.translation import gettext, gettext_lazy as _

from meedoen.accounts.models import User
from meedoen.core.forms import YEAR_AHEAD, CleanCharField, CleanForm, DayField
from meedoen.core.time import short_date, today
from meedoen.teams import pages
from meedoen.teams.choices import TeamKind
from meedoen.teams.models import Membership, Team


class TeamForm(CleanForm):
    """A new team. `made` is the team that this same form made a moment ago."""

    name = CleanCharField(
        label=_("Naam"), max_length=100, error_messages={"required": _("Vul een naam in.")}
    )
    code = CleanCharField(
        label=_("Code"),
        max_length=30,
        help_text=_("Een korte naam zonder spaties, zoals wgi. De code blijft altijd hetzelfde."),
        error_messages={"required": _("Bedenk een code.")},
    )
    kind = forms.ChoiceField(
        label=_("Soort team"),
        choices=TeamKind.choices,
        initial=TeamKind.DELIVERY,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een soort."), "invalid_choice": _("Kies een soort.")},
    )
    category = forms.ChoiceField(
        label=_("Welke deelnemers ontvangt dit team?"),
        help_text=_("Nieuwe deelnemers van deze groep komen vanzelf bij dit team."),
        choices=list(pages.RECEIVES.items()),
        initial="",
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Kies een groep uit de lijst.")},
    )
    made: Team | None = None

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"]).lower()
        if not re.fullmatch(r"[a-z0-9_-]+", code):
            raise forms.ValidationError(
                _("Gebruik alleen letters zonder accent, cijfers en streepjes.")
            )
        return code

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if not self.errors:
            self.made = Team.objects.filter(**typed).first()
        if self.made is None:
            self._check_code(typed.get("code"))
            self._check_category(typed.get("category"))
        return typed

    def _check_code(self, code: str | None) -> None:
        other = Team.objects.filter(code=code).first() if code else None
        if other:
            text = gettext("Deze code is al van %(team)s. Bedenk een andere.")
            self.add_error("code", text % {"team": other.name})

    def _check_category(self, category: str | None) -> None:
        other = Team.objects.filter(category=category).first() if category else None
        if other:
            text = gettext("%(team)s ontvangt deze groep al. Kies een andere groep, of geen.")
            self.add_error("category", text % {"team": other.name})


class ChangeForm(CleanForm):
    """Another name, or other people to receive. The code stays."""

    name = CleanCharField(
        label=_("Naam"), max_length=100, error_messages={"required": _("Vul een naam in.")}
    )
    category = forms.ChoiceField(
        label=_("Welke deelnemers ontvangt dit team?"),
        help_text=_("Wie al bij dit team is, blijft hier. Het gaat om nieuwe deelnemers."),
        choices=list(pages.RECEIVES.items()),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Kies een groep uit de lijst.")},
    )

    def __init__(self, data: Any = None, *, team: Team):
        super().__init__(data, initial={"name": team.name, "category": team.category})
        self.team = team

    def clean_category(self) -> str:
        category = str(self.cleaned_data["category"])
        other = Team.objects.filter(category=category).exclude(pk=self.team.pk).first()
        if category and other:
            text = gettext("%(team)s ontvangt deze groep al. Kies een andere groep, of geen.")
            raise forms.ValidationError(text % {"team": other.name})
        return category


class MemberForm(CleanForm):
    """A colleague joins. `made` is the membership that this same form made a moment ago."""

    user = forms.UUIDField(
        label=_("Collega"),
        widget=forms.Select,
        error_messages={
            "required": _("Kies een collega."),
            "invalid": _("Kies een collega uit de lijst."),
        },
    )
    is_lead = forms.BooleanField(
        label=_("geeft leiding"),
        required=False,
        help_text=_("Leiding ziet alle dossiers van het team, met een rol die dat mag."),
    )
    since = DayField(label=_("Vanaf"), required=True, initial=today, ahead=YEAR_AHEAD)
    made: Membership | None = None

    def __init__(self, data: Any = None, *, team: Team):
        super().__init__(data)
        self.team = team
        choices = pages.candidates(team)
        self.has_choice = bool(choices)
        widget = cast(forms.Select, self.fields["user"].widget)
        widget.choices = [("", gettext("kies een collega")), *choices]

    def clean_user(self) -> User:
        chosen: UUID = self.cleaned_data["user"]
        user = pages.colleagues().filter(pk=chosen).first()
        if user is None:
            raise forms.ValidationError(_("Kies een collega uit de lijst."))
        return user

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if self.errors:
            return typed
        before = Membership.objects.filter(team=self.team, user=typed["user"])
        self.made = before.filter(
            is_lead=typed["is_lead"], since=typed["since"], until__isnull=True
        ).first()
        if self.made is None:
            clash = before.filter(Q(until__isnull=True) | Q(until__gt=typed["since"])).first()
            if clash:
                self._say(clash)
        return typed

    def _say(self, clash: Membership) -> None:
        if clash.until is None:
            text = gettext("Deze collega zit al in dit team, vanaf %(day)s.")
            self.add_error("user", text % {"day": short_date(clash.since)})
        else:
            text = gettext("Deze collega zit tot %(day)s al in dit team. Kies die dag of later.")
            self.add_error("since", text % {"day": short_date(clash.until)})


class EndForm(CleanForm):
    """A colleague leaves."""

    until = DayField(
        label=_("Tot"),
        required=True,
        ahead=YEAR_AHEAD,
        help_text=_("Vanaf deze dag hoort deze collega niet meer bij het team."),
    )

    def __init__(self, data: Any = None, *, membership: Membership):
        first = membership.until or max(today(), membership.since)
        super().__init__(data, initial={"until": first})
        self.membership = membership

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if until < self.membership.since:
            text = gettext("Deze collega kwam op %(day)s. Kies die dag of later.")
            raise forms.ValidationError(text % {"day": short_date(self.membership.since)})
        return until
