"""A second intake talk on a later day, and what the assessor heard and saw at the test."""

from datetime import date
from typing import Any

from meedoen.accounts.models import User
from meedoen.intake import actions as intake
from meedoen.intake.models import Intake
from meedoen.participants.choices import LANGUAGES

# One in so many intakes took a second talk.
EACH = 4
WORK = (
    ("Ik bakte brood en hielp in de winkel.", "primary", 6),
    ("Ik naaide kleding, eerst thuis en later in een atelier.", "secondary", 9),
    ("Ik gaf les aan jonge kinderen.", "higher", 16),
    ("Ik werkte op het land van mijn familie.", "none", 3),
)
WEEKS = (
    "Kinderen naar school, boodschappen, koken. Op vrijdag bezoek.",
    "Elke dag een lange wandeling. Verder veel thuis.",
    "Twee ochtenden schoonmaken, de rest van de week is vrij.",
)


def go_on(held: Intake, *, by: User, tester: User, language: str, number: int, on: date) -> None:
    """The parts that were left open the first time, in one in four intakes."""
    if number % EACH:
        return
    work, education, years = WORK[number // EACH % len(WORK)]
    rows: list[dict[str, Any]] = [
        {"language": LANGUAGES.get(language, "Engels"), "speak": 3, "understand": 3, "read": 2},
        {"language": "Nederlands", "speak": 1, "understand": 1, "read": 1, "write": 0},
    ]
    parts: dict[str, dict[str, Any]] = {
        "work": {"work_before": work, "education": education, "school_years": years},
        "language": {"languages": rows[language == "nl" :], "scripts": ["latin"]},
        "participation": {"ordinary_week": WEEKS[number // EACH % len(WEEKS)], "ready": 4},
    }
    for section, answers in parts.items():
        intake.save_section(held, section=section, answers=answers, version=0, by=by)
    if tester != by:
        test = {"test_on": on.isoformat(), "test_reading": "sentences", "test_pace": 3}
        intake.save_section(held, section="language_test", answers=test, version=0, by=tester)
