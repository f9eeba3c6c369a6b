"""Making a proposal: in one go when it is small, beside the web process when it is large."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible
from meedoen.core.flow import move
from meedoen.distribution import access
from meedoen.distribution.access import Asked
from meedoen.distribution.choices import RULE_VERSION, State
from meedoen.distribution.models import Entry, Outcome, Place, Placing, Round

if TYPE_CHECKING:
    from meedoen.distribution.rules.proposing import Proposal

# So many pairs of a person and a place are worked out while the page waits.
AT_ONCE = 40_000
CHUNK = 250


def is_small(one: Round) -> bool:
    """Whether somebody can wait for this proposal."""
    people = Entry.objects.filter(round=one, settled__isnull=True).count()
    return people * Place.objects.filter(round=one).count() <= AT_ONCE


@transaction.atomic
def solve(one: Round, *, by: User) -> Outcome:
    """A proposal for everybody about whom nobody decided yet. It places nobody."""
    one = held(one)
    if one.state == State.SOLVING:
        raise NotPossible(_("Er wordt al een voorstel uitgerekend. Wacht tot dat klaar is."))
    asked = _ask(one)
    proposal = _propose(asked)
    whys = [_why(asked, proposal, number) for number in range(len(asked.entries))]
    return _keep(one, asked, proposal, whys, by=by)


@transaction.atomic
def queue(one: Round, *, by: User) -> Round:
    """A large proposal is going to be worked out. Asking twice changes nothing."""
    one = held(one)
    if one.state != State.SOLVING:
        people = Entry.objects.filter(round=one, settled__isnull=True).count()
        move(one, "queue", total=people, done=0)
        audit.record("distribution.queued", one, by=by, facts={"people": people})
    return one


def run(one: Round, *, by: User) -> Outcome | None:
    """Work out what was asked for, and say meanwhile how far it is; twice makes one proposal."""
    asked = _ask(one)
    proposal = _propose(asked)
    whys = []
    for number in range(len(asked.entries)):
        whys.append(_why(asked, proposal, number))
        if len(whys) % CHUNK == 0:
            Round.objects.filter(pk=one.pk).update(done=len(whys))
    with transaction.atomic():
        fresh = held(one)
        if fresh.state != State.SOLVING:
            return None
        return _keep(fresh, asked, proposal, whys, by=by)


def held(one: Round) -> Round:
    """The round as it stands in the database, held until the end of the transaction."""
    return Round.objects.select_for_update(of=("self",)).get(pk=one.pk)


def _ask(one: Round) -> Asked:
    entries = [entry for entry in access.undecided(one) if entry.journey.is_open]
    return access.ask(one, entries)


def _propose(asked: Asked) -> "Proposal":
    from meedoen.distribution.rules.proposing import propose

    return propose(asked.question, fixed=asked.fixed, forbidden=asked.forbidden)


def _why(asked: Asked, proposal: "Proposal", number: int) -> dict[str, list[str]]:
    from meedoen.distribution.rules.proposing import explain

    return asdict(explain(asked.question, proposal, number))


def _keep(
    one: Round, asked: Asked, proposal: "Proposal", whys: list[dict[str, list[str]]], *, by: User
) -> Outcome:
    before = access.latest(one)
    move(one, "solve")
    outcome = Outcome.objects.create(
        round=one, number=before.number + 1 if before else 1, people=len(asked.entries),
        served=proposal.served, points=proposal.total, asked_by=by,
        rule_version="/".join(filter(None, (RULE_VERSION, asked.rules))),
    )  # fmt: skip
    rows = zip(asked.entries, proposal.everybody, whys, asked.facts, strict=True)
    Placing.objects.bulk_create(
        [
            Placing(
                outcome=outcome, entry=entry, reason=found.reason, score=found.score, why=why,
                facts=facts, place=asked.places[found.place] if found.place >= 0 else None,
            )
            for entry, found, why, facts in rows
        ],
        batch_size=500,
    )  # fmt: skip
    told = {"number": outcome.number, "people": outcome.people, "served": outcome.served}
    audit.record("distribution.proposed", one, by=by, facts=told)
    return outcome
