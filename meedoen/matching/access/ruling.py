"""The rules as they hold, the next version, and how far it is from one place to another."""

import json
from dataclasses import dataclass

from django.db.models import TextField, Value
from django.db.models.functions import Cast
from django.http import Http404

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.core.prepared import Prepared, PreparedTogether
from meedoen.matching.models import Distance, RuleVersion
from meedoen.matching.rules import (
    AS_MADE,
    STANDARD,
    RuleSet,
    Setting,
    arrange,
    read_settings,
    version_name,
)
from meedoen.matching.rules.travelling import Distances
from meedoen.network.models import Neighbourhood

IN_FORCE = Prepared(lambda: RuleVersion.objects.published()[:1])
_DISTANCE = ("one__code", "other__code", "metres")
DISTANCES = Prepared(lambda: Distance.objects.values_list(*_DISTANCE).order_by())
# Both at once; of the version that holds: its number, and what was chosen in the last column.
HELD = PreparedTogether(
    lambda: (
        RuleVersion.objects.published().values_list(
            Value(""), Value(""), "number", Cast("definition", TextField())
        )[:1],
        Distance.objects.values_list(*_DISTANCE, Value("")).order_by(),
    )
)


@dataclass(frozen=True)
class Held:
    """The rules as they hold now, and how far it is."""

    rules: RuleSet
    far: Distances


def to_manage(user: User) -> None:
    """For whoever may choose the rules."""
    user.must(Permission.RULES_MANAGE)


def in_force() -> RuleVersion | None:
    """The version that holds; None as long as nobody chose otherwise than the program."""
    return next(iter(IN_FORCE.rows()), None)


def rule_set(version: RuleVersion | None) -> RuleSet:
    """The rules of a version, with the checks of today; of none: as they were made."""
    if version is None or version.number is None:
        return STANDARD
    return arrange(version.settings, name=version_name(version.number))


def rules_now() -> RuleSet:
    """The rules as they hold now: one query."""
    return rule_set(in_force())


def held() -> Held:
    """What every ranking needs beside the person and the offers: one query."""
    rules, far = STANDARD, {}
    for one, other, number, chosen in HELD.rows():
        if chosen:
            rules = arrange(read_settings(json.loads(chosen)), name=version_name(number))
        else:
            far[(min(one, other), max(one, other))] = number
    return Held(rules, far)


def settings_now() -> tuple[Setting, ...]:
    """What is chosen for each rule now."""
    version = in_force()
    return version.settings if version else AS_MADE


def draft(user: User) -> RuleVersion | None:
    """The next version, as long as somebody works on it."""
    to_manage(user)
    return RuleVersion.objects.drafts().for_list().first()


def to_edit(user: User) -> RuleVersion:
    """The draft, to change it; missing when there is none."""
    found = draft(user)
    if found is None:
        raise Http404
    return found


def versions(user: User) -> list[RuleVersion]:
    """Every version that holds or held, the last one first."""
    to_manage(user)
    return list(RuleVersion.objects.published().for_list())


def version(user: User, number: int) -> RuleVersion:
    """One version that holds or held."""
    to_manage(user)
    found = RuleVersion.objects.published().for_list().filter(number=number).first()
    if found is None:
        raise Http404
    return found


def distances() -> Distances:
    """How far it is, by the codes of both neighbourhoods in order: one query."""
    return {(min(one, other), max(one, other)): metres for one, other, metres in DISTANCES.rows()}


def neighbourhoods() -> list[Neighbourhood]:
    """The working areas, by name."""
    return list(Neighbourhood.objects.filter(is_active=True))
