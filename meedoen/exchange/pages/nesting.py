"""What the records of one page refer to, fetched in a fixed number of queries."""

from collections.abc import Iterable
from datetime import UTC
from typing import Any
from uuid import UUID

from django.db.models import Max

from meedoen.audit.models import Event
from meedoen.exchange.access import writing
from meedoen.exchange.choices import Root
from meedoen.exchange.models import Imported
from meedoen.exchange.rules import terms
from meedoen.exchange.rules.trees import Tree, Trees, nested, terms_in
from meedoen.network.models import Organisation
from meedoen.offers.models import Location, Offer


def nested_services(offers: list[Offer], *, full: bool) -> list[Tree]:
    """Services with what belongs to them inside; not `full`: only who gives it."""
    pks = {pk for one in offers for pk in
           (one.pk, one.organisation_id, one.location_id, one.programme_id) if pk}  # fmt: skip
    known = writing.links(only=pks)
    trees, spots = writing.services(offers, known)
    roots = _words(trees.values())
    owners = Organisation.objects.select_related("neighbourhood")
    given_by = owners.filter(pk__in={one.organisation_id for one in offers})
    roots[Root.ORGANISATION] = writing.organisations(given_by, known)
    roots[Root.PROGRAMME] = {
        one["id"]: one for tree in roots[Root.ORGANISATION].values()
        for one in tree.get("programs", ())
    }  # fmt: skip
    if full:
        roots[Root.LOCATION] = {**spots, **_places(offers, trees.values(), known)}
    else:
        roots[Root.ORGANISATION] = {
            number: {name: tree[name] for name in ("id", "name", "description")}
            for number, tree in roots[Root.ORGANISATION].items()
        }
    changed = modified(one.pk for one in offers)
    return [
        _dated(nested(Root.SERVICE, tree, roots), changed.get(str(record.pk)))
        for record, tree in zip(offers, trees.values(), strict=True)
    ]


def nested_organisations(records: list[Organisation], *, full: bool) -> list[Tree]:
    """Organisations with their words; `full`: with their locations as well."""
    places: list[Location] = []
    if full:
        rows = Location.objects.select_related("neighbourhood").order_by("pk")
        places = list(rows.filter(organisation__in=records))
    known = writing.links(only=[one.pk for one in (*records, *places)])
    trees = writing.organisations(records, known)
    held = writing.locations(places, known)
    roots = _words([*trees.values(), *held.values()])
    made = []
    for tree in trees.values():
        shown = nested(Root.ORGANISATION, tree, roots)
        inside = [nested(Root.LOCATION, one, roots) for one in held.values()
                  if one.get("organization_id") == tree["id"]]  # fmt: skip
        made.append({**shown, "locations": inside} if inside else shown)
    return made


def _dated(tree: Tree, moment: Any) -> Tree:
    if moment is not None:
        tree["last_modified"] = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return tree


def modified(pks: Iterable[UUID]) -> dict[str, Any]:
    """When something was last done with these records: from the log, one query."""
    rows = Event.objects.filter(participant_id__isnull=True, object_id__in=list(map(str, pks)))
    return dict(rows.values_list("object_id").annotate(last=Max("at")).order_by())


def _words(trees: Iterable[Tree]) -> Trees:
    """The words that these records use: ours are known, others are fetched."""
    mine = terms.terms()
    used = {
        one["taxonomy_term_id"] for tree in trees for one in terms_in(tree)
        if one.get("taxonomy_term_id")
    }  # fmt: skip
    found: Trees = {
        Root.TERM: dict(mine), Root.TAXONOMY: terms.taxonomies(),
        Root.UNIT: {terms.unit()["id"]: terms.unit()},
    }  # fmt: skip
    others = Imported.objects.filter(kind=Root.TERM, hsds_id__in=used - set(mine))
    found[Root.TERM] |= {str(row.hsds_id): row.record for row in others}
    rest = Imported.objects.filter(kind__in=[Root.TAXONOMY, Root.UNIT])
    for row in rest:
        found[row.kind][str(row.hsds_id)] = row.record
    return found


def _places(offers: list[Offer], trees: Iterable[Tree], known: writing.Links) -> dict[str, Tree]:
    """Where the services are: locations of ours, and places kept as they came."""
    pks = {one.location_id for one in offers if one.location_id}
    rows = Location.objects.select_related("neighbourhood").filter(pk__in=pks)
    found = writing.locations(rows, known)
    used = {
        at["location_id"] for tree in trees for at in tree.get("service_at_locations", ())
        if at.get("location_id")
    }  # fmt: skip
    others = Imported.objects.filter(kind=Root.LOCATION, hsds_id__in=used - set(found))
    return found | {str(row.hsds_id): row.record for row in others}
