"""Our own words as HSDS taxonomies: kinds, levels, steps, themes and the rest, with fixed numbers.

The number of a term follows from its list and its code, so it is the same in every installation.
"""

from collections.abc import Iterable
from functools import cache, lru_cache
from hashlib import sha1
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from meedoen.network.choices import OrganisationKind
from meedoen.offers.choices import DualForm, Joining, Kind, LevelAsked, Side, Theme, Timing

SPACE = UUID("5f0d1a0e-7c1c-5c1b-9d55-6d6565646f65")

FEATURES = (
    ("women_only", _("alleen voor vrouwen")),
    ("childcare", _("er is opvang voor kinderen")),
    ("waiting_list", _("heeft een wachtlijst")),
    ("rests_in_holidays", _("ligt stil in schoolvakanties")),
    ("is_finding_place", _("vindplaats")),
)
LISTS: dict[str, tuple[Any, Iterable[tuple[Any, Any]]]] = {
    "kind": (_("Soort aanbod"), Kind.choices),
    "side": (_("Taal of meedoen"), Side.choices),
    "theme": (_("Thema"), Theme.choices),
    "dual_form": (_("Duale vorm"), DualForm.choices),
    "ladder": (_("Trede van de participatieladder"), tuple((str(n), str(n)) for n in range(1, 7))),
    "level": (_("Taalniveau"), LevelAsked.choices),
    "timing": (_("Wanneer op de weg"), Timing.choices),
    "joining": (_("Aanmelden"), Joining.choices),
    "organisation_kind": (_("Soort organisatie"), OrganisationKind.choices),
    "feature": (_("Kenmerk"), FEATURES),
}


def part_id(owner: Any, *names: Any) -> str:
    """A lasting number for a part of one of our records."""
    # As `uuid5` makes it, without two objects in between: a package asks for hundreds of thousands.
    known = sha1(_space(str(owner)) + "/".join(map(str, names)).encode(), usedforsecurity=False)
    text = known.hexdigest()
    variant = "89ab"[int(text[16], 16) & 3]
    return f"{text[:8]}-{text[8:12]}-5{text[13:16]}-{variant}{text[17:20]}-{text[20:32]}"


@lru_cache(maxsize=64)
def _space(owner: str) -> bytes:
    return UUID(owner).bytes


@cache
def taxonomy_id(name: str) -> str:
    """The number of one of our lists."""
    return part_id(SPACE, name)


@cache
def term_id(name: str, code: str) -> str:
    """The number of one of our words."""
    return part_id(SPACE, name, code)


@cache
def meanings() -> dict[str, tuple[str, str]]:
    """The number of a term to its list and code."""
    return {
        term_id(name, str(code)): (name, str(code))
        for name, (_title, words) in LISTS.items()
        for code, _label in words
    }


def taxonomies() -> dict[str, dict[str, Any]]:
    """Our lists, as HSDS writes them."""
    return {
        taxonomy_id(name): {
            "id": taxonomy_id(name), "name": str(title), "description": f"Meedoen: {name}",
        }
        for name, (title, _words) in LISTS.items()
    }  # fmt: skip


def terms() -> dict[str, dict[str, Any]]:
    """Our words, as HSDS writes them."""
    return {
        term_id(name, str(code)): {
            "id": term_id(name, str(code)), "code": f"{name}:{code}", "name": str(label),
            "description": str(label), "taxonomy": str(title), "taxonomy_id": taxonomy_id(name),
            "language": "nl",
        }
        for name, (title, words) in LISTS.items()
        for code, label in words
    }  # fmt: skip


def unit() -> dict[str, Any]:
    """What we count places in."""
    return {"id": term_id("unit", "place"), "name": str(_("plaats"))}


def attribute(owner: Any, label: str, name: str, code: Any) -> dict[str, Any]:
    """This record has this word."""
    term = term_id(name, str(code))
    number = part_id(owner, "attribute", label, name, code)
    return {"id": number, "taxonomy_term_id": term, "label": label}


def remark(owner: Any, label: str, value: str) -> dict[str, Any]:
    """This record has this to say, outside any list."""
    return {"id": part_id(owner, "attribute", label), "label": label, "value": value}
