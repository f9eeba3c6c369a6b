"""The pages of who leads: dividing new people, finding whom an offer suits, and the ladder."""

from datetime import timedelta
from uuid import UUID

from meedoen.core.time import today
from tests.load.browser import Browser
from tests.load.fill import Filled
from tests.load.subjects import Bare, Subject

LOADS = """
SELECT fixed_contact_id, phase, count(*) FROM journeys_journey
WHERE closed_at IS NULL AND fixed_contact_id IS NOT NULL GROUP BY 1, 2
"""
LEVELS = """
SELECT j.id, r.skill, r.level FROM (
    SELECT id, participant_id FROM journeys_journey WHERE closed_at IS NULL
    ORDER BY entered_phase_at, id LIMIT 1000
) j LEFT JOIN language_levelrecord r ON r.participant_id = j.participant_id
"""
CASELOAD = """
SELECT j.id, r.skill, r.level FROM participants_grant g
JOIN journeys_journey j ON j.participant_id = g.participant_id AND j.closed_at IS NULL
LEFT JOIN language_levelrecord r ON r.participant_id = j.participant_id WHERE g.user_id = ?
"""
CLIMBS = (
    "SELECT start, now, by_us, count(*) FROM ladder_climb WHERE measured_on >= ? GROUP BY 1, 2, 3"
)


def leading(filled: Filled) -> list[Subject]:
    """Beside each the rows that it cannot do without."""
    bare, coach, leader = Bare(), Browser(filled.coach), Browser(filled.leader)
    offer = UUID(str(bare.rows("SELECT id FROM offers_offer ORDER BY sort_name, id LIMIT 1")[0][0]))
    suits, year_ago = f"/aanbod/{offer}/voor-wie/", (today() - timedelta(days=365)).isoformat()
    contact = f"/deelnemers/{filled.dossier}/weg/contactpersoon/"
    return [
        Subject(
            "divide among coaches", lambda: leader.get("/verdelen/contactpersonen/"),
            lambda: bare.rows(LOADS), 150, 15,
        ),
        Subject("choose a contact", lambda: leader.get(contact), lambda: bare.rows(LOADS), 120, 15),
        Subject(
            "whom it suits, leader", lambda: leader.get(suits), lambda: bare.rows(LEVELS), 150, 16
        ),
        Subject(
            "whom it suits, coach", lambda: coach.get(suits),
            lambda: bare.rows(CASELOAD, filled.coach.pk), 40, 16,
        ),
        Subject(
            "the ladder in figures", lambda: leader.get("/cijfers/ladder/"),
            lambda: bare.rows(CLIMBS, year_ago), 120, 8,
        ),
    ]  # fmt: skip
