"""What a new version of a road may change, whether it is whole, and what differs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, gettext_lazy as _

from meedoen.accounts.choices import Permission, Role
from meedoen.accounts.rules import PERMISSIONS
from meedoen.core.errors import Words
from meedoen.journeys.rules import CONDITIONS, Phase, Road, read_road
from meedoen.workflow.choices import Paper

Definition = Mapping[str, Any]
LONGEST_LABEL = 40
LONGEST_TERM = 260

# The roles that can have a phase in hand.
HANDS = tuple(
    role
    for role in Role
    if role not in {Role.DIRECTOR, Role.MUNICIPAL_DIRECTOR, Role.PRIVACY_OFFICER, Role.APP_ADMIN}
)


@dataclass(frozen=True)
class Step:
    """Where in the program a named rule comes true, and who can make it so."""

    needs: Permission
    by_participant: bool = False


# Every named rule has a place in the program where it is done.
STEPS: dict[str, Step] = {
    "intake_started": Step(Permission.INTAKE),
    "intake_completed": Step(Permission.INTAKE),
    "language_measured": Step(Permission.LANGUAGE_MEASURE),
    "ladder_measured": Step(Permission.LADDER_MEASURE),
    "advice_given": Step(Permission.ADVICE),
    "advice_approved": Step(Permission.ADVICE_APPROVE),
    "plan_proposed": Step(Permission.PLAN),
    "coach_assigned": Step(Permission.COACH_ASSIGN),
    "plan_accepted": Step(Permission.PLAN, by_participant=True),
    "is_bound": Step(Permission.PLAN, by_participant=True),
    "first_part_started": Step(Permission.PLAN),
    "closing_started": Step(Permission.CONTACT_WRITE),
    "closing_held": Step(Permission.CONTACT_WRITE),
    "aftercare_done": Step(Permission.CONTACT_WRITE),
}

# What the person who looks after the road may change of a phase; the rest is code.
CHANGEABLE = ("label", "explanation", "role", "term_days", "papers", "left_out")


@dataclass(frozen=True)
class Problem:
    """Why a version cannot be published: at which phase and field, and what to do."""

    code: str
    field: str
    words: Words


@dataclass(frozen=True)
class Difference:
    """One thing that a version says otherwise than the one before it."""

    phase: str
    what: str
    before: str
    after: str


def phase_of(definition: Definition, code: str) -> dict[str, Any] | None:
    """One phase as the definition holds it, also when this version leaves it out."""
    return next((dict(one) for one in definition["phases"] if one["code"] == code), None)


def edited(definition: Definition, code: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The definition with one phase changed; only what may change, empty things left away."""
    phases = [_changed(one, facts) if one["code"] == code else one for one in definition["phases"]]
    return {**definition, "phases": phases}


