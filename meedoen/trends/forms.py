"""What is typed about what is missing, about signals and ideas, and with an invitation."""

from typing import Any, Self
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from meedoen.accounts import access as accounts
from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.accounts.rules import PERMISSIONS
from meedoen.core.forms import CleanCharField, CleanForm, IdsField, LongTextField
from meedoen.core.ids import new_id
from meedoen.network import access as network
from meedoen.network.models import Neighbourhood
from meedoen.offers import access as offers
from meedoen.offers.choices import Theme
from meedoen.offers.models import Offer
from meedoen.trends import rules
from meedoen.trends.choices import Missing, Reply, SignalKind, SignalState, Voice
from meedoen.trends.models import Signal, UnmetNeed
from meedoen.trends.pages import Asked, Filter
from meedoen.trends.pages.counts import LEVELS, NO_AREA

NOBODY = _("Geen namen, geen ziektes, geen geloof: het gaat over een onderwerp of een wijk.")
KEEPERS = [role for role, may in PERMISSIONS.items() if Permission.SIGNAL_WRITE in may]


class TokenForm(CleanForm):
    """A form that, sent twice, does its work once."""

    token = CleanCharField(widget=forms.HiddenInput, required=False, max_length=None)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = new_id

    def clean_token(self) -> UUID:
        try:
            return UUID(self.cleaned_data["token"])
        except ValueError:
            return new_id()


class VersionForm(CleanForm):
    """A form that nobody overwrites silently."""

    version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=2_000_000_000
    )

    def __init__(self, *args: Any, **kwargs: Any):
        # Several of these stand on one page; no two parts of a page share a name.
        kwargs.setdefault("auto_id", f"{type(self).__name__.lower()}_%s")
        super().__init__(*args, **kwargs)

    def clean_version(self) -> int:
        return self.cleaned_data["version"] or 0


def _themes(empty: Any) -> list[tuple[str, Any]]:
    return [("", empty), *Theme.choices]


def _area_field(**options: Any) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        label=_("Wijk"), required=False, queryset=Neighbourhood.objects.none(),
        error_messages={"invalid_choice": _("Kies een wijk uit de lijst.")}, **options,
    )  # fmt: skip


def _fill_areas(form: forms.Form, name: str) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = network.neighbourhoods()


class NeedForm(VersionForm):
    """What is missing for one wish."""

    theme = forms.ChoiceField(
        label=_("Waar gaat de wens over?"), choices=_themes(_("Kies een onderwerp")),
        error_messages={"required": _("Kies waar de wens over gaat.")},
    )  # fmt: skip
    missing = forms.MultipleChoiceField(
        label=_("Wat ontbreekt er?"), choices=Missing.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    words = LongTextField(
        label=_("Wat zou wel passen?"), required=False, rows=3, max_length=1_000,
        help_text=_("In de woorden van de deelnemer. Geen ziektes, geen geloof."),
    )  # fmt: skip
    field_order = ("theme", "missing", "words", "version")

    @classmethod
    def of(cls, need: UnmetNeed) -> Self:
        """The form with what stands there."""
        known = {"missing": need.missing, "words": need.words, "version": need.version}
        return cls(initial=known).without_theme()

    def without_theme(self) -> Self:
        """For a need that is there already: its theme stays."""
        del self.fields["theme"]
        return self


class SignalForm(TokenForm, VersionForm):
    """Something that stands out, in one sentence."""

    kind = forms.ChoiceField(
        label=_("Wat voor signaal is het?"), choices=SignalKind.choices, widget=forms.RadioSelect,
        initial=SignalKind.BOTTLENECK.value,
        error_messages={"required": _("Kies wat voor signaal het is.")},
    )  # fmt: skip
    text = CleanCharField(
        label=_("Wat valt op, in één zin?"), max_length=300, help_text=NOBODY,
        error_messages={"required": _("Schrijf in één zin op wat u opvalt.")},
    )  # fmt: skip
    story = LongTextField(label=_("Toelichting"), required=False, rows=3, max_length=5_000)
    theme = forms.ChoiceField(
        label=_("Onderwerp"), choices=_themes(_("geen onderwerp")), required=False
    )
    neighbourhood = _area_field(empty_label=_("de hele stad"))
    owner = forms.ModelChoiceField(
        label=_("Wie volgt dit op?"), queryset=User.objects.none(), empty_label=None,
        error_messages={
            "required": _("Kies wie dit opvolgt."), "invalid_choice": _("Kies wie dit opvolgt."),
        },
    )  # fmt: skip
    field_order = ("kind", "text", "story", "theme", "neighbourhood", "owner")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        _fill_areas(self, "neighbourhood")
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ModelChoiceField)
        owner.queryset = accounts.with_role(*KEEPERS)

    @classmethod
    def of(cls, signal: Signal) -> Self:
        """The form with what stands there."""
        names = ("kind", "text", "story", "theme", "neighbourhood", "owner", "version")
        return cls(initial={name: getattr(signal, name) for name in names})

    @property
    def facts(self) -> dict[str, Any]:
        """What was typed, without what only guards the form."""
        names = ("kind", "text", "story", "theme", "neighbourhood", "owner")
        return {name: self.cleaned_data[name] for name in names}


