"""The rules as the organisation chooses them: a draft, publishing it, and how far places are."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.flow import change
from meedoen.core.text import clean
from meedoen.core.time import now
from meedoen.matching import access, rules
from meedoen.matching.choices import RULE_VERSION
from meedoen.matching.models import Distance, RuleVersion
from meedoen.matching.rules import Setting


@transaction.atomic
def begin(*, by: User) -> RuleVersion:
    """Begin the next version, with what holds now; the draft that lies there, when it does."""
    by.must(Permission.RULES_MANAGE)
    definition = rules.define(access.settings_now())
    draft, made = RuleVersion.objects.get_or_create(
        is_draft=True,
        defaults={"program": RULE_VERSION, "definition": definition, "changed_by": by},
    )
    if made:
        audit.record("matching.rules_begun", draft, by=by)
    return draft


@transaction.atomic
def adjust(
    draft: RuleVersion, *, settings: Sequence[Setting], version: int, by: User
) -> RuleVersion:
    """Choose which rules are on and what they weigh. Nothing holds before it is published."""
    by.must(Permission.RULES_MANAGE)
    problem = rules.settings_problem(settings)
    if problem:
        raise NotPossible(problem)
    definition = rules.define(settings)
    if definition != draft.definition:
        _write(draft, version=version, by=by, definition=definition, program=RULE_VERSION)
        audit.record("matching.rules_changed", draft, by=by)
    return draft


@transaction.atomic
def publish(draft: RuleVersion, *, note: str, version: int, by: User) -> RuleVersion:
    """From now on these rules hold. The version is frozen; choices made before keep theirs."""
    by.must(Permission.RULES_MANAGE)
    note = clean(note)
    if not note:
        raise NotPossible(_("Schrijf in één zin op waarom deze versie er komt."))
    changes = rules.differences(access.settings_now(), draft.settings)
    if not changes:
        raise NotPossible(
            _("Dit concept is gelijk aan de regels van nu."),
            next_step=_("Verander eerst iets, of gooi het concept weg."),
        )
    last = RuleVersion.objects.aggregate(last=Max("number"))["last"] or 0
    _write(
        draft, version=version, by=by, number=last + 1, is_draft=False, note=note,
        program=RULE_VERSION, published_at=now(), published_by=by,
    )  # fmt: skip
    audit.record(
        "matching.rules_published", draft, by=by,
        facts={"number": last + 1, "changed": [one.code for one in changes]},
    )  # fmt: skip
    return draft


@transaction.atomic
def lay_aside(draft: RuleVersion, *, by: User) -> None:
    """The draft is not needed after all. What holds goes on."""
    by.must(Permission.RULES_MANAGE)
    gone, _what = RuleVersion.objects.drafts().filter(pk=draft.pk).delete()
    if gone:
        audit.record("matching.rules_laid_aside", draft, by=by)


@transaction.atomic
def measure(far: Mapping[tuple[UUID, UUID], int | None], *, by: User) -> None:
    """How far it is between two neighbourhoods, in metres; None: not known any more."""
    by.must(Permission.RULES_MANAGE)
    changed = 0
    for pair, metres in far.items():
        one, other = sorted(pair)
        standing = Distance.objects.filter(one=one, other=other)
        if metres is None:
            changed += standing.delete()[0]
        elif not standing.filter(metres=metres).exists():
            Distance.objects.update_or_create(
                one_id=one, other_id=other,
                defaults={"metres": metres, "changed_at": now(), "changed_by": by},
            )  # fmt: skip
            changed += 1
    if changed:
        audit.record("matching.distances_changed", by, by=by, facts={"number": changed})


def _write(draft: RuleVersion, *, version: int, by: User, **facts: object) -> None:
    if not draft.is_draft:
        raise TooLate(
            _("Iemand anders heeft dit concept net gepubliceerd."),
            next_step=_("Begin een nieuw concept als er nog iets moet veranderen."),
        )
    change(draft, version=version, changed_at=now(), changed_by=by, **facts)