def _changed(one: Mapping[str, Any], facts: Mapping[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in one.items() if key != "paper"}
    whole = {**kept, **{key: facts[key] for key in CHANGEABLE if key in facts}}
    return {key: value for key, value in whole.items() if value or key == "label"}


def numbered(definition: Definition, version: int) -> dict[str, Any]:
    """The definition under its own version number."""
    return {**definition, "version": version}


def problems(definition: Definition, *, base: Definition) -> list[Problem]:
    """Everything that keeps this from being published; an empty list means it is whole."""
    for one in definition.get("phases", ()):
        if one.get("left_out") and not one.get("optional"):
            words = _("Deze fase hoort altijd bij de weg en kan niet weg.")
            return [Problem(one["code"], "left_out", words)]
    try:
        road = read_road(definition)
    except (KeyError, ValueError, TypeError):
        return [Problem("", "", _("Dit schema is niet te lezen. Begin opnieuw met een concept."))]
    found = [] if _same_bones(definition, base) else [_broken_bones()]
    labels = [phase.label.strip().casefold() for phase in road.phases]
    for place, phase in enumerate(road.phases):
        found += _of_phase(phase, is_double=labels.count(labels[place]) > 1)
        found += _of_place(road, place, phase)
    return found


def _same_bones(definition: Definition, base: Definition) -> bool:
    """Order, named rules and start are code: a new version has exactly those of the one before."""

    def bones(whole: Definition) -> list[Any]:
        names = ("code", "enter", "leave", "optional")
        return [whole["route"], whole["start"]] + [
            [one.get(name) or None for name in names] for one in whole["phases"]
        ]

    return bones(definition) == bones(base)


def _broken_bones() -> Problem:
    words = _("De volgorde en de regels van de fasen horen bij het programma en blijven gelijk.")
    return Problem("", "", words)


def _of_phase(phase: Phase, *, is_double: bool) -> Iterable[Problem]:
    if not phase.label.strip():
        yield Problem(phase.code, "label", _("Geef deze fase een naam."))
    elif len(phase.label) > LONGEST_LABEL:
        yield Problem(phase.code, "label", _("Houd de naam kort: hoogstens 40 tekens."))
    elif is_double:
        yield Problem(phase.code, "label", _("Een andere fase heet ook zo. Kies een andere naam."))
    if not phase.explanation.strip():
        words = _("Schrijf in een of twee zinnen wat deze fase vraagt.")
        yield Problem(phase.code, "explanation", words)
    if phase.term_days is not None and not 1 <= phase.term_days <= LONGEST_TERM:
        words = _("Een termijn is 1 tot 260 werkdagen. Laat het leeg als er geen termijn is.")
        yield Problem(phase.code, "term_days", words)
    if unknown := set(phase.papers) - set(Paper.values):
        said = gettext("Dit papier kent Meedoen niet: %(papier)s.") % {
            "papier": ", ".join(sorted(unknown))
        }
        yield Problem(phase.code, "papers", said)
    yield from _of_role(phase)


def _of_role(phase: Phase) -> Iterable[Problem]:
    if phase.role not in {role.value for role in HANDS}:
        yield Problem(phase.code, "role", _("Kies wie deze fase in handen heeft."))
    elif not can_do(phase.role, phase.leave):
        words = gettext(
            "Met de rol %(rol)s kan niemand doen wat deze fase vraagt (%(stappen)s). "
            "Kies een andere rol."
        ) % {
            "rol": Role(phase.role).label,
            "stappen": " ".join(str(CONDITIONS[name].todo) for name in phase.leave),
        }
        yield Problem(phase.code, "role", words)


def _of_place(road: Road, place: int, phase: Phase) -> Iterable[Problem]:
    is_last = place == len(road.phases) - 1
    if place < road.index[road.start]:
        if not phase.optional:
            words = _("Wie zich aanmeldt komt hier niet: een fase vóór het begin is niet altijd.")
            yield Problem(phase.code, "", words)
    elif not is_last and not phase.leave:
        words = _("Hier komt niemand verder: deze fase heeft geen regel die haar afsluit.")
        yield Problem(phase.code, "", words)
    for name in phase.leave:
        if name not in STEPS:
            said = gettext("Voor de regel %(regel)s is er geen plek in het programma.") % {
                "regel": name
            }
            yield Problem(phase.code, "", said)


def can_do(role: str, rules: Sequence[str]) -> bool:
    """Whether somebody with this role can do at least one of the steps that a phase asks."""
    if not rules:
        return True
    steps = [STEPS[name] for name in rules if name in STEPS]
    if role == Role.PARTICIPANT:
        return any(step.by_participant for step in steps)
    return any(step.needs in PERMISSIONS[Role(role)] for step in steps)


def role_name(role: str) -> str:
    """The role in words."""
    return str(Role(role).label) if role in Role.values else "–"


def paper_names(papers: Iterable[str]) -> str:
    """The papers of a phase in words."""
    return ", ".join(str(Paper(one).label) for one in papers if one in Paper.values)


def differences(old: Definition, new: Definition) -> list[Difference]:
    """What the new version says otherwise, phase by phase, in the order of the road."""
    before = {one["code"]: one for one in old["phases"]}
    found: list[Difference] = []
    for one in new["phases"]:
        was = before.get(one["code"])
        name = str((was or one)["label"])
        if was is None:
            found.append(Difference(name, gettext("fase"), "", gettext("nieuw")))
            continue
        was_told, is_told = _told(was), _told(one)
        found += [
            Difference(name, what, was_told[what], is_told[what])
            for what in was_told
            if was_told[what] != is_told[what]
        ]
    gone = before.keys() - {one["code"] for one in new["phases"]}
    found += [
        Difference(str(one["label"]), gettext("fase"), "", gettext("vervallen"))
        for code, one in before.items()
        if code in gone
    ]
    return found


def says_otherwise(was: Mapping[str, Any], one: Mapping[str, Any]) -> bool:
    """Whether a phase says anything else than it did."""
    return _told(was) != _told(one)


def _told(one: Mapping[str, Any]) -> dict[str, str]:
    """What a phase says, in words, in the order in which it is told."""
    term = one.get("term_days")
    papers = one.get("papers") or [one.get("paper", "")]
    return {
        gettext("doet mee"): gettext("nee") if one.get("left_out") else gettext("ja"),
        gettext("naam"): str(one["label"]),
        gettext("uitleg"): str(one.get("explanation", "")),
        gettext("wie"): role_name(str(one.get("role", ""))),
        gettext("termijn"): gettext("%(dagen)s werkdagen") % {"dagen": term} if term else "–",
        gettext("papieren"): paper_names(papers) or "–",
    }
