"""Who may hand in a package, and what its records are to us."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.core.errors import found
from meedoen.exchange.access import writing
from meedoen.exchange.choices import Root, Verdict
from meedoen.exchange.models import Batch, Imported
from meedoen.exchange.rules import terms
from meedoen.exchange.rules.trees import Trees, digest
from meedoen.network.models import Organisation
from meedoen.offers.models import Location, Offer, Programme


def may_exchange(user: User) -> bool:
    """Whoever keeps both the offers and the network."""
    return user.has(Permission.OFFER_WRITE) and user.has(Permission.NETWORK_WRITE)


def visible_to(user: User) -> QuerySet[Batch]:
    """The packages that were handed in, for whoever may exchange."""
    user.must(Permission.OFFER_WRITE)
    user.must(Permission.NETWORK_WRITE)
    return Batch.objects.all()


def to_handle(user: User, batch_id: UUID) -> Batch:
    """One package, to look at and to take over."""
    return found(visible_to(user).select_related("uploaded_by", "started_by"), pk=batch_id)


def known() -> dict[str, set[str]]:
    """The numbers that a package may refer to without bringing the record along."""
    numbers: dict[str, set[str]] = {kind: set() for kind in Root.values}
    rows = Imported.objects.exclude(kind=Root.SERVICE).values_list("kind", "hsds_id")
    for kind, number in rows.iterator(5000):
        numbers[kind].add(str(number))
    for kind, model in OWN.items():
        if kind != Root.SERVICE:
            numbers[kind].update(map(str, model._base_manager.values_list("pk", flat=True)))
    numbers[Root.TAXONOMY].update(terms.taxonomies())
    numbers[Root.TERM].update(terms.terms())
    numbers[Root.UNIT].add(terms.unit()["id"])
    return numbers


OWN: dict[str, Any] = {
    Root.ORGANISATION: Organisation, Root.PROGRAMME: Programme, Root.LOCATION: Location,
    Root.SERVICE: Offer,
}  # fmt: skip


def judge(trees: Trees) -> dict[str, dict[str, Verdict]]:
    """For each record whether it is new, changed or the same as what we have."""
    rows = Imported.objects.values_list("kind", "hsds_id", "digest")
    seen = {(kind, str(number)): held for kind, number, held in rows.iterator(5000)}
    mine = _own_digests(trees, seen)
    return {
        kind: {
            number: _verdict(tree, seen.get((kind, number)) or mine.get((kind, number)))
            for number, tree in held.items()
        }
        for kind, held in trees.items()
    }


def _verdict(tree: Mapping[str, Any], before: str | None) -> Verdict:
    if before is None:
        return Verdict.NEW
    return Verdict.SAME if digest(tree) == before else Verdict.CHANGED


def _own_digests(trees: Trees, seen: Mapping[Any, str]) -> dict[tuple[str, str], str]:
    """Our own records come back when somebody hands in what we gave out."""
    ids = {number for kind, held in trees.items() for number in held if (kind, number) not in seen}
    mine: dict[tuple[str, str], str] = {}
    for word, given in (
        (Root.TAXONOMY, terms.taxonomies()), (Root.TERM, terms.terms()),
        (Root.UNIT, {terms.unit()["id"]: terms.unit()}),
    ):  # fmt: skip
        mine |= {(str(word), number): digest(given[number]) for number in ids & given.keys()}
    has_own = any(
        not ids.isdisjoint(map(str, model._base_manager.values_list("pk", flat=True)))
        for model in OWN.values()
    )
    if has_own:
        for kind, held in writing.written().items():
            for number in ids & held.keys():
                mine[(kind, number)] = digest(held[number])
    return mine
