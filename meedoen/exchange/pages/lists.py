"""Paging as HSDS says it, and the shorter lists: organisations, places, words."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import Q

from meedoen.exchange.access import writing
from meedoen.exchange.choices import Root
from meedoen.exchange.models import Imported
from meedoen.exchange.pages.nesting import nested_organisations, nested_services
from meedoen.exchange.rules import terms
from meedoen.exchange.rules.trees import Tree, Trees, nested
from meedoen.network.models import Organisation
from meedoen.offers.models import Offer


@dataclass(frozen=True)
class Listing:
    """One page, with where it stands in the whole."""

    total_items: int
    total_pages: int
    page_number: int
    size: int
    first_page: bool
    last_page: bool
    empty: bool
    contents: Sequence[Any]

    def with_contents(self, contents: Sequence[Tree]) -> "Listing":
        """The same page, with the records as trees."""
        return replace(self, contents=contents)

    @property
    def as_json(self) -> dict[str, Any]:
        """In the words of HSDS."""
        return {**asdict(replace(self, contents=())), "contents": list(self.contents)}


def paged(total: int, page: int, per_page: int, contents: Sequence[Any]) -> Listing:
    """Some of the whole; a page after the last is empty."""
    pages = -(-total // per_page)
    return Listing(
        total_items=total, total_pages=pages, page_number=page, size=len(contents),
        first_page=page == 1, last_page=page >= pages, empty=not contents, contents=contents,
    )  # fmt: skip


def cut(found: Any, page: int, per_page: int) -> Listing:
    """One page of a queryset: two queries."""
    total = found.count()
    return paged(total, page, per_page, list(found[(page - 1) * per_page : page * per_page]))


def organisation_page(
    *, page: int, per_page: int, search: str = "", full: bool = False, number: UUID | None = None
) -> Listing:
    """Organisations, or the one with this number."""
    found = Organisation.objects.select_related("neighbourhood").order_by("pk")
    if search:
        found = found.filter(name__icontains=search)
    if number:
        row = Imported.objects.filter(kind=Root.ORGANISATION, hsds_id=number).first()
        found = found.filter(pk=row.object_id if row and row.object_id else number)
    rows = cut(found, page, per_page)
    return rows.with_contents(nested_organisations(list(rows.contents), full=full))


def place_page(*, page: int, per_page: int, search: str = "", full: bool = False) -> Listing:
    """Where services are: the first place of each."""
    found = Offer.objects.exclude(Q(address="") & Q(location__isnull=True)).order_by("pk")
    if search:
        found = found.filter(Q(address__icontains=search) | Q(name__icontains=search))
    rows = cut(writing.offers_with_all(found), page, per_page)
    services = nested_services(list(rows.contents), full=full)
    places = [one["service_at_locations"][0] | {"service_id": one["id"]} for one in services
              if one.get("service_at_locations")]  # fmt: skip
    return rows.with_contents(places)


def vocabulary(kind: str) -> Trees:
    """The lists and the words: ours and those that came from elsewhere."""
    mine = terms.taxonomies() if kind == Root.TAXONOMY else terms.terms()
    rows = Imported.objects.filter(kind=kind).order_by("pk")
    return {kind: mine | {str(row.hsds_id): row.record for row in rows}}


def term_page(
    kind: str, *, page: int, per_page: int, search: str = "",
    keep: Callable[[Tree], bool] = lambda _tree: True,
) -> Listing:  # fmt: skip
    """Lists or words, by number."""
    held = vocabulary(kind)[kind]
    wanted = [
        nested(kind, tree, {})
        for _number, tree in sorted(held.items())
        if search.casefold() in str(tree.get("name", "")).casefold() and keep(tree)
    ]
    return paged(len(wanted), page, per_page, wanted[(page - 1) * per_page : page * per_page])