class StepForm(VersionForm):
    """The next step of a signal, in words; for an activity also which one of the directory."""

    words = LongTextField(label="", rows=3, max_length=2_000)
    offer = forms.ModelChoiceField(
        label=_("Staat ze in het aanbod?"), queryset=Offer.objects.none(), required=False,
        empty_label=_("nog niet"),
        error_messages={"invalid_choice": _("Kies uit het aanbod, of laat dit leeg.")},
    )  # fmt: skip
    field_order = ("words", "offer", "version")

    def __init__(self, *args: Any, signal: Signal, **kwargs: Any):
        kwargs.setdefault("initial", {"version": signal.version})
        super().__init__(*args, **kwargs)
        following = signal.next_step
        words, offer = self.fields["words"], self.fields["offer"]
        assert isinstance(words, forms.CharField)
        assert isinstance(offer, forms.ModelChoiceField)
        if following is not None:
            words.label, words.help_text = str(following.question), str(following.help)
            words.error_messages["required"] = _("Schrijf dit in één zin op.")
        if signal.state == SignalState.ACTIVITY:
            words.max_length = 300
        if signal.state == SignalState.IDEA:
            offer.queryset = offers.open_offers()
        else:
            del self.fields["offer"]


class WhyForm(VersionForm):
    """Why a signal goes aside."""

    reason = CleanCharField(
        label=_("Waarom gaat dit opzij?"), max_length=500,
        error_messages={"required": _("Schrijf op waarom dit opzij gaat.")},
    )  # fmt: skip


class TellBackForm(VersionForm):
    """What whoever noticed it hears."""

    told = LongTextField(
        label=_("Wat zegt u terug?"), rows=3, max_length=2_000,
        error_messages={"required": _("Schrijf op wat u terugzegt.")},
    )  # fmt: skip


