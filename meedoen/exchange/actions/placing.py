"""Organisations, their programmes and places from elsewhere."""

from typing import Any
from uuid import UUID

from django.db.models import Model

from meedoen.core.rows import insert
from meedoen.exchange.access import writing
from meedoen.exchange.actions.taking import MANY, Desk, fit, free, news
from meedoen.exchange.choices import Root
from meedoen.exchange.rules import theirs
from meedoen.exchange.rules.trees import Tree, digest
from meedoen.network.models import Neighbourhood, Organisation
from meedoen.offers.models import Location, Programme

ORGANISATION = (
    "name", "kind", "address", "phone", "email", "website", "is_finding_place", "neighbourhood",
)  # fmt: skip
LOCATION = (
    "name", "address", "latitude", "longitude", "accessibility", "neighbourhood", "organisation",
)  # fmt: skip


class Places:
    """The part of a package that offers refer to."""

    def __init__(self, desk: Desk):
        self.desk = desk
        self.areas = {area.code: area for area in Neighbourhood.objects.all()}
        # Who may have another name now: offers are found by that too.
        self.named: list[UUID] = []
        self.moved: list[UUID] = []

    def write(self) -> None:
        """Organisations first; a programme and a place belong to one."""
        self._organisations()
        self._locations()

    def _organisations(self) -> None:
        found = self.desk.records(Root.ORGANISATION)
        rows = Organisation.objects.values_list("name", "pk")
        by_name: dict[str, UUID] = {name.casefold(): pk for name, pk in rows}
        taken = set(by_name)
        new: list[Model] = []
        changed: list[Model] = []
        work: list[tuple[str, Tree, Organisation]] = []
        for number, tree in self.desk.waiting(Root.ORGANISATION):
            record = found.get(number) or self._alike(tree, by_name)
            facts = theirs.organisation(tree)
            if record is None:
                record = Organisation(pk=UUID(number))
                self._apply(record, facts, taken)
                new.append(record)
            elif number in found:
                before = self.desk.before(Root.ORGANISATION, number, record)
                old = theirs.organisation(before) if before else None
                self._apply(record, news(facts, old), taken)
                changed.append(record)
            self.desk.links.outside[record.pk] = number
            work.append((number, tree, record))
        self._write(Organisation, new, changed, ORGANISATION)
        self.named += [one.pk for one in changed]
        self._programmes(work)

    def _alike(self, tree: Tree, by_name: dict[str, UUID]) -> Organisation | None:
        """An organisation that we know by this name is the same one, if nobody else is it."""
        pk = by_name.get(str(tree.get("name", "")).casefold())
        if pk is None or pk in self.desk.links.outside:
            return None
        return Organisation.objects.select_related("neighbourhood").filter(pk=pk).first()

    def _apply(self, record: Any, facts: dict[str, Any], taken: set[str]) -> None:
        if "neighbourhood" in facts:
            facts["neighbourhood"] = self.areas.get(facts["neighbourhood"])
        if "name" in facts:
            facts["name"] = free(facts["name"], taken)
        for name, value in facts.items():
            setattr(record, name, value)
        fit(record)

    def _write(self, model: Any, new: list[Any], changed: list[Any], fields: Any) -> None:
        insert(new)
        for record in changed:
            record.version += 1
        model.objects.bulk_update(changed, [*fields, "version"], batch_size=MANY // 5)
        for record in new:
            self.desk.tell("exchange.added", record)
        for record in changed:
            self.desk.tell("exchange.changed", record)

    def _programmes(self, work: list[tuple[str, Tree, Organisation]]) -> None:
        known = {str(one.pk): one for one in Programme.objects.all()}
        inside = self.desk.inside
        taken = {one.name.casefold() for one in known.values()}
        new: list[Model] = []
        changed: list[Model] = []
        run: dict[UUID, list[Programme]] = {}
        for _number, tree, organisation in work:
            for one in tree.get("programs", ()):
                row = inside.get((Root.PROGRAMME, one["id"]))
                record = known.get(str(row.object_id) if row else one["id"])
                if record is None:
                    record = Programme(pk=UUID(one["id"]), organisation=organisation)
                    self._apply(record, theirs.programme(one), taken)
                    new.append(record)
                elif row is None or row.digest != digest(one):
                    facts = theirs.programme(one)
                    facts = facts if facts["name"] != record.name else {**facts, "name": ""}
                    self._apply(record, {k: v for k, v in facts.items() if v}, taken)
                    changed.append(record)
                self.desk.links.outside[record.pk] = one["id"]
                self.desk.keep(Root.PROGRAMME, one["id"], one, record, {})
                run.setdefault(organisation.pk, []).append(record)
        self._write(Programme, new, changed, ("name", "description"))
        self.named += [one.pk for one in changed]
        for number, tree, organisation in work:
            held = run.get(organisation.pk, [])
            mapped = writing.organisation(organisation, held, self.desk.links)
            self.desk.keep(Root.ORGANISATION, number, tree, organisation, mapped)

    def _locations(self) -> None:
        found = self.desk.records(Root.LOCATION)
        rows = Location.objects.values_list("name", "address")
        taken = {f"{name}|{address}".casefold() for name, address in rows}
        owners = {number: pk for pk, number in self.desk.links.outside.items()}
        new: list[Model] = []
        changed: list[Model] = []
        for number, tree in self.desk.waiting(Root.LOCATION):
            facts = theirs.location(tree)
            record = found.get(number)
            if record is None and not _is_a_place(tree, facts):
                self.desk.keep(Root.LOCATION, number, tree, None, {})
                continue
            if record is None:
                record = Location(pk=UUID(number))
                new.append(record)
            else:
                before = self.desk.before(Root.LOCATION, number, record)
                facts = news(facts, theirs.location(before) if before else None)
                changed.append(record)
            owner = tree.get("organization_id")
            record.organisation_id = owners.get(owner, UUID(owner)) if owner else None
            self._place(record, facts, taken)
            self.desk.links.outside[record.pk] = number
            self.desk.keep(
                Root.LOCATION, number, tree, record, writing.location(record, self.desk.links)
            )
        self._write(Location, new, changed, LOCATION)
        self.moved += [one.pk for one in changed]

    def _place(self, record: Location, facts: dict[str, Any], taken: set[str]) -> None:
        if "neighbourhood" in facts:
            facts["neighbourhood"] = self.areas.get(facts["neighbourhood"])
        for name, value in facts.items():
            setattr(record, name, value)
        fit(record)
        if "name" in facts or "address" in facts:
            name, number = record.name, 2
            while f"{record.name}|{record.address}".casefold() in taken:
                record.name, number = f"{name[:140]} ({number})", number + 1
            taken.add(f"{record.name}|{record.address}".casefold())


def _is_a_place(tree: Tree, facts: dict[str, Any]) -> bool:
    """A spot with only an address stays with its offer, and so does one without an address."""
    return bool(tree.get("name") and facts["address"]) and tree["location_type"] == "physical"
