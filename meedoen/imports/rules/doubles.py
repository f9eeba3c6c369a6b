"""Who may be the same person inside one list."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from meedoen.participants.rules import Identity, likeness


def inside(people: Mapping[int, Identity]) -> dict[int, list[tuple[int, list[str]]]]:
    """For each row the earlier rows that may be the same person, and on what they look alike."""
    seen: dict[tuple[str, object], list[int]] = defaultdict(list)
    found: dict[int, list[tuple[int, list[str]]]] = {}
    for number, identity in sorted(people.items()):
        keys = _keys(identity)
        near = sorted({other for key in keys for other in seen[key]})
        alike = [
            (other, reasons) for other in near if (reasons := likeness(identity, people[other]))
        ]
        if alike:
            found[number] = alike
        for key in keys:
            seen[key].append(number)
    return found


def is_certain(reasons: Sequence[str]) -> bool:
    """Whether name and birth date are both the same: that is the same person."""
    return _("dezelfde naam en geboortedatum") in reasons


def in_one_sentence(reasons: Sequence[str]) -> str:
    """`dezelfde naam, hetzelfde telefoonnummer en hetzelfde e-mailadres`."""
    if len(reasons) < 2:
        return "".join(reasons)
    return _("%(some)s en %(last)s") % {"some": ", ".join(reasons[:-1]), "last": reasons[-1]}


def marked(identity: Identity) -> list[str]:
    """An identity as it is kept beside a row."""
    birth = identity.birth_date.isoformat() if identity.birth_date else ""
    return [identity.name_key, identity.phone, identity.email, birth]


def unmarked(marks: Sequence[str]) -> Identity:
    """The identity that was kept."""
    if len(marks) != 4:
        return Identity("")
    name, phone, email, birth = marks
    return Identity(name, phone, email, date.fromisoformat(birth) if birth else None)


def _keys(identity: Identity) -> list[tuple[str, object]]:
    pairs = (("name", identity.name_key), ("phone", identity.phone), ("mail", identity.email))
    return [(kind, value) for kind, value in pairs if value]
