"""The directory of the demo town: its map, programmes, places, free days and a provider's word."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from meedoen.accounts.models import User
from meedoen.core.time import now, pretend, today
from meedoen.network import actions as network
from meedoen.network.models import Neighbourhood, Organisation
from meedoen.offers import actions as offers, rules
from meedoen.offers.choices import Kind, Side
from meedoen.offers.models import Offer

# Schematic, drawn by hand: nobody's real borders. In the middle lies the old town.
SHAPES = {
    "de-mare": "4.746 52.643, 4.744 52.652, 4.772 52.655, 4.779 52.645, 4.760 52.640",
    "oudorp": "4.760 52.640, 4.779 52.645, 4.793 52.640, 4.789 52.630, 4.769 52.629",
    "overdie": "4.756 52.628, 4.769 52.629, 4.789 52.630, 4.785 52.619, 4.758 52.617",
    "de-hoef": "4.716 52.630, 4.718 52.641, 4.738 52.643, 4.742 52.633, 4.736 52.627",
    "kooimeer": (
        "4.736 52.627, 4.742 52.633, 4.756 52.628, 4.758 52.617, 4.738 52.613, 4.727 52.619"
    ),
}
HOUSES = {
    "Buurthuis De Alk": ("Alkstraat 12", "Begane grond, aangepast toilet, bushalte voor de deur."),
    "Wijkcentrum De Oever": ("Oeverpad 3", "Drempelvrij. De lift is smal."),
    "Wijkcentrum Mare Nostrum": ("Marelaan 40", "Begane grond."),
}
BRIDGE = {"Brugklas Meedoen", "Koffieochtend Overdie", "Fietsles voor volwassenen"}
RESTING = {Kind.LANGUAGE_COURSE, Kind.BRIDGE_CLASS, Kind.PARENTING}
ALSO_FOR = {"Taalcafé Overdie": ("overdie", "oudorp"), "Ouderkamer De Mare": ("de-mare", "oudorp")}


def furnish(areas: Mapping[str, Neighbourhood], *, admin: User, coach: User) -> None:
    """Give the town its map and its places, and let two providers answer."""
    for code, line in SHAPES.items():
        ring = [(float(x), float(y)) for x, y in (point.split() for point in line.split(", "))]
        network.draw_neighbourhood(areas[code], shape=[[[*ring, ring[0]]]], by=admin)
    with pretend(now() - timedelta(days=60)):
        _place(areas, by=coach)
    _plan_free_days(by=coach)
    _ask(by=coach)


def _place(areas: Mapping[str, Neighbourhood], *, by: User) -> None:
    houses = {
        name: offers.add_location(
            name, by=by, address=address, accessibility=accessible,
            organisation=(owner := Organisation.objects.get(name=name)),
            neighbourhood=owner.neighbourhood,
        )
        for name, (address, accessible) in HOUSES.items()
    }  # fmt: skip
    home = Organisation.objects.get(name="Buurthuis De Alk")
    bridge = offers.add_programme(
        "Brugklas Meedoen", by=by, organisation=home,
        description="Drie maanden samen: taal, uitstapjes, bewegen en een plan per persoon.",
    )  # fmt: skip
    for offer in Offer.objects.select_related("organisation", "neighbourhood").order_by("pk"):
        meant = [areas[code] for code in ALSO_FOR.get(offer.name, ())]
        facts: dict[str, Any] = {
            "location": houses.get(offer.organisation.name),
            "programme": bridge if offer.name in BRIDGE else None,
            "rests_in_holidays": offer.kind in RESTING,
            "documents_needed": ["identiteitsbewijs"] if offer.kind == Kind.LANGUAGE_COURSE else [],
        }
        if meant or any(facts.values()):
            offers.correct(
                offer, version=offer.version, by=by, areas=meant,
                **{**facts, "verified_by_provider": False},
            )  # fmt: skip
    for name, kind in (
        ("Opwarmgroep Overdie", Kind.WARM_UP), ("Voortraject Overdie", Kind.PRE_TRAJECTORY),
        ("Voorlichting: de weg naar meedoen", Kind.INFO_SESSION),
    ):  # fmt: skip
        offers.add(
            home, name=name, by=by, kind=kind, side=Side.PARTICIPATION, programme=bridge,
            location=houses[home.name],
        )  # fmt: skip


def _plan_free_days(*, by: User) -> None:
    day = today()
    christmas = date(day.year + (day > date(day.year, 12, 25)), 12, 25)
    begins = christmas - timedelta(days=(christmas.weekday() + 2) % 7)
    offers.add_closure(
        "kerstvakantie", starts_on=begins, ends_on=begins + timedelta(days=15), by=by
    )
    for name, moves in (("Naaiatelier", True), ("Koffieochtend Overdie", False)):
        offer = Offer.objects.get(name=name)
        one = next(m for m in rules.coming(offer.timetable, since=day) if not m.is_off)
        later = one.on + timedelta(days=1)
        offers.make_exception(
            offer, by=by,
            change=rules.Change(
                one.on, one.starts_at, later if moves else None,
                one.starts_at if moves else None, one.ends_at if moves else None,
                "de zaal is verhuurd" if moves else "de gastvrouw is vrij",
            ),
        )  # fmt: skip


def _ask(*, by: User) -> None:
    mare = Organisation.objects.get(name="Wijkcentrum Mare Nostrum")
    link, _secret = offers.ask(mare, days=30, by=by)
    garden = Offer.objects.select_related("organisation").get(name="Buurtmoestuin De Mare")
    offers.say_wrong(
        link, garden, by=by, text="In de winter beginnen we een half uur later.",
        proposed={"contact_phone": "072 555 01 40", "joining_text": "Kom langs op woensdag."},
    )  # fmt: skip
    repair = Offer.objects.select_related("organisation").get(name="Sleutelen in het repaircafé")
    offers.say_right(link, repair, by=by)
