"""Services as others ask for them: by word, organisation, term and since when."""

import operator
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from typing import Any
from uuid import UUID

from django.db.models import Q

from meedoen.audit.models import Event
from meedoen.exchange.access import writing
from meedoen.exchange.choices import Root
from meedoen.exchange.models import Imported
from meedoen.exchange.pages.lists import Listing, cut
from meedoen.exchange.pages.nesting import modified, nested_services
from meedoen.exchange.rules import terms
from meedoen.exchange.rules.ours import FLAGS, LEVELS, STEPS, WORDS
from meedoen.exchange.rules.trees import Tree
from meedoen.offers import access as offers
from meedoen.offers.models import Offer

MOST_TERMS = 100


@dataclass(frozen=True)
class Asked:
    """What somebody asks of the list of services; all of it has to hold."""

    search: str = ""
    organization_id: UUID | None = None
    taxonomy_id: UUID | None = None
    taxonomy_term_id: UUID | None = None
    modified_after: datetime | None = None
    page: int = 1
    per_page: int = 50
    minimal: bool = False
    full: bool = False


def own(kind: str, number: UUID) -> UUID:
    """Our record that others call by this number."""
    row = Imported.objects.filter(kind=kind, hsds_id=number, object_id__isnull=False).first()
    return row.object_id if row is not None and row.object_id else number


def service_page(asked: Asked) -> Listing:
    """One page of services."""
    found = offers.mentioning(Offer.objects.all(), asked.search)
    if asked.organization_id:
        found = found.filter(organisation=own(Root.ORGANISATION, asked.organization_id))
    if asked.taxonomy_term_id:
        found = found.filter(_has_term(str(asked.taxonomy_term_id)))
    if asked.taxonomy_id:
        found = found.filter(_has_any(str(asked.taxonomy_id)))
    if asked.modified_after:
        found = found.filter(pk__in=_since(asked.modified_after))
    if asked.minimal:
        rows = cut(found.order_by("pk").values_list("pk", flat=True), asked.page, asked.per_page)
        return rows.with_contents(_minimal(list(rows.contents)))
    rows = cut(writing.offers_with_all(found.order_by("pk")), asked.page, asked.per_page)
    return rows.with_contents(nested_services(list(rows.contents), full=asked.full))


def one_service(number: UUID) -> Tree | None:
    """One service with everything."""
    found = Offer.objects.filter(pk=own(Root.SERVICE, number))
    offers = list(writing.offers_with_all(found))
    trees = nested_services(offers, full=True) if offers else []
    return trees[0] if trees and trees[0]["id"] == str(number) else None


def _minimal(pks: list[UUID]) -> list[Tree]:
    known = writing.links([Root.SERVICE], only=pks)
    changed = modified(pks)
    return [
        {"id": known.number(pk), "modified_date": moment.isoformat()}
        if (moment := changed.get(str(pk)))
        else {"id": known.number(pk)}
        for pk in pks
    ]


def _since(moment: datetime) -> list[UUID]:
    """Offers with which something was done since then, by the log."""
    rows = Event.objects.filter(
        participant_id__isnull=True, object_type=Offer._meta.label_lower, at__gte=moment
    )
    return [UUID(number) for number in rows.values_list("object_id", flat=True).distinct()]


def _has_term(term: str) -> Q:
    """Offers with this word: one of ours, or one that came from elsewhere."""
    meaning = terms.meanings().get(term)
    if meaning is None:
        rows = Imported.objects.filter(kind=Root.SERVICE, record__icontains=term)
        return Q(pk__in=rows.values("object_id"))
    name, code = meaning
    return _means(name, code)


def _means(name: str, code: str) -> Q:
    if name in WORDS:
        return Q(**{name: code})
    if name == "theme":
        return Q(themes__icontains=f'"{code}"')
    if name == "feature" and code in FLAGS:
        return Q(**{code: True})
    if name == "level":
        return _any(Q(**{label: code}) for label in LEVELS)
    if name == "ladder":
        return _any(Q(**{label: int(code)}) for label in STEPS)
    return Q(pk__in=[])


def _any(choices: Any) -> Q:
    return reduce(operator.or_, choices, Q(pk__in=[]))


def _has_any(taxonomy: str) -> Q:
    """Offers with any word of this list."""
    name = next((one for one in terms.LISTS if terms.taxonomy_id(one) == taxonomy), "")
    if name:
        return _any(_means(name, str(code)) for code, _label in terms.LISTS[name][1])
    rows = Imported.objects.filter(kind=Root.TERM, record__taxonomy_id=taxonomy)
    return _any(_has_term(str(row.hsds_id)) for row in rows[:MOST_TERMS])
