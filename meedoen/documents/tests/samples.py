"""Papers filled in for invented people."""

from datetime import date, time
from math import cos, sin
from typing import Any


def base(**changes: Any) -> dict[str, Any]:
    """What every paper carries."""
    return {
        "organisation": "Gemeente Voorbeeld",
        "team": "Team Wijkgerichte inburgering",
        "participant_name": "Testpersoon Een",
        "case_number": "K7P-2QX4",
        "dated": date(2026, 11, 23),
        "bound": "none",
        "contact": {
            "name": "Coach Voorbeeld",
            "role": "Participatiecoach",
            "phone": "06 12 34 56 78",
            "email": "coach@voorbeeld.example",
        },
        **changes,
    }


def commitments(count: int = 5) -> list[dict[str, Any]]:
    """Commitments of both sides; more than five repeat."""
    some: list[dict[str, Any]] = [
        {
            "what": "Ik ga elke maandag en woensdag naar de taalles.",
            "who": "Testpersoon Een",
            "side": "participant",
            "when": "vanaf 11 januari 2027",
        },
        {
            "what": "Ik help elke dinsdagmiddag in de keuken van het buurthuis.",
            "who": "Testpersoon Een",
            "side": "participant",
            "due_on": date(2027, 1, 12),
        },
        {
            "what": "De coach regelt opvang voor de kinderen tijdens de les.",
            "who": "Coach Voorbeeld",
            "side": "organisation",
            "due_on": date(2026, 12, 18),
        },
        {
            "what": "De coach gaat de eerste keer mee naar het buurthuis.",
            "who": "Coach Voorbeeld",
            "side": "organisation",
            "due_on": date(2027, 1, 12),
        },
        {
            "what": "De taalschool stuurt het rooster.",
            "who": "Taalschool De Brug",
            "side": "organisation",
            "is_done": True,
            "done_on": date(2026, 11, 20),
            "due_on": date(2026, 11, 30),
        },
    ]
    return [some[number % len(some)] for number in range(count)]


def parts() -> list[dict[str, Any]]:
    """A language part and a participation part in the same months."""
    return [
        {
            "name": "Nederlands leren voor elke dag",
            "kind": "language",
            "kind_label": "Taalles",
            "organisation": "Taalschool De Brug",
            "place": "Buurthuis De Haven, Havenstraat 12",
            "when": "maandag en woensdag, 9.15 tot 11.45 uur",
            "slots": [{"day": 0, "daypart": "morning"}, {"day": 2, "daypart": "morning"}],
            "starts_on": date(2027, 1, 11),
            "ends_on": date(2027, 7, 2),
            "hours_per_week": 5.0,
            "why": "De les begint na schooltijd van de kinderen en er is opvang in het gebouw.",
        },
        {
            "name": "Koken in de buurtkeuken",
            "kind": "participation",
            "kind_label": "Meedoen",
            "organisation": "Buurthuis De Haven",
            "place": "Havenstraat 12",
            "when": "dinsdagmiddag, 13.00 tot 16.00 uur",
            "slots": [{"day": 1, "daypart": "afternoon"}],
            "starts_on": date(2027, 1, 12),
            "hours_per_week": 3.0,
            "why": "U kookt graag en u spreekt daar Nederlands met de andere vrijwilligers.",
        },
    ]


