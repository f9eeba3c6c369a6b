"""Records from elsewhere written into the directory, many at once, in the caller's transaction."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Model

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.audit.models import Event
from meedoen.core.ids import new_id
from meedoen.core.rows import insert
from meedoen.exchange.access.handling import OWN
from meedoen.exchange.access.writing import Links, numbers, written
from meedoen.exchange.actions.offering import Offers
from meedoen.exchange.actions.placing import Places
from meedoen.exchange.actions.taking import MANY
from meedoen.exchange.choices import Root, Verdict
from meedoen.exchange.models import Batch, Imported
from meedoen.exchange.rules import terms
from meedoen.exchange.rules.trees import Tree, Trees, digest
from meedoen.offers.models import Offer

# Words and units are kept as they came; they become nothing of ours.
PLAIN = (Root.TAXONOMY, Root.TERM, Root.UNIT, Root.META)


class Writer:
    """One package on its way into the directory."""

    def __init__(
        self, trees: Trees, verdicts: Mapping[str, Mapping[str, Verdict]], batch: Batch, by: User
    ):
        self.trees, self.verdicts, self.batch, self.by = trees, verdicts, batch, by
        self.ours = {*terms.taxonomies(), *terms.terms(), terms.unit()["id"]}
        self.events: list[Event] = []
        self.fresh: list[Imported] = []
        self.renewed: list[Imported] = []
        self.links: Links = numbers()
        self.inside = self._inside()
        self._own: Trees | None = None

    def write(self) -> None:
        """Words first, then organisations, programmes and places, and offers last."""
        for kind in PLAIN:
            for number, tree in self.waiting(kind):
                self.keep(kind, number, tree, None, {})
        places = Places(self)
        places.write()
        offers = Offers(self)
        offers.write()
        offers.follow(places.named, places.moved)
        fields = ["digest", "record", "mapped", "object_id", "changed_at"]
        insert(self.fresh)
        Imported.objects.bulk_update(self.renewed, fields, batch_size=MANY // 5)
        audit.record_many(self.events)

    def waiting(self, kind: str) -> Iterator[tuple[str, Tree]]:
        """The records of this kind that are new or changed, and not our own words."""
        for number, tree in self.trees.get(kind, {}).items():
            if self.verdicts[kind][number] == Verdict.SAME or number in self.ours:
                continue
            yield number, tree

    def before(self, kind: str, number: str, record: Model | None) -> Tree | None:
        """The record as it came the last time, or as we gave it out ourselves."""
        known = self.inside.get((kind, number))
        if known is not None:
            return dict(known.record)
        if record is None:
            return None
        if self._own is None:
            self._own = written()
        return self._own.get(kind, {}).get(number)

    def records(self, kind: str) -> dict[str, Any]:
        """What of ours the waiting records are about, by their number outside."""
        numbers = {number for number, _tree in self.waiting(kind)}
        rows = {(k, n): row for (k, n), row in self.inside.items() if k == kind and n in numbers}
        pks = {str(row.object_id): number for (_kind, number), row in rows.items()}
        own = numbers - set(pks.values())
        wanted = [*map(UUID, pks), *map(UUID, own)]
        found: dict[str, Any] = {}
        offers = Offer.objects.for_writing()
        manager = offers if kind == Root.SERVICE else OWN[kind]._base_manager.all()
        for start in range(0, len(wanted), MANY):
            for record in manager.filter(pk__in=wanted[start : start + MANY]):
                found[pks.get(str(record.pk), str(record.pk))] = record
        return found

    def keep(self, kind: str, number: str, tree: Tree, record: Model | None, mapped: Tree) -> None:
        """Write down what came in, next to what it became."""
        known = self.inside.get((kind, number))
        if known is not None:
            mapped = _since_the_first(tree, mapped, known)
        row = known or Imported(id=new_id(), kind=kind, hsds_id=UUID(number))
        row.digest, row.record, row.mapped = digest(tree), tree, mapped
        row.object_id = record.pk if record is not None else None
        row.changed_at = self.batch.started_at or self.batch.uploaded_at
        (self.renewed if known else self.fresh).append(row)

    def _inside(self) -> dict[tuple[str, str], Imported]:
        """What came in before, of the records that have changed and of all programmes."""
        wanted = [
            UUID(number) for kind in self.trees for number, _tree in self.waiting(kind)
            if self.verdicts[kind][number] == Verdict.CHANGED
        ]  # fmt: skip
        rows = list(Imported.objects.filter(kind=Root.PROGRAMME))
        for start in range(0, len(wanted), MANY):
            rows += Imported.objects.exclude(kind=Root.PROGRAMME).filter(
                hsds_id__in=wanted[start : start + MANY]
            )
        return {(row.kind, str(row.hsds_id)): row for row in rows}

    def tell(self, action: str, record: Model) -> None:
        """The row in the log."""
        self.events.append(audit.event(action, record, by=self.by, facts={"batch": self.mark}))

    @property
    def mark(self) -> str:
        """How the log names this package."""
        return str(self.batch.pk)


def _since_the_first(tree: Tree, mapped: Tree, known: Imported) -> Tree:
    """Where the source changed nothing, our own correction of before stays one."""
    untouched = {
        name: known.mapped[name]
        for name in known.mapped
        if tree.get(name) == known.record.get(name)
    }
    return {**mapped, **untouched}
