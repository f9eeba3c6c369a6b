"""What has to happen by itself: sending mail that waits, and the turn of the day.

Each of these can be done at any moment, any number of times, and does nothing twice.
"""

import logging
from collections.abc import Callable, Mapping

from django.core.cache import cache
from django.db import close_old_connections, connection

from meedoen.appointments import actions as appointments
from meedoen.closing import actions as closing
from meedoen.coaching import actions as coaching
from meedoen.core.time import today
from meedoen.imports import actions as imports
from meedoen.messages import actions as messages
from meedoen.places import actions as places

log = logging.getLogger(__name__)
DAY = 24 * 60 * 60


def send_mail() -> str:
    """Mail whose turn it is, also what failed before or was left behind by a killed worker."""
    tally = messages.send_waiting()
    return f"{tally.sent} berichten verzonden, {tally.failed} niet gelukt"


def remind() -> str:
    """Participants hear of their appointment again, where they asked for it and have mail."""
    return f"{appointments.send_reminders()} herinneringen klaargezet"


def turn_the_day() -> str:
    """Deputies begin and end on their days; lists and dossiers close when their time has come."""
    begun, ended = coaching.expire(on=today())
    rows, dossiers = imports.expire(today=today()), closing.expire(today=today())
    return (
        f"{begun} waarnemingen begonnen, {ended} voorbij; "
        f"{rows} lijsten opgeruimd, {dossiers} dossiers gesloten voor collega's"
    )


def free_places() -> str:
    """Places that were kept until yesterday are free for whoever is next."""
    return f"{places.expire(on=today())} plaatsen niet langer vrijgehouden"


def look_at_sizes() -> str:
    """SQLite looks once a day how large its tables are, to choose its indexes by; connections that
    are opened afterwards go by it. PostgreSQL does so by itself."""
    if connection.vendor != "sqlite" or not cache.add(f"sizes-{today()}", True, DAY):
        return "de maten van de tabellen zijn bekend"
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return "de maten van de tabellen bekeken"


ROUNDS: Mapping[str, Callable[[], str]] = {
    "reminders": remind, "mail": send_mail, "day": turn_the_day, "places": free_places,
    "sizes": look_at_sizes,
}  # fmt: skip


def once() -> list[str]:
    """All of them. One that fails is written in the log and does not stop the others."""
    told = []
    for name, work in ROUNDS.items():
        try:
            told.append(work())
        except Exception:
            log.exception("De ronde %s is niet gelukt.", name)
            told.append(f"{name}: niet gelukt, zie het logboek")
        finally:
            _let_go_of_what_broke()
    return told


def _let_go_of_what_broke() -> None:
    """A connection that was lost or grew old is made anew; not in the middle of a transaction."""
    if not connection.in_atomic_block:
        close_old_connections()
