"""What a participant hears when the face at our side changes (R109): plain Dutch, no reasons.

Why it changes is between colleagues and stands in the history. Nothing in these texts obliges.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from meedoen.core.time import dutch_date


@dataclass(frozen=True)
class Person:
    """A colleague, as a participant reaches them."""

    name: str
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class Text:
    """One message."""

    subject: str
    body: str


def _reach(person: Person) -> str:
    if person.phone and person.email:
        return f"U kunt {person.name} bellen op {person.phone} of mailen: {person.email}."
    if person.phone:
        return f"U kunt {person.name} bellen op {person.phone}."
    if person.email:
        return f"U kunt {person.name} mailen: {person.email}."
    return f"{person.name} belt u of komt langs."


def _text(subject: str, *, called: str, parts: Sequence[str], agency: str) -> Text:
    end = f"Met vriendelijke groet,\n{agency}" if agency else "Met vriendelijke groet"
    return Text(subject, "\n\n".join([f"Beste {called},", *parts, end]))


def contact_changed(*, called: str, coach: Person, agency: str) -> Text:
    """There is another fixed contact person: who, and how to reach them."""
    return _text(
        "Uw nieuwe contactpersoon",
        called=called,
        agency=agency,
        parts=[
            f"U heeft een nieuwe vaste contactpersoon. Dat is {coach.name}.",
            _reach(coach),
            f"{coach.name} neemt snel contact met u op. U hoeft zelf niets te doen.",
        ],
    )


def deputy_comes(
    *, called: str, fixed: str, deputy: Person, first_day: date, last_day: date | None, agency: str
) -> Text:
    """Somebody stands in for a while; the fixed contact person stays."""
    when = f"vanaf {dutch_date(first_day)}"
    if last_day:
        when = f"van {dutch_date(first_day)} tot en met {dutch_date(last_day)}"
    return _text(
        "Uw contactpersoon is er even niet",
        called=called,
        agency=agency,
        parts=[
            f"{fixed} is er {when} niet. {deputy.name} is er dan voor u.",
            _reach(deputy),
            f"{fixed} blijft uw vaste contactpersoon en komt daarna weer terug.",
        ],
    )
