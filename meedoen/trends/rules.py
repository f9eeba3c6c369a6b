"""Decisions of trends: what is missing, how a signal goes on, when an invitation is too soon."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy as _l

from meedoen.core.time import dutch_date
from meedoen.matching.rules import Suggestion
from meedoen.messages.choices import Way
from meedoen.messages.rules import way_to
from meedoen.offers.choices import LEVEL_RANK, Theme
from meedoen.trends.choices import Missing, SignalState, Voice

# Somebody is not sent the same offer again within this time, unless the coach means to (R96).
SAME_OFFER = timedelta(days=30)
# An idea deserves an answer while the enthusiasm is warm (R113). A promise of ours, to them.
ANSWER_WITHIN = timedelta(days=14)
MOST_AT_ONCE = 40

# Which rule of matching left an offer out, in the words of what is missing.
MISSING_OF = {
    "oral": Missing.LEVEL,
    "written": Missing.LEVEL,
    "ladder": Missing.LADDER,
    "free_time": Missing.DAY_PART,
    "places": Missing.PLACES,
    "childcare": Missing.CHILDCARE,
    "timing": Missing.TIMING,
}

SIGNAL_FLOW = {
    "recorded": {"look": "looked_at", "lay_aside": "aside"},
    "looked_at": {"think": "idea", "lay_aside": "aside"},
    "idea": {"act": "activity", "lay_aside": "aside"},
    "activity": {"finish": "result", "lay_aside": "aside"},
    "aside": {"take_up": "looked_at"},
}


@dataclass(frozen=True)
class Step:
    """The one thing to do next with a signal, and what is asked for it."""

    verb: str
    label: str | Promise
    question: str | Promise
    help: str | Promise = ""


NEXT = {
    SignalState.RECORDED: Step(
        "look", _l("Bekijken"), _l("Wat ziet u?"),
        _l("Klopt het, komt het vaker voor, wie weet er meer van?"),
    ),
    SignalState.LOOKED_AT: Step(
        "think", _l("Een idee opschrijven"), _l("Wat is het idee?"),
        _l("Wat zou kunnen, ook als het nog niet bestaat?"),
    ),
    SignalState.IDEA: Step(
        "act", _l("Een activiteit beginnen"), _l("Welke activiteit komt er?"),
        _l("Staat ze al in het aanbod? Kies haar dan hieronder."),
    ),
    SignalState.ACTIVITY: Step(
        "finish", _l("Het resultaat opschrijven"), _l("Wat leverde het op, in één zin?"),
    ),
}  # fmt: skip


def missing_for(left_out: Iterable[Suggestion], *, theme: str) -> list[Missing]:
    """What would have to change before something about this theme fits, most heard first.

    Nothing about the theme at all is said as such.
    """
    counted: dict[Missing, int] = {}
    about = [one for one in left_out if theme in one.offer.themes]
    for one in about:
        for code in {MISSING_OF[said.code] for said in one.misfits if said.code in MISSING_OF}:
            counted[code] = counted.get(code, 0) + 1
    if not about or not counted:
        return [Missing.NOTHING]
    order = list(Missing)
    return sorted(counted, key=lambda code: (-counted[code], order.index(code)))


def unserved(themes: Iterable[str], suggested: Iterable[Collection[str]]) -> list[Theme]:
    """The wishes that nothing among these offers serves, in the order of the themes."""
    served = {code for one in suggested for code in one}
    return [theme for theme in Theme if theme.value in set(themes) - served]


def words_of(codes: Iterable[str]) -> str:
    """What was missing, as one line."""
    return ", ".join(str(Missing(code).label) for code in codes if code in Missing.values)


def way_for(*, preferred: str, has_mail: bool, has_phone: bool) -> Way:
    """How an invitation goes. Who never said how they like to hear from us, hears it from us."""
    if not preferred:
        return Way.CALL if has_phone else Way.LETTER
    return way_to(preferred=preferred, has_mail=has_mail, has_phone=has_phone)


def is_too_soon(sent_at: datetime | None, *, now: datetime) -> bool:
    """Whether the same offer went to the same person so short ago that we ask first."""
    return sent_at is not None and now - sent_at < SAME_OFFER


def answer_due(voice: str, on: date) -> date | None:
    """Before when we promise to answer: whoever speaks up hears from us; colleagues we meet."""
    return None if voice == Voice.COLLEAGUE else on + ANSWER_WITHIN


@dataclass(frozen=True)
class About:
    """What an invitation tells of an offer."""

    name: str
    organisation: str
    where: str = ""
    when: str = ""
    cost: str = ""
    childcare: bool = False
    starts_on: date | None = None


@dataclass(frozen=True)
class Text:
    """One message."""

    subject: str
    body: str


def invitation(
    about: About, *, called: str, coach: str, reach: str, note: str, agency: str
) -> Text:
    """An invitation in plain words. It asks nothing: who does not feel like it, need not answer."""
    facts = [_("Wat: %(what)s") % {"what": about.name}]
    if about.where:
        facts.append(_("Waar: %(where)s") % {"where": about.where})
    if about.when:
        facts.append(_("Wanneer: %(when)s") % {"when": about.when})
    if about.starts_on:
        facts.append(_("Vanaf: %(day)s") % {"day": dutch_date(about.starts_on)})
    if about.cost:
        facts.append(_("Kosten: %(cost)s") % {"cost": about.cost})
    if about.childcare:
        facts.append(_("Er is opvang voor kinderen."))
    parts = [
        _("Beste %(name)s,") % {"name": called},
        note or _("Misschien is dit iets voor u."),
        "\n".join(facts),
        _("Heeft u zin? Zeg het tegen %(coach)s.%(reach)s")
        % {"coach": coach, "reach": f" {reach}" if reach else ""},
        _("Dit is een uitnodiging. U hoeft niets te doen als u niet wilt."),
        _("Met vriendelijke groet,") + "\n" + "\n".join(filter(None, (coach, agency))),
    ]
    return Text(_("Iets voor u? %(what)s") % {"what": about.name}, "\n\n".join(parts))


def signal_text(themes: Sequence[str], areas: Sequence[str], missing: Sequence[str]) -> str:
    """One sentence for a signal that comes from what was missing; nobody is in it."""
    about = ", ".join(f"“{Theme(code).label}”" for code in themes)
    where = _(" in %(areas)s") % {"areas": ", ".join(areas)} if areas else ""
    why = words_of(missing)
    tail = _(" Wat ontbreekt: %(why)s.") % {"why": why} if why else ""
    return _("Voor %(about)s past er te weinig%(where)s.") % {
        "about": about, "where": where,
    } + tail  # fmt: skip


def lies_within(level: str, low: str, high: str) -> bool:
    """Whether somebody with this level of speaking can go there; an unknown level shuts nobody out.

    Open ends let everybody in.
    """
    rank = LEVEL_RANK.get(level)
    if rank is None:
        return True
    return (not low or LEVEL_RANK[low] <= rank) and (not high or rank <= LEVEL_RANK[high])