class IdeaForm(TokenForm):
    """What somebody would like to see."""

    text = LongTextField(
        label=_("Wat is het idee?"), rows=3, max_length=500, help_text=NOBODY,
        error_messages={"required": _("Schrijf op wat het idee is.")},
    )  # fmt: skip
    voice = forms.ChoiceField(
        label=_("Van wie komt het?"), choices=Voice.choices, widget=forms.RadioSelect,
        initial=Voice.PARTICIPANT.value,
        error_messages={"required": _("Kies van wie het idee komt.")},
    )  # fmt: skip
    theme = forms.ChoiceField(
        label=_("Onderwerp"), choices=_themes(_("geen onderwerp")), required=False
    )
    neighbourhood = _area_field(empty_label=_("de hele stad"))

    def __init__(self, *args: Any, is_theirs: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        _fill_areas(self, "neighbourhood")
        if is_theirs:
            del self.fields["voice"]

    @property
    def facts(self) -> dict[str, Any]:
        """What was typed; an idea from a dossier is that participant's."""
        return {"voice": Voice.PARTICIPANT, **self.cleaned_data}


class AnswerForm(VersionForm):
    """What we say to an idea."""

    answer = LongTextField(
        label=_("Wat antwoorden wij?"), rows=3, max_length=2_000,
        help_text=_("Ook als het niet kan. Zeg het daarna zelf tegen wie het idee had."),
        error_messages={"required": _("Schrijf op wat u antwoordt.")},
    )  # fmt: skip


class InviteForm(TokenForm):
    """To whom, with a line of one's own."""

    people = IdsField(
        label=_("Aan wie?"), error_messages={"required": _("Kies een of meer mensen.")}
    )
    note = LongTextField(
        label=_("Uw eigen zin"), required=False, rows=2, max_length=500,
        help_text=_("Staat bovenaan, bij iedereen. Leeg: “Misschien is dit iets voor u.”"),
    )  # fmt: skip
    again = forms.BooleanField(
        label=_("Toch nog een keer sturen aan wie dit kortgeleden al kreeg"), required=False
    )

    @classmethod
    def going_on(cls, typed: Any) -> Self:
        """What was typed so far, not yet judged: somebody is looking for people to tick."""
        return cls(initial={name: typed[name] for name in cls.base_fields if name in typed})

    def clean_people(self) -> list[UUID]:
        people: list[UUID] = self.cleaned_data["people"]
        if len(people) > rules.MOST_AT_ONCE:
            raise forms.ValidationError(
                _("Dat zijn er te veel in één keer: hoogstens %(n)d mensen.")
                % {"n": rules.MOST_AT_ONCE}
            )
        return people


class ReplyForm(VersionForm):
    """What the participant said."""

    reply = forms.ChoiceField(choices=Reply.choices)


class FilterForm(CleanForm):
    """What the list of signals is narrowed to; what cannot be read counts as not chosen."""

    staat = forms.ChoiceField(
        label=_("Stand"), required=False,
        choices=[("", _("alles wat loopt")), *SignalState.choices, ("alle", _("alles"))],
    )  # fmt: skip
    soort = forms.ChoiceField(
        label=_("Soort"), required=False, choices=[("", _("alle soorten")), *SignalKind.choices]
    )
    thema = forms.ChoiceField(
        label=_("Onderwerp"), required=False, choices=_themes(_("alle onderwerpen"))
    )
    wijk = _area_field(empty_label=_("alle wijken"))
    wie = forms.ChoiceField(
        label=_("Van wie"), required=False,
        choices=[("", _("iedereen")), ("mijn", _("volg ik op")), ("gemeld", _("meldde ik"))],
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        _fill_areas(self, "wijk")

    def wanted(self) -> Filter:
        """What is asked of the list."""
        self.is_valid()
        typed = self.cleaned_data
        area = typed.get("wijk")
        return Filter(
            typed.get("staat", ""), typed.get("soort", ""), typed.get("thema", ""),
            area.pk if area else None, typed.get("wie", ""),
        )  # fmt: skip


class BehindForm(CleanForm):
    """The address behind one number of demand and supply."""

    thema = forms.ChoiceField(required=False, choices=_themes(""))
    wijk = CleanCharField(required=False, max_length=36)
    niveau = forms.ChoiceField(required=False, choices=[("", ""), *((one, one) for one in LEVELS)])
    dagdeel = forms.IntegerField(required=False, min_value=0, max_value=20)

    def clean_wijk(self) -> str:
        area = str(self.cleaned_data["wijk"])
        if area and area != NO_AREA:
            forms.UUIDField().clean(area)
        return area

    def asked(self) -> Asked | None:
        """Which number was opened, if the address says so."""
        if not self.is_valid():
            return None
        typed = self.cleaned_data
        return Asked(typed["thema"], typed["wijk"], typed["niveau"], typed["dagdeel"])
