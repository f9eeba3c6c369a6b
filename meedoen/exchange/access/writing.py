"""The directory of now as trees of HSDS, with what came from elsewhere as it came."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Model, Prefetch

from meedoen.exchange.choices import Root
from meedoen.exchange.models import Imported
from meedoen.exchange.rules import ours, terms, theirs
from meedoen.exchange.rules.trees import Tree, Trees, merged
from meedoen.network.models import Organisation
from meedoen.offers.models import Location, Offer, Programme, ServiceArea
from meedoen.offers.rules import Change

OFFER_FIELDS = (
    "id", "name", "description", "contact_email", "contact_phone", "status", "joining_text",
    "verified_on", "starts_on", "ends_on", "languages", "documents_needed", "accessibility",
    "cost_cents", "cost_text", "capacity", "taken", "kind", "side", "dual_form", "timing",
    "joining", "themes", "oral_min", "oral_max", "written_min", "written_max", "ladder_min",
    "ladder_max", "age_min", "age_max", "women_only", "childcare", "waiting_list",
    "rests_in_holidays",
)  # fmt: skip


@dataclass
class Links:
    """The numbers outside of our records, and what was kept of those that came from elsewhere."""

    outside: dict[UUID, str] = field(default_factory=dict)
    kept: dict[UUID, Imported] = field(default_factory=dict)

    def number(self, pk: UUID | None) -> str:
        """How others call this record of ours; nothing when there is none."""
        return self.outside.get(pk, str(pk)) if pk else ""


KINDS = (Root.ORGANISATION, Root.PROGRAMME, Root.LOCATION, Root.SERVICE)


def numbers() -> Links:
    """How others call our records, without what they wrote about them: one query."""
    rows = Imported.objects.filter(kind__in=KINDS, object_id__isnull=False)
    pairs = rows.values_list("object_id", "hsds_id").iterator(5000)
    return Links(outside={pk: str(number) for pk, number in pairs if pk})


def links(kinds: Iterable[str] = KINDS, *, only: Iterable[UUID] | None = None) -> Links:
    """What is known of records that came from elsewhere: one query."""
    rows = Imported.objects.filter(kind__in=kinds, object_id__isnull=False)
    if only is not None:
        rows = rows.filter(object_id__in=list(only))
    found = Links()
    for row in rows.iterator(2000):
        assert row.object_id is not None
        found.outside[row.object_id] = str(row.hsds_id)
        found.kept[row.object_id] = row
    return found


def _final(record: Model, tree: Tree, known: Links) -> Tree:
    kept = known.kept.get(record.pk)
    if kept is None:
        return tree
    return merged(kept.record, kept.mapped, {**tree, "id": str(kept.hsds_id)})


def organisation(record: Organisation, programmes: Iterable[Programme], known: Links) -> Tree:
    """One organisation as we would write it ourselves."""
    facts = {
        "id": record.pk, "name": record.name, "kind": record.kind, "phone": record.phone,
        "email": record.email, "website": record.website, "address": record.address,
        "is_finding_place": record.is_finding_place,
        "neighbourhood": record.neighbourhood.code if record.neighbourhood else "",
    }  # fmt: skip
    lines = [
        {"id": known.number(one.pk), "name": one.name, "description": one.description}
        for one in programmes
    ]
    return ours.organisation(facts, sorted(lines, key=lambda line: line["id"]))


def location(record: Location, known: Links) -> Tree:
    """One location as we would write it ourselves."""
    has_spot = record.latitude is not None and record.longitude is not None
    facts = {
        "id": record.pk, "name": record.name, "address": record.address,
        "organization_id": known.number(record.organisation_id),
        "latitude": float(record.latitude or 0) if has_spot else None,
        "longitude": float(record.longitude or 0) if has_spot else None,
        "accessibility": record.accessibility,
        "neighbourhood": record.neighbourhood.code if record.neighbourhood else "",
    }  # fmt: skip
    return ours.location(facts)


def service(
    record: Offer, known: Links, areas: Iterable[str], changes: Iterable[Change] = ()
) -> Tree:
    """One offer as we would write it ourselves; `changes` are the dates that are otherwise."""
    facts: dict[str, Any] = {name: getattr(record, name) for name in OFFER_FIELDS}
    facts["organization_id"] = known.number(record.organisation_id)
    facts["program_id"] = known.number(record.programme_id)
    facts["areas"] = sorted(areas)
    facts["exceptions"] = list(changes)
    facts["location_id"], facts["neighbourhood"] = "", ""
    if record.location_id:
        facts["location_id"] = known.number(record.location_id)
    else:
        if record.address:
            facts["location_id"] = spot_id(record)
        facts["neighbourhood"] = record.neighbourhood.code if record.neighbourhood else ""
    return ours.service(facts, record.slots)


def spot_id(record: Offer) -> str:
    """The number of the place of an offer that has an address and no location."""
    return terms.part_id(record.pk, "location", record.address)


def spot(record: Offer) -> Tree:
    """The place of an offer that has an address and no location."""
    number = spot_id(record)
    return {
        "id": number, "location_type": "physical",
        "addresses": [ours.address(number, record.address)],
    }  # fmt: skip


def offers_with_all(queryset: Any) -> Any:
    """Offers with everything that their tree holds; the queries do not grow with the number."""
    areas = ServiceArea.objects.select_related("neighbourhood")
    return queryset.for_list().prefetch_related(
        Prefetch("service_areas", queryset=areas), "exceptions"
    )


def area_names(record: Offer) -> list[str]:
    """The neighbourhoods that an offer is meant for."""
    return [one.neighbourhood.name for one in record.service_areas.all()]


def services(records: Iterable[Offer], known: Links) -> tuple[dict[str, Tree], dict[str, Tree]]:
    """Offers as services, and the places of those without a location."""
    found: dict[str, Tree] = {}
    places: dict[str, Tree] = {}
    for record in records:
        changes = [one.change for one in record.exceptions.all()]
        tree = _final(record, service(record, known, area_names(record), changes), known)
        found[tree["id"]] = tree
        if record.address and not record.location_id:
            used = {one.get("location_id") for one in tree.get("service_at_locations", ())}
            if spot_id(record) in used:
                places[spot_id(record)] = spot(record)
    return found, places


def organisations(records: Iterable[Organisation], known: Links) -> dict[str, Tree]:
    """Organisations with their programmes."""
    run: dict[UUID | None, list[Programme]] = defaultdict(list)
    for one in programmes_with_owner():
        run[one.organisation_id].append(one)
    trees = (
        _final(record, organisation(record, run[record.pk], known), known) for record in records
    )
    return {tree["id"]: tree for tree in trees}


def programmes_with_owner() -> list[Programme]:
    """A programme of nobody is shown under the organisation of its first offer."""
    found = list(Programme.objects.order_by("pk"))
    lost = [one.pk for one in found if one.organisation_id is None]
    if lost:
        rows = Offer.objects.filter(programme__in=lost).order_by("-pk")
        owners = dict(rows.values_list("programme_id", "organisation_id"))
        for one in found:
            one.organisation_id = one.organisation_id or owners.get(one.pk)
    return found


def locations(records: Iterable[Location], known: Links) -> dict[str, Tree]:
    """The locations of now."""
    trees = (_final(record, location(record, known), known) for record in records)
    return {tree["id"]: tree for tree in trees}


def kept(*kinds: str) -> Trees:
    """Records from elsewhere that are nothing of ours: words, units, places without a name."""
    found: Trees = {kind: {} for kind in kinds}
    rows = Imported.objects.filter(kind__in=kinds, object_id__isnull=True)
    for row in rows.iterator(2000):
        found[row.kind][str(row.hsds_id)] = row.record
    return found


def written() -> Trees:
    """The whole directory, with the words it uses: what a package holds."""
    known = links()
    trees = kept(Root.TAXONOMY, Root.TERM, Root.UNIT, Root.META, Root.LOCATION)
    trees[Root.TAXONOMY] = {**terms.taxonomies(), **trees[Root.TAXONOMY]}
    trees[Root.TERM] = {**terms.terms(), **trees[Root.TERM]}
    trees[Root.UNIT] = {terms.unit()["id"]: terms.unit(), **trees[Root.UNIT]}
    trees[Root.ORGANISATION] = organisations(
        Organisation.objects.select_related("neighbourhood").order_by("pk"), known
    )
    offers = offers_with_all(Offer.objects.order_by("pk"))
    trees[Root.SERVICE], places = services(offers, known)
    rows = Location.objects.select_related("neighbourhood").order_by("pk")
    trees[Root.LOCATION] |= {**locations(rows, known), **places}
    return trees


def facts_of(kind: str, tree: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in a tree for us."""
    if kind == Root.ORGANISATION:
        return theirs.organisation(tree)
    return theirs.location(tree)
