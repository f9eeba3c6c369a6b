"""What is typed about contact persons, deputies and colleagues."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from meedoen.accounts import access as accounts
from meedoen.accounts.models import User
from meedoen.coaching import pages
from meedoen.core.forms import YEAR_AHEAD, CleanForm, DayField, LongTextField
from meedoen.core.time import today
from meedoen.journeys.models import Journey
from meedoen.network.models import Neighbourhood
from meedoen.participants.choices import LANGUAGES
from meedoen.teams.choices import Skill
from meedoen.teams.models import Absence, Workload

STALE = _("Open deze pagina opnieuw en probeer het nog eens.")


class VersionField(forms.IntegerField):
    """Which version somebody had before them."""

    def __init__(self) -> None:
        told = dict.fromkeys(("required", "invalid", "min_value", "max_value"), STALE)
        super().__init__(
            widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000, error_messages=told
        )


class ColleagueField(forms.ChoiceField):
    """One of these colleagues. Who has left in the meantime is named.

    Of very many only some are shown (`choices`); whoever is in `among` may be chosen too.
    """

    def __init__(self, *, among: Mapping[str, str] = MappingProxyType({}), **options: Any):
        options.setdefault("error_messages", {"required": _("Kies een collega.")})
        super().__init__(**options)
        self.among = among

    def valid_value(self, value: Any) -> bool:
        return str(value) in self.among or super().valid_value(value)

    def validate(self, value: Any) -> None:
        if value and not self.valid_value(value):
            raise forms.ValidationError(_who_cannot(value))
        super().validate(value)


def _who_cannot(value: str) -> str:
    try:
        known = accounts.names({UUID(value)})
    except ValueError:
        known = {}
    if not known:
        return gettext("Kies een collega uit de lijst.")
    text = gettext("%(name)s kan dit niet (meer) doen. Kies iemand anders; er is niets veranderd.")
    return text % {"name": next(iter(known.values()))}


class ChooseForm(CleanForm):
    """Who is the fixed contact person from now on (R77). A change asks why (R109)."""

    coach = ColleagueField(label=_("Vaste contactpersoon"), widget=forms.RadioSelect)
    reason = LongTextField(
        label=_("Waarom verandert dit?"),
        rows=3,
        max_length=2_000,
        required=False,
        help_text=_("Alleen collega's lezen dit. De deelnemer krijgt de reden niet."),
    )
    seen = forms.UUIDField(
        widget=forms.HiddenInput, required=False, error_messages={"invalid": STALE}
    )

    def __init__(self, *args: Any, journey: Journey, choice: pages.Choice, **kwargs: Any):
        kwargs.setdefault("initial", {
            "seen": journey.fixed_contact_id,
            "coach": choice.proposed.id if choice.proposed else None,
        })  # fmt: skip
        super().__init__(*args, **kwargs)
        self.is_change = journey.fixed_contact_id is not None
        field = self.fields["coach"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(one.id), one.name) for one in choice.options]
        if choice.now is not None and choice.now.is_active:
            # Sent twice: the second time it is who it is now, and nothing changes.
            field.choices.append((str(choice.now.pk), choice.now.name))
        if not self.is_change:
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if self.is_change and not typed.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Schrijf op waarom de contactpersoon verandert."))
        return typed


class DaysForm(CleanForm):
    """From which day to which; the last one may be unknown."""

    first_day = DayField(label=_("Eerste dag"), required=True, initial=today, ahead=YEAR_AHEAD)
    last_day = DayField(
        label=_("Laatste dag"),
        ahead=YEAR_AHEAD,
        help_text=_("Mag leeg blijven als u dat nog niet weet."),
    )

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("first_day"), self.cleaned_data.get("last_day")
        if first and first < today() - timedelta(days=31):
            self.add_error("first_day", _("Kies een dag van deze maand of later."))
        if last and last < today():
            self.add_error("last_day", _("Deze dag is al voorbij."))
        elif first and last and last < first:
            self.add_error("last_day", _("De laatste dag ligt voor de eerste dag."))
        return self.cleaned_data


class DeputyForm(DaysForm):
    """Who stands in for the fixed contact person for a while."""

    deputy = ColleagueField(label=_("Waarnemer"), widget=forms.RadioSelect)
    field_order = ("deputy", "first_day", "last_day")

    def __init__(self, *args: Any, choice: pages.Choice, **kwargs: Any):
        kwargs.setdefault("initial", {
            "deputy": choice.proposed.id if choice.proposed else None, "first_day": today(),
        })  # fmt: skip
        super().__init__(*args, **kwargs)
        field = self.fields["deputy"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(one.id), one.name) for one in choice.options]


class ShareForm(CleanForm):
    """For each participant of one colleague who it becomes; or one colleague for everybody."""

    for_all = ColleagueField(
        label=_("Eén collega voor iedereen"),
        required=False,
        help_text=_("Laat dit leeg om hieronder per deelnemer te kiezen."),
    )

    def __init__(self, *args: Any, sharing: pages.Sharing, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.sharing = sharing
        every = self.fields["for_all"]
        assert isinstance(every, forms.ChoiceField)
        every.choices = [("", gettext("per deelnemer, zie hieronder")), *sharing.choices]
        self.rows: list[str] = []
        among = dict(sharing.choices)
        for line in sharing.lines:
            name = str(line.journey_id)
            self.rows.append(name)
            shown = [("", gettext("nog niet")), *line.choices]
            typed = self.data.get(name, "")
            if typed in among and typed not in dict(line.choices):
                shown.append((typed, among[typed]))
            self.fields[name] = ColleagueField(
                label=line.name,
                required=False,
                initial=str(line.proposed or ""),
                choices=shown,
                among=among,
            )

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if not self.errors and not self.chosen_ids():
            self.add_error("for_all", _("Kies minstens voor één deelnemer iemand."))
        return typed

    def chosen_ids(self) -> dict[UUID, str]:
        """For each journey who was chosen."""
        every = self.cleaned_data.get("for_all")
        told = {UUID(name): every or self.cleaned_data.get(name) or "" for name in self.rows}
        return {journey: coach for journey, coach in told.items() if coach}


class HandOverForm(ShareForm):
    """Another fixed contact person for several people at once, with one reason."""

    reason = LongTextField(
        label=_("Waarom verandert dit?"),
        rows=2,
        max_length=2_000,
        error_messages={"required": _("Schrijf op waarom de contactpersoon verandert.")},
    )


class CoverForm(ShareForm, DaysForm):
    """A deputy for several people at once, from one day to another."""

    def clean(self) -> dict[str, Any]:
        DaysForm.clean(self)
        return ShareForm.clean(self)


class AreaForm(CleanForm):
    """A neighbourhood in which a colleague works from now on."""

    neighbourhood = forms.ModelChoiceField(
        label=_("Wijk erbij"),
        queryset=Neighbourhood.objects.none(),
        empty_label=_("kies een wijk"),
        error_messages={
            "required": _("Kies een wijk."), "invalid_choice": _("Kies een wijk uit de lijst."),
        },
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields["neighbourhood"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Neighbourhood.objects.order_by("name", "pk")


class SkillForm(CleanForm):
    """A task that a colleague does from experience from now on."""

    skill = forms.ChoiceField(
        label=_("Specialisatie erbij"),
        choices=[("", _("kies een specialisatie")), *Skill.choices],
        error_messages={
            "required": _("Kies een specialisatie."),
            "invalid_choice": _("Kies een specialisatie uit de lijst."),
        },
    )


class AbsenceForm(CleanForm):
    """A colleague is away. Why has no field, on purpose."""

    since = DayField(label=_("Eerste dag afwezig"), required=True, initial=today, ahead=YEAR_AHEAD)
    until = DayField(
        label=_("Eerste dag terug"),
        ahead=YEAR_AHEAD,
        help_text=_("Mag leeg blijven als u dat nog niet weet. De reden schrijven wij niet op."),
    )

    def clean(self) -> dict[str, Any]:
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until <= since:
            self.add_error("until", _("Kies een dag na de eerste dag afwezig."))
        return self.cleaned_data


class ReturnForm(CleanForm):
    """The first day back, or another one."""

    until = DayField(
        label=_("Eerste dag terug"),
        ahead=YEAR_AHEAD,
        help_text=_("Leeg betekent: nog niet bekend. Wie waarneemt, gaat met deze dag mee."),
    )
    version = VersionField()

    def __init__(self, *args: Any, absence: Absence, **kwargs: Any):
        kwargs.setdefault("initial", {
            "until": absence.until or max(today(), absence.since), "version": absence.version,
        })  # fmt: skip
        super().__init__(*args, **kwargs)
        self.absence = absence

    def clean_until(self) -> date | None:
        until: date | None = self.cleaned_data["until"]
        if until is not None and until < self.absence.since:
            raise forms.ValidationError(_("Deze dag ligt voor de eerste dag afwezig."))
        return until


class WorkloadForm(CleanForm):
    """How much a colleague can take on, and in which languages they speak with people."""

    hours_per_week = forms.IntegerField(
        label=_("Uren per week"), required=False, min_value=1, max_value=48,
        error_messages={
            "invalid": _("Vul een heel getal in."), "min_value": _("Minstens 1 uur."),
            "max_value": _("Een werkweek heeft hoogstens 48 uur."),
        },
    )  # fmt: skip
    room = forms.IntegerField(
        label=_("Hoeveel deelnemers past bij u?"), required=False, min_value=0, max_value=200,
        help_text=_("Leeg: wij rekenen met uw uren. Telt als gewogen deelnemers."),
        error_messages={
            "invalid": _("Vul een heel getal in."), "min_value": _("Minder dan 0 kan niet."),
            "max_value": _("Hoogstens 200."),
        },
    )  # fmt: skip
    languages = forms.MultipleChoiceField(
        label=_("Talen die u met deelnemers spreekt"),
        required=False,
        choices=[(code, name) for code, name in LANGUAGES.items() if code not in {"nl", "other"}],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Kies talen uit de lijst.")},
    )
    version = VersionField()

    def __init__(self, *args: Any, workload: Workload | None, **kwargs: Any):
        kwargs.setdefault("initial", {
            "hours_per_week": workload.hours_per_week if workload else None,
            "room": workload.room if workload else None,
            "languages": workload.languages if workload else [],
            "version": workload.version if workload else 0,
        })  # fmt: skip
        super().__init__(*args, **kwargs)


def chosen(people: Sequence[User], ids: dict[UUID, str]) -> dict[UUID, User]:
    """The colleagues that were chosen, for the verb."""
    by_id = {str(one.pk): one for one in people}
    return {journey: by_id[coach] for journey, coach in ids.items()}
