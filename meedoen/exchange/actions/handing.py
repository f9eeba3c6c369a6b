"""From a file to a package that can be looked at, and from there to the directory."""

import gzip
import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible
from meedoen.core.flow import move
from meedoen.core.rows import collector_at_rest
from meedoen.core.text import clean
from meedoen.core.time import now
from meedoen.exchange import access
from meedoen.exchange.actions.writing import Writer
from meedoen.exchange.choices import Root, State, Verdict
from meedoen.exchange.models import Batch
from meedoen.exchange.rules.gathering import Gathered
from meedoen.exchange.rules.trees import Trees, grow
from meedoen.offers.choices import Kind, Side

MOST_PROBLEMS = 500
SAMPLES = 50
SHOWN = (Root.ORGANISATION, Root.LOCATION, Root.SERVICE)


@transaction.atomic
def hand_in(
    gathered: Gathered,
    *,
    filename: str,
    by: User,
    kind: str = Kind.CARE_SUPPORT,
    side: str = Side.PARTICIPATION,
) -> Batch:
    """A package is looked at; nothing in the directory changes yet."""
    with collector_at_rest():
        trees = grow(gathered.flat)
        verdicts = access.judge(trees)
        content = _packed(trees, verdicts)
    batch = Batch(
        filename=clean(filename)[:200],
        kind=kind,
        side=side,
        uploaded_by=by,
        counts=_counted(verdicts),
        problems=[one.as_json() for one in _worst_first(gathered)[:MOST_PROBLEMS]],
        problem_counts=dict(Counter(str(one.weight) for one in gathered.problems)),
        samples=_samples(trees, verdicts),
        content=content,
    )
    batch.full_clean(exclude=["uploaded_by", "counts", "problems", "problem_counts", "samples"])
    batch.save(force_insert=True)
    audit.record("exchange.handed_in", batch, by=by, facts=batch.problem_counts)
    return batch


def _worst_first(gathered: Gathered) -> list[Any]:
    order = ("broken", "field", "note")
    return sorted(gathered.problems, key=lambda one: order.index(one.weight))


def _counted(verdicts: Mapping[str, Mapping[str, Verdict]]) -> dict[str, dict[str, int]]:
    counts = {kind: Counter(str(word) for word in held.values()) for kind, held in verdicts.items()}
    return {str(kind): dict(count) for kind, count in counts.items() if count}


def _samples(trees: Trees, verdicts: Mapping[str, Mapping[str, Verdict]]) -> list[dict[str, str]]:
    """The first records that would be written, by name."""
    found = []
    for kind in SHOWN:
        waiting = [n for n, word in verdicts[kind].items() if word != Verdict.SAME]
        for number in waiting[:SAMPLES]:
            name = str(trees[kind][number].get("name", ""))[:150]
            found.append({"kind": str(kind), "name": name, "verdict": verdicts[kind][number]})
    return found


def _packed(trees: Trees, verdicts: Mapping[str, Mapping[str, Verdict]]) -> bytes:
    """What has to be written, and what that refers to."""
    kept = {
        kind: {
            number: tree
            for number, tree in held.items()
            if kind != Root.SERVICE or verdicts[kind][number] != Verdict.SAME
        }
        for kind, held in trees.items()
    }
    return gzip.compress(json.dumps(kept, ensure_ascii=False).encode(), compresslevel=3)


@transaction.atomic
def start(batch: Batch, *, by: User) -> Batch:
    """Somebody looked and wants it: from here it runs by itself."""
    if batch.content is None:
        raise NotPossible(_("Dit pakket is al overgenomen."))
    move(batch, "start", started_by=by, started_at=now())
    audit.record("exchange.started", batch, by=by)
    return batch


@transaction.atomic
def run(batch: Batch, *, by: User) -> Batch:
    """All that holds goes into the directory, or nothing does."""
    with collector_at_rest():
        trees = batch.trees
        verdicts = access.judge(trees)
        move(batch, "finish", finished_at=now(), content=None)
        Writer(trees, verdicts, batch, by).write()
    audit.record("exchange.taken_over", batch, by=by, facts={"written": batch.to_write})
    return batch


@transaction.atomic
def fail(batch: Batch, *, by: User, why: str) -> Batch:
    """It could not be done; the directory is as it was, and it can be tried again."""
    move(batch, "fail")
    audit.record("exchange.failed", batch, by=by, facts={"why": why[:100]})
    return batch


@transaction.atomic
def discard(batch: Batch, *, by: User) -> None:
    """The package is thrown away before anything was taken over."""
    gone = Batch.objects.filter(pk=batch.pk, state__in=[State.CHECKED, State.FAILED])
    if not gone.exists():
        raise NotPossible(
            _("Dit pakket is al overgenomen, of het overnemen is bezig."),
            next_step=_("Kijk op de pagina van het pakket hoe het staat."),
        )
    audit.record("exchange.discarded", batch, by=by)
    gone.delete()
