"""All rules of matching as data: what they look at, how much they weigh, and what they say.

Read this list to know how suggestions come about; the page with the rules and the algorithm
register are made from it. Each rule has a check (`checks.py`) and the words that go with it
(`wording.py`). A change here asks for a new `RULE_VERSION`. Which rules are on and what each
weighs, the application manager may choose otherwise (`arranging.py`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy as _

from meedoen.matching.choices import RuleKind, Verdict
from meedoen.matching.rules import checks, wording
from meedoen.matching.rules.facts import OfferFacts, PersonFacts
from meedoen.matching.rules.wording import Change

Words = str | Promise
Values = dict[str, str]
Judge = Callable[[PersonFacts, OfferFacts, date], Verdict]
Gap = Callable[[PersonFacts, OfferFacts, date], int]


@dataclass(frozen=True)
class Rule:
    """One rule: a check, and Dutch sentences for what it finds. `values` fills the sentences."""

    code: str
    kind: RuleKind
    title: Words
    explanation: Words
    judge: Judge
    values: Callable[[PersonFacts, OfferFacts, date], Values] = wording.nothing
    weight: int = 0
    fits: Words = ""
    look_out: Words = ""
    misfit: Words = ""
    change: Callable[[PersonFacts, OfferFacts, date], Change] | None = None
    gap: Gap = wording.one_step
    # What its sentences tell of an offer: alike in this and in the finding is the same sentence.
    tells: tuple[str, ...] = ("id",)

    @property
    def is_hard(self) -> bool:
        return self.kind == RuleKind.HARD

    @cached_property
    def _read(self) -> dict[str | None, tuple[str, ...]]:
        return {}

    def _sentences(self, language: str | None) -> tuple[str, ...]:
        """The sentences by finding, looked up once in each language."""
        if language not in self._read:
            told = ("", self.fits, self.look_out, self.misfit)
            self._read[language] = tuple(str(words) for words in told)
        return self._read[language]

    def say(self, verdict: Verdict, person: PersonFacts, offer: OfferFacts, today: date) -> str:
        """The sentence for this finding; empty when there is nothing to say."""
        template = self._sentences(get_language())[verdict]
        return template % self.values(person, offer, today) if template else ""


RULES: tuple[Rule, ...] = (
    Rule(
        "running", RuleKind.HARD, _("Loopt nog"),
        _("Het aanbod is niet gestopt en niet afgelopen."),
        checks.running, wording.running,
        misfit=_("Dit aanbod is gestopt of afgelopen."),
        change=wording.change_running, gap=wording.far,
        tells=(),
    ),
    Rule(
        "timing", RuleKind.HARD, _("Tijdens of na het traject"),
        _("Sommig aanbod is bedoeld naast het traject, ander aanbod juist daarna."),
        checks.timing, wording.timing,
        misfit=_("Dit is bedoeld voor %(offer_when)s."),
        change=wording.change_timing,
        tells=("timing",),
    ),
    Rule(
        "oral", RuleKind.HARD, _("Niveau van spreken en luisteren"),
        _("Het laagste bekende niveau van luisteren, spreken en gesprekken voeren ligt tussen het "
          "laagste en het hoogste niveau van het aanbod. Is het niveau niet bekend, dan sluit dat "
          "niemand uit."),
        checks.oral, wording.oral,
        fits=_("Past bij het niveau van spreken en luisteren: %(level)s."),
        look_out=_("Vraagt %(range)s voor spreken en luisteren. Dat niveau is nog niet bekend."),
        misfit=_("Vraagt %(range)s voor spreken en luisteren. Nu is dat %(level)s."),
        change=wording.change_oral, gap=wording.gap_oral,
        tells=("oral_min", "oral_max"),
    ),
    Rule(
        "written", RuleKind.HARD, _("Niveau van lezen en schrijven"),
        _("Het laagste bekende niveau van lezen en schrijven ligt tussen het laagste en het "
          "hoogste niveau van het aanbod. Is het niveau niet bekend, dan sluit dat niemand uit."),
        checks.written, wording.written,
        fits=_("Past bij het niveau van lezen en schrijven: %(level)s."),
        look_out=_("Vraagt %(range)s voor lezen en schrijven. Dat niveau is nog niet bekend."),
        misfit=_("Vraagt %(range)s voor lezen en schrijven. Nu is dat %(level)s."),
        change=wording.change_written, gap=wording.gap_written,
        tells=("written_min", "written_max"),
    ),
    Rule(
        "ladder", RuleKind.HARD, _("Trede op de participatieladder"),
        _("De trede van nu ligt tussen de laagste en de hoogste trede waarvoor het aanbod is "
          "gemaakt."),
        checks.ladder, wording.ladder,
        fits=_("Past bij de trede van nu: %(step)s."),
        look_out=_("Is gemaakt voor %(range)s. De trede van nu is nog niet bekend."),
        misfit=_("Is gemaakt voor %(range)s. Nu is het trede %(step)s."),
        change=wording.change_ladder, gap=wording.gap_ladder,
        tells=("ladder_min", "ladder_max"),
    ),
    Rule(
        "free_time", RuleKind.HARD, _("Vrije dagdelen"),
        _("Alle vaste tijden vallen op dagdelen waarop de deelnemer kan. Zijn de vrije dagdelen "
          "niet bekend, dan sluit dat niemand uit."),
        checks.free_time, wording.free_time,
        fits=_("%(when)s"),
        look_out=_("Valt op %(parts)s. Vraag of de deelnemer dan kan."),
        misfit=_("Valt op %(missing)s. Dan kan de deelnemer niet."),
        change=wording.change_free_time, gap=wording.gap_free_time,
        tells=("day_parts",),
    ),
    Rule(
        "age", RuleKind.HARD, _("Leeftijd"),
        _("De leeftijd ligt tussen de laagste en de hoogste leeftijd van het aanbod. Is de "
          "leeftijd niet bekend, dan sluit dat niemand uit."),
        checks.age, wording.age,
        fits=_("Past bij de leeftijd: %(range)s."),
        look_out=_("Is voor mensen %(people)s. De leeftijd is nog niet bekend."),
        misfit=_("Is voor mensen %(people)s. De deelnemer is %(age)s jaar."),
        change=wording.change_age, gap=wording.gap_age,
        tells=("age_min", "age_max"),
    ),
    Rule(
        "travel", RuleKind.HARD, _("Reistijd"),
        _("De reis duurt niet langer dan de deelnemer goed vindt. We rekenen met de afstand tussen "
          "de wijken en met hoe de deelnemer reist. Is dat niet bekend, dan sluit dat niemand "
          "uit."),
        checks.travel, wording.travel,
        fits=_("Ongeveer %(minutes)s minuten reizen."),
        look_out=_("Is in %(place)s. De reistijd is niet bekend; %(wanted)s minuten is goed."),
        misfit=_("Ongeveer %(minutes)s minuten reizen. De deelnemer noemt %(wanted)s minuten."),
        change=wording.change_travel, gap=wording.gap_travel,
        tells=("neighbourhood", "neighbourhood_name"),
    ),
    Rule(
        "places", RuleKind.HARD, _("Plaats"),
        _("Er is een plaats vrij, of er is een wachtlijst."),
        checks.places, wording.places,
        fits=_("%(places)s"),
        look_out=_("%(places)s"),
        misfit=_("Vol, en er is geen wachtlijst."),
        change=wording.change_places,
        tells=("free_places", "waiting_list", "ahead", "has_place"),
    ),
    Rule(
        "childcare", RuleKind.HARD, _("Kinderopvang"),
        _("Wie opvang voor kinderen nodig heeft, krijgt aanbod met opvang."),
        checks.childcare, fits=_("Er is opvang voor de kinderen."),
        misfit=_("Er is geen opvang voor de kinderen."),
        change=wording.change_childcare,
        tells=(),
    ),
    Rule(
        "theme", RuleKind.WISH, _("Wens"),
        _("Het aanbod gaat over iets wat de deelnemer zelf noemde."),
        checks.theme, wording.theme, weight=5,
        fits=_("Past bij de wens: %(themes)s."),
        tells=("themes",),
    ),
    Rule(
        "goal", RuleKind.WISH, _("Waar iemand aan werkt"),
        _("Het aanbod gaat over een ontwikkelwens of aandachtspunt uit het profiel."),
        checks.goal, wording.goal, weight=4,
        fits=_("Past bij waar de deelnemer aan werkt: %(goals)s."),
        tells=("themes",),
    ),
    Rule(
        "women_only", RuleKind.WISH, _("Alleen met vrouwen"),
        _("Alleen als de deelnemer er zelf om vraagt, krijgt een groep met alleen vrouwen punten. "
          "We kijken nooit naar het geslacht van de deelnemer."),
        checks.women_only, wording.women_only, weight=4,
        fits=_("Een groep met alleen vrouwen, zoals gevraagd."),
        look_out=_("%(women_only)s"),
        tells=("women_only",),
    ),
    Rule(
        "near", RuleKind.WISH, _("Eigen wijk"),
        _("Het aanbod is in de wijk waar de deelnemer woont. Ander aanbod valt niet af."),
        checks.near, wording.near, weight=3,
        fits=_("In de eigen wijk: %(place)s."),
        look_out=_("In %(place)s, niet in de eigen wijk."),
        tells=("neighbourhood", "neighbourhood_name"),
    ),
    Rule(
        "explained", RuleKind.WISH, _("Uitleg in een eigen taal"),
        _("Iemand kan daar uitleg geven in een taal die de deelnemer spreekt."),
        checks.explained, wording.explained, weight=2,
        fits=_("Uitleg kan ook in: %(languages)s."),
        tells=("languages",),
    ),
    Rule(
        "alongside", RuleKind.WISH, _("Naast wat al gekozen is"),
        _("Het aanbod valt niet samen met ander aanbod dat al gekozen is."),
        checks.alongside, wording.alongside, weight=0,
        look_out=_("Valt samen met uw keuze %(names)s."),
    ),
    Rule(
        "hours", RuleKind.WISH, _("Uren per week"),
        _("Het aanbod vraagt niet meer uren per week dan de deelnemer wil en kan."),
        checks.hours, wording.hours, weight=1,
        fits=_("Vraagt %(hours)s uur per week."),
        look_out=_("Vraagt %(hours)s uur per week. De deelnemer noemt %(wanted)s uur."),
        tells=("minutes_per_week",),
    ),
    Rule(
        "start", RuleKind.WISH, _("Begint gauw"),
        _("Het aanbod loopt al, of begint binnen zes weken."),
        checks.start, wording.start, weight=1,
        fits=_("%(start)s"),
        look_out=_("Begint pas op %(date)s."),
        tells=("starts_on",),
    ),
    Rule(
        "free_of_charge", RuleKind.WISH, _("Gratis"),
        _("Meedoen kost niets."),
        checks.free_of_charge, wording.cost, weight=1,
        fits=_("Gratis."),
        look_out=_("Kost %(cost)s."),
        tells=("cost_cents", "cost_text"),
    ),
    Rule(
        "confirmed", RuleKind.WISH, _("Kort geleden bevestigd"),
        _("In het laatste half jaar is nagevraagd of alles nog klopt."),
        checks.confirmed, weight=1,
        look_out=_("Al een half jaar niet nagevraagd of dit nog klopt. Bel eerst."),
        tells=(),
    ),
)  # fmt: skip

BY_CODE = {rule.code: rule for rule in RULES}
