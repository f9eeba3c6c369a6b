"""Flat records to trees: everything that belongs to a record stands inside it."""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from meedoen.exchange.rules.gathering import ORDER, Flat, parent_of
from meedoen.exchange.rules.tables import ROOTS, TABLES

Tree = dict[str, Any]
Trees = dict[str, dict[str, Tree]]
LINKS = {
    "attribute": {"link_id", "link_entity"},
    "metadata": {"resource_id", "resource_type"},
}
# Of these we know one; what else stands in the list is theirs.
ONE_IS_OURS = {"phones", "cost_options", "capacities", "addresses", "accessibility"}
# Names of people and their addresses: for a package between organisations, not for everybody.
NOT_PUBLIC = {"contacts", "metadata", "assurer_email", "contact_id"}


def grow(flat: Flat) -> Trees:
    """The records that stand on their own, each with all that hangs on it."""
    made: dict[str, dict[str, Tree]] = {
        table: {number: dict(entry.fields) for number, entry in flat[table].items()}
        for table in ORDER
    }
    for table in reversed(ORDER):
        if table in ROOTS:
            continue
        for number in sorted(made[table]):
            tree = made[table][number]
            place = parent_of(table, flat[table][number].fields, flat)
            if place is None:
                continue
            parent, above, name = place
            for link in LINKS.get(table, {f"{parent}_id"}):
                tree.pop(link, None)
            made[parent][above].setdefault(name, []).append(tree)
    return {root: made[root] for root in ROOTS}


def digest(tree: Mapping[str, Any]) -> str:
    """The same for the same tree, in whatever order its fields were written."""
    text = json.dumps(tree, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def merged(kept: Mapping[str, Any], before: Mapping[str, Any], now: Mapping[str, Any]) -> Tree:
    """As it came in, except where we have changed something since.

    `before` is how we wrote it right after it came in, `now` is how we write it today.
    """
    tree = dict(kept)
    for name in {**before, **now}:
        if before.get(name) == now.get(name) or name == "id":
            continue
        value = _merged_value(name, kept.get(name), before.get(name), now.get(name))
        tree[name] = value
        if value in (None, []):
            del tree[name]
    return tree


def _merged_value(name: str, kept: Any, before: Any, now: Any) -> Any:
    """Of a list, what we did not write ourselves stays."""
    if not kept or not isinstance(kept, list):
        return now
    if name in ONE_IS_OURS:
        if not now:
            return kept[1:]
        old = (before or [{}])[0]
        changed = {key: one for key, one in now[0].items() if key != "id" and old.get(key) != one}
        return [{**kept[0], **changed}, *kept[1:]] if before else [*now, *kept]
    if name == "attributes":
        gone = {_meaning(one) for one in before or []}
        same = {_meaning(one): one for one in kept}
        return [same.get(_meaning(one), one) for one in now or []] + [
            one for one in kept if _meaning(one) not in gone
        ]
    return now


def _meaning(attribute: Tree) -> tuple[Any, ...]:
    return tuple(attribute.get(key) for key in ("taxonomy_term_id", "label", "value"))


def terms_in(tree: Mapping[str, Any]) -> Iterable[Tree]:
    """Every attribute anywhere in a tree."""
    for name, value in tree.items():
        for one in value if isinstance(value, list) else ():
            if isinstance(one, dict):
                if name == "attributes":
                    yield one
                yield from terms_in(one)


def nested(table: str, tree: Mapping[str, Any], roots: Mapping[str, Mapping[str, Any]]) -> Tree:
    """A tree as the API gives it: what it refers to stands inside, and no person does."""
    made: Tree = {}
    about = TABLES[table]
    for name, value in tree.items():
        if name in NOT_PUBLIC:
            continue
        if name in about.children and isinstance(value, list):
            made[name] = [nested(about.children[name], one, roots) for one in value]
        else:
            made[name] = value
    for name, held in about.single.items():
        link = "taxonomy_id" if name == "taxonomy_detail" else f"{name}_id"
        root = roots.get(held, {}).get(str(tree.get(link, "")))
        if root is not None:
            made[name] = nested(held, root, roots)
    return made
