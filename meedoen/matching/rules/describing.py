"""Facts in Dutch words, as they are shown on the page and kept with a choice."""

from django.utils.translation import gettext as _

from meedoen.core.time import dutch_date
from meedoen.ladder.choices import Step
from meedoen.language.choices import Level
from meedoen.language.rules import Reached
from meedoen.matching.rules.facts import OfferFacts, PersonFacts
from meedoen.matching.rules.wording import ladder_range, level_range, listing
from meedoen.offers import rules as offers
from meedoen.offers.choices import WHOLE_WEEK, Kind, Side, Theme, Timing
from meedoen.participants.choices import LANGUAGES

Line = tuple[str, str]


def person_in_words(person: PersonFacts) -> list[Line]:
    """What is known of this participant, for matching; an empty value is not known yet."""
    oral = Reached(Level(person.oral), person.oral_plus)
    written = Reached(Level(person.written), person.written_plus)
    step = Step(person.ladder) if person.ladder else None
    lines = [
        (_("Wensen"), listing([str(Theme(code).label) for code in person.themes])),
        (_("Spreken en luisteren"), oral.label if oral.is_known else ""),
        (_("Lezen en schrijven"), written.label if written.is_known else ""),
        (_("Participatieladder"), _ladder(step)),
        (_("Vrije dagdelen"), "" if person.free is None else _free(person.free)),
    ]
    if person.goals:
        goals = listing([str(Theme(code).label) for code in person.goals])
        lines.insert(1, (_("Werkt aan"), goals))
    if person.age is not None:
        lines.append((_("Leeftijd"), _("%(years)d jaar") % {"years": person.age}))
    if person.max_travel is not None:
        minutes = _("hoogstens %(minutes)d minuten") % {"minutes": person.max_travel}
        lines.append((_("Reizen"), minutes))
    if person.hours_per_week is not None:
        lines.append((_("Uren per week"), str(person.hours_per_week)))
    if person.needs_childcare:
        lines.append((_("Opvang voor kinderen"), _("nodig")))
    if person.wants_women_only:
        lines.append((_("Groep"), _("liever met alleen vrouwen")))
    return lines


def offer_in_words(offer: OfferFacts) -> list[Line]:
    """What is known of this offer, for matching."""
    lines = [
        (_("Organisatie"), offer.organisation),
        (_("Soort"), _("%(kind)s, telt als %(side)s") % _kind(offer)),
        (_("Tijden"), offers.schedule_text(offer.slots) or _("op afspraak")),
        (_("Loopt"), _period(offer)),
        (_("Wijk"), offer.neighbourhood_name or _("hele stad of online")),
        (_("Spreken en luisteren"), _levels(offer.oral_min, offer.oral_max)),
        (_("Lezen en schrijven"), _levels(offer.written_min, offer.written_max)),
        (_("Participatieladder"), _steps(offer.ladder_min, offer.ladder_max)),
        (_("Leeftijd"), offers.age_range(offer.age_min, offer.age_max) or _("maakt niet uit")),
        (_("Thema's"), listing([str(Theme(code).label) for code in offer.themes])),
        (_("Uitleg kan ook in"), _languages(offer)),
        (_("Vrije plaatsen"), _places(offer)),
        (_("Kosten"), f"{offers.money(offer.cost_cents)} {offer.cost_text}".strip()),
        (_("Opvang voor kinderen"), _("ja") if offer.childcare else _("nee")),
        (_("Bedoeld voor"), str(Timing(offer.timing).label)),
        (_("Laatst bevestigd"), dutch_date(offer.verified_on) or _("nog nooit")),
    ]
    if offer.women_only:
        lines.append((_("Groep"), _("alleen voor vrouwen")))
    return lines


def _ladder(step: Step | None) -> str:
    if step is None:
        return ""
    name = str(step.label)
    return _("trede %(step)d, %(name)s") % {"step": step.value, "name": name[0].lower() + name[1:]}


def _free(mask: int) -> str:
    if mask == WHOLE_WEEK:
        return _("alle dagdelen")
    return listing(offers.day_part_names(mask)) or _("geen vaste dagdelen")


def _kind(offer: OfferFacts) -> dict[str, str]:
    kind = str(Kind(offer.kind).label) if offer.kind else ""
    side = str(Side(offer.side).label)
    return {"kind": kind, "side": side[0].lower() + side[1:]}


def _period(offer: OfferFacts) -> str:
    dates = {"start": dutch_date(offer.starts_on), "end": dutch_date(offer.ends_on)}
    if offer.starts_on and offer.ends_on:
        return _("van %(start)s tot en met %(end)s") % dates
    if offer.starts_on:
        return _("vanaf %(start)s") % dates
    return _("tot en met %(end)s") % dates if offer.ends_on else _("doorlopend")


def _levels(low: str, high: str) -> str:
    return level_range(low, high) if low or high else _("maakt niet uit")


def _steps(low: int | None, high: int | None) -> str:
    return ladder_range(low, high) if low or high else _("maakt niet uit")


def _languages(offer: OfferFacts) -> str:
    others = [LANGUAGES.get(code, code) for code in offer.languages if code != "nl"]
    return listing(others) or _("alleen Nederlands")


def _places(offer: OfferFacts) -> str:
    if offer.free_places is None:
        return _("geen grens")
    if offer.free_places == 0:
        return _("vol, met wachtlijst") if offer.waiting_list else _("vol")
    return str(offer.free_places)
