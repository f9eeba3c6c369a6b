"""Offers from elsewhere, with their moments and the neighbourhoods they are for."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q

from meedoen.core.rows import insert
from meedoen.exchange.access import writing
from meedoen.exchange.actions.taking import MANY, Desk, fit, news
from meedoen.exchange.choices import Root
from meedoen.exchange.models import Imported
from meedoen.exchange.rules import theirs
from meedoen.exchange.rules.trees import Tree
from meedoen.network.models import Neighbourhood, Organisation
from meedoen.offers.actions import derive, keep_words, move, reword
from meedoen.offers.models import (
    Location,
    Offer,
    Programme,
    ServiceArea,
    Session,
    SessionException,
)
from meedoen.offers.rules import Change, Slot

WRITTEN = (
    *(name for name in writing.OFFER_FIELDS if name != "id"), "address", "day_parts",
    "area_codes", "search_key", "sort_name", "organisation", "programme", "location",
    "neighbourhood", "version",
)  # fmt: skip


class Offers:
    """The services of a package."""

    def __init__(self, desk: Desk):
        self.desk = desk
        self.owners = {number: pk for pk, number in desk.links.outside.items()}
        self.organisations = {one.pk: one for one in Organisation.objects.all()}
        self.programmes = {one.pk: one for one in Programme.objects.all()}
        self.places = {
            one.pk: one for one in Location.objects.select_related("neighbourhood")
        }  # fmt: skip
        self.areas = {area.code: area for area in Neighbourhood.objects.all()}
        self.spots = self._spots()
        self.new: list[Offer] = []
        self.changed: list[Offer] = []
        self.sessions: list[Session] = []
        self.meant_for: list[ServiceArea] = []
        self.exceptions: list[SessionException] = []
        self.replaced: list[UUID] = []
        self.otherwise: list[UUID] = []

    def _spots(self) -> dict[str, str]:
        """The addresses of places that are no location of ours."""
        rows = Imported.objects.filter(kind=Root.LOCATION, object_id__isnull=True)
        trees = {str(number): tree for number, tree in rows.values_list("hsds_id", "record")}
        trees |= self.desk.trees.get(Root.LOCATION, {})
        return {
            number: theirs.address_line((tree.get("addresses") or [{}])[0])[:200]
            for number, tree in trees.items()
        }

    def write(self) -> None:
        """All services that are new or changed."""
        found = self.desk.records(Root.SERVICE)
        for number, tree in self.desk.waiting(Root.SERVICE):
            self._take(number, tree, found.get(number))
        insert(self.new)
        for record in self.changed:
            record.version += 1
        Offer.objects.bulk_update(self.changed, WRITTEN, batch_size=MANY // 10)
        for start in range(0, len(self.replaced), MANY):
            some = self.replaced[start : start + MANY]
            Session.objects.filter(offer__in=some).delete()
            ServiceArea.objects.filter(offer__in=some).delete()
        for start in range(0, len(self.otherwise), MANY):
            some = self.otherwise[start : start + MANY]
            SessionException.objects.filter(offer__in=some).delete()
        insert(self.sessions)
        insert(self.meant_for)
        insert(self.exceptions)
        keep_words([*self.new, *self.changed])
        for record in self.new:
            self.desk.tell("exchange.added", record)
        for record in self.changed:
            self.desk.tell("exchange.changed", record)

    def follow(self, named: Sequence[UUID], moved: Sequence[UUID]) -> None:
        """Offers of these organisations and programmes are found by the names they have now, and
        offers at these places are where those are."""
        for start in range(0, len(named), MANY):
            some = named[start : start + MANY]
            reword(Offer.objects.filter(Q(organisation__in=some) | Q(programme__in=some)))
        for start in range(0, len(moved), MANY):
            move(Offer.objects.filter(location__in=moved[start : start + MANY]))

    def _take(self, number: str, tree: Tree, known: Offer | None) -> None:
        batch = self.desk.batch
        facts = theirs.service(tree, kind=batch.kind, side=batch.side)
        facts["slots"] = theirs.slots(tree)
        record = known or Offer(pk=UUID(number))
        areas = [one for one in self.areas.values() if one.name in facts["areas"]]
        if known is None:
            self.new.append(record)
        else:
            before = self.desk.before(Root.SERVICE, number, record)
            old = theirs.service(before, kind=batch.kind, side=batch.side) if before else None
            if old is not None and before is not None:
                facts = news(facts, {**old, "slots": theirs.slots(before)})
            self.changed.append(record)
            areas = areas if "areas" in facts else record.area_list
        self._apply(record, facts)
        self._parts(record, facts.get("slots"), areas, known is not None)
        changes = self._changes(record, facts, known is not None)
        names = [one.name for one in areas]
        mapped = writing.service(record, self.desk.links, names, changes)
        self.desk.links.outside[record.pk] = number
        self.desk.keep(Root.SERVICE, number, tree, record, mapped)

    def _changes(self, record: Offer, facts: dict[str, Any], known: bool) -> list[Change]:
        """The dates that are otherwise: those of the source, or ours when it changed none."""
        if "exceptions" not in facts:
            return [one.change for one in record.exceptions.all()]
        changes: list[Change] = facts["exceptions"]
        if known:
            self.otherwise.append(record.pk)
        self.exceptions += [SessionException(offer_id=record.pk, **vars(one)) for one in changes]
        return changes

    def _apply(self, record: Offer, facts: dict[str, Any]) -> None:
        for name in writing.OFFER_FIELDS:
            if name in facts:
                setattr(record, name, facts[name])
        if "organization_id" in facts:
            record.organisation = self.organisations[self._pk(facts["organization_id"])]
        if "program_id" in facts:
            record.programme = self.programmes.get(self._pk(facts["program_id"]))
        if "location_id" in facts or "neighbourhood" in facts:
            self._stand(record, facts)
        fit(record)
        if record.capacity is not None:
            record.taken = min(record.taken, record.capacity)

    def _pk(self, number: str) -> Any:
        if not number:
            return None
        return self.owners.get(number) or UUID(number)

    def _stand(self, record: Offer, facts: dict[str, Any]) -> None:
        """Where it is: a location of ours, or an address of its own."""
        if "location_id" in facts:
            number = facts["location_id"]
            record.location = self.places.get(self._pk(number))
            record.address = self.spots.get(number, "")
        if record.location is not None:
            record.address = record.location.full_address
            record.neighbourhood = record.location.neighbourhood
        elif "neighbourhood" in facts:
            record.neighbourhood = self.areas.get(facts["neighbourhood"])

    def _parts(
        self, record: Offer, slots: list[Slot] | None, areas: list[Neighbourhood], known: bool
    ) -> None:
        """The moments and neighbourhoods, and what follows from them."""
        held = list(record.slots) if slots is None else slots
        record._sessions = [
            Session(offer_id=record.pk, weekday=slot.weekday, starts_at=slot.starts_at,
                    ends_at=slot.ends_at)
            for slot in held
        ]  # fmt: skip
        self.sessions += record._sessions
        self.meant_for += [ServiceArea(offer_id=record.pk, neighbourhood=area) for area in areas]
        if known:
            self.replaced.append(record.pk)
        derive(record, held, sorted(areas, key=lambda area: area.name))
