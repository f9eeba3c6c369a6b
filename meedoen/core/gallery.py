"""All building blocks of our pages on one page; the same page is the test of accessibility."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from meedoen.core.forms import CleanCharField, CleanForm, LongTextField
from meedoen.core.ui import Bar, Header, Link, Overlay, Phase, Section, Week, week_mask
from meedoen.core.web import Request, page, public

LANGUAGES = [("ti", _("Tigrinya")), ("ar", _("Arabisch")), ("uk", _("Oekraïens"))]
DAYPARTS = [
    ("morning", _("’s ochtends")),
    ("afternoon", _("’s middags")),
    ("evening", _("’s avonds")),
]
STEPS = [
    _("Geïsoleerd"),
    _("Sociale contacten buitenshuis"),
    _("Deelname aan georganiseerde activiteiten"),
    _("Onbetaald werk"),
    _("Betaald werk met ondersteuning"),
    _("Betaald werk"),
]


class SampleForm(CleanForm):
    """One field of every kind."""

    name = CleanCharField(label=_("Hoe wilt u genoemd worden?"), help_text=_("Een voornaam mag."))
    email = forms.EmailField(label=_("E-mailadres"), required=False)
    born = forms.DateField(
        label=_("Geboortedatum"),
        required=False,
        help_text=_("Bijvoorbeeld 23-11-1990 of 23 november 1990."),
        widget=forms.DateInput(attrs={"autocomplete": "off"}),
    )
    language = forms.ChoiceField(
        label=_("Welke taal spreekt u thuis?"), required=False,
        choices=[("", _("Kies een taal")), *LANGUAGES],
    )  # fmt: skip
    dayparts = forms.MultipleChoiceField(
        label=_("Wanneer kunt u?"), choices=DAYPARTS, widget=forms.CheckboxSelectMultiple,
        required=False, help_text=_("U mag er meer kiezen."),
    )  # fmt: skip
    childcare = forms.ChoiceField(
        label=_("Is er kinderopvang nodig?"), widget=forms.RadioSelect,
        choices=[("yes", _("Ja")), ("no", _("Nee")), ("unknown", _("Weet ik nog niet"))],
    )  # fmt: skip
    story = LongTextField(label=_("Wat wilt u het liefst leren of doen?"), required=False)
    paper = forms.FileField(label=_("Bestand"), required=False)
    may_call = forms.BooleanField(
        label=_("Wij mogen u bellen over deelname"), help_text=_("U kunt dit altijd intrekken.")
    )


class SignForm(CleanForm):
    """A signature by drawing, or by typing the name."""

    strokes = CleanCharField(required=False, widget=forms.HiddenInput, max_length=100_000)
    typed_name = CleanCharField(label=_("Of typ uw naam als handtekening"), required=False)


def samples() -> dict[str, Any]:
    """Everything that the gallery shows; made-up people and long Dutch words."""
    wrong = SampleForm(
        {"fout-email": "geen-adres", "fout-born": "31-02", "fout-story": "Koken met buren."},
        prefix="fout",
    )
    wrong.is_valid()
    return {
        "form": SampleForm(initial={"childcare": "no", "dayparts": ["morning"]}),
        "wrong": wrong,
        "sign": SignForm(),
        "headers": HEADERS,
        "people": PEOPLE,
        "tabs": TABS,
        "sections": SECTIONS,
        "phases": PHASES,
        "steps": STEPS,
        "free": Week(week_mask(lambda day, part: (day < 5 and part == 0) or day == 2)),
        "overlays": [
            Overlay(
                _("Taalles in het buurthuis (De Mare)"),
                week_mask(lambda day, part: day in (0, 3) and part == 0),
            ),
            Overlay(_("Kookgroep Oudorp"), week_mask(lambda *at: at in {(2, 1), (4, 2)})),
        ],
        "figures": [
            Bar(_("Overdie"), 42, url="#overdie"),
            Bar(_("De Mare"), 31, url="#de-mare"),
            Bar(_("Buiten de wijkgerichte inburgeringsgebieden"), 7),
        ],
    }  # fmt: skip


@dataclass(frozen=True)
class Person:
    """A made-up line of a list."""

    name: str
    place: str
    phase: str
    step: int | None
    start: int | None
    contacts: int


PEOPLE = [
    Person("Testpersoon Één", "Overdie", "Intake", 2, 2, 3),
    Person(
        "Maria Wilhelmina van den Hoogenband-Łukasiewicz Çelik",
        "Buiten de wijken", "Op traject", 4, 2, 128,
    ),
    Person("Testpersoon Drie", "De Hoef", "Aangemeld", None, None, 0),
]  # fmt: skip


HEADERS = [
    Header(_("Naam"), "?sort=name", "ascending"),
    Header(_("Wijk"), "?sort=place"),
    Header(_("Fase")),
    Header(_("Ladder")),
    Header(_("Contacten"), numeric=True),
]
TABS = [
    Link(_("Overzicht"), "#overzicht", active=True),
    Link(_("Verhaal en profiel"), "#verhaal"),
    Link(_("Taal en ladder"), "#taal"),
    Link(_("Plan en afspraken"), "#plan"),
    Link(_("Contacten"), "#contacten"),
    Link(_("Documenten"), "#documenten"),
    Link(_("Inzage"), "#inzage"),
]
SECTIONS = [
    Section(_("Kernvraag"), "#kernvraag", done=True),
    Section(_("Gezondheid en draagkracht"), "#gezondheid", active=True),
    Section(_("Werk en vrijwilligerswerk"), "#werk"),
]
PHASES = [
    Phase(_("Aangemeld"), "done", "03-03-2026"),
    Phase(_("Intake"), "done", "17-03-2026"),
    Phase(_("Advies"), "done", "02-04-2026"),
    Phase(_("Plan maken"), "now", "09-04-2026"),
    Phase(_("Akkoord"), "next"),
    Phase(_("Inburgeringsovereenkomst"), "skipped"),
    Phase(_("Op traject"), "later"),
    Phase(_("Eindgesprek"), "later"),
    Phase(_("Nazorg"), "later"),
]


@public
def gallery(request: Request) -> HttpResponse:
    """Every building block in each of its states."""
    return page(request, "core/gallery.html", **samples())