def plan(**changes: Any) -> dict[str, Any]:
    """A dual plan with two parts."""
    filled: dict[str, Any] = {
        "version": 2,
        "core_question": "Ik wil beter Nederlands spreken en iets doen met koken, "
        "dicht bij de school van mijn kinderen.",
        "goals": [
            "Ik wil zelf met de juf van mijn kinderen kunnen praten.",
            "Ik wil mensen leren kennen in mijn buurt.",
            "Later wil ik werken in een keuken.",
        ],
        "parts": parts(),
        "is_dual": True,
        "language": [
            {"skill": "Spreken", "now": "A1+", "target": "A2"},
            {"skill": "Luisteren", "now": "A2", "target": "B1"},
            {"skill": "Gesprekken voeren", "now": "A1", "target": "A2"},
            {"skill": "Lezen", "now": "A1", "target": "A2"},
            {"skill": "Schrijven", "now": "Alfa C", "target": "A1"},
        ],
        "ladder": {
            "now": 2,
            "now_label": "Sociale contacten buitenshuis",
            "target": 4,
            "target_label": "Onbetaald werk",
        },
        "commitments": commitments(),
        "talks": [date(2027, 3, 15), date(2027, 6, 14)],
    }
    return base(**{**filled, **changes})


def commitment_list(count: int = 5, **changes: Any) -> dict[str, Any]:
    """The list of commitments."""
    return base(commitments=commitments(count), **changes)


def strokes() -> list[list[list[int]]]:
    """A drawn signature: a wave and a line under it."""
    wave = [[60 + 9 * t, int(190 - 120 * sin(t / 6) * cos(t / 23) - t * 0.4)] for t in range(95)]
    return [wave, [[120, 330], [480, 318], [860, 300]], [[905, 120]]]


def agreement(**changes: Any) -> dict[str, Any]:
    """A signed agreement."""
    return base(
        **{
            "bound": "agreement",
            "plan_version": 2,
            "represented_by": "Coach Voorbeeld, participatiecoach",
            "we_do": [
                "U krijgt één vaste contactpersoon.",
                "Wij betalen de taalles en de boeken.",
                "Wij regelen opvang voor uw kinderen tijdens de les.",
            ],
            "you_do": [
                "U gaat naar de taalles: maandag- en woensdagochtend.",
                "U doet mee in de buurtkeuken: dinsdagmiddag.",
                "Kunt u niet komen? Dan belt u van tevoren.",
            ],
            "starts_on": date(2026, 11, 23),
            "ends_on": date(2027, 7, 2),
            "explained_in": "Turks",
            "interpreter": "Tolk Voorbeeld",
            "signature": {
                "strokes": strokes(),
                "signed_on": date(2026, 11, 23),
                "signed_at": time(14, 3),
                "place": "Alkmaar",
            },
            **changes,
        }
    )


def letter(**changes: Any) -> dict[str, Any]:
    """A letter about another contact person."""
    return base(
        **{
            "subject": "Uw nieuwe contactpersoon",
            "paragraphs": [
                "Beste Testpersoon Een,",
                "U heeft een nieuwe vaste contactpersoon. Dat is Coach Voorbeeld.",
                "Met vriendelijke groet,\nGemeente Voorbeeld",
            ],
            **changes,
        }
    )


def closing(**changes: Any) -> dict[str, Any]:
    """A closing interview with everything in it."""
    return base(
        goals=[
            {
                "text": "Ik praat zelf met de juf op de ouderavond.",
                "outcome": "gelukt",
                "is_reached": True,
                "words": "De juf en ik begrijpen elkaar.\nIk ga nu alleen.",
            },
            {"text": "Ik bel zelf de huisarts.", "outcome": "voor een deel gelukt"},
            {"text": "Ik doe examen op niveau A2."},
        ],
        language=[
            {"what": "Spreken", "then": "A0", "now": "A2"},
            {"what": "Lezen", "then": "A0", "now": "A1"},
        ],
        ladder={"what": "Meedoen", "then": "trede 2: Sociale contacten", "now": "trede 4: Werk"},
        helped="Samen de eerste keer gaan.",
        hindered="De bus reed niet op zondag.",
        onward="Ik blijf koken in het buurthuis en zoek een opleiding.",
        onward_where="Buurthuis Voorbeeld",
        calls=[date(2026, 12, 23), date(2027, 2, 23), date(2027, 5, 24), date(2027, 11, 23)],
        reach_by="bellen, na vier uur",
        ambassador=True,
        **changes,
    )
