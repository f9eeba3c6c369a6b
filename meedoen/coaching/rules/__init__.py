"""The decisions of coaching: how busy somebody is, who suits whom, and what is said about it."""

from meedoen.coaching.rules.facts import DEPUTY, FIXED, Away, Candidate, Need
from meedoen.coaching.rules.needing import skills_for
from meedoen.coaching.rules.proposing import (
    POINTS,
    TOLD,
    Judged,
    away_words,
    best,
    judge,
    propose,
)
from meedoen.coaching.rules.sharing import Share, share_out, shares
from meedoen.coaching.rules.weighing import (
    CHILDCARE,
    DEPUTY_PART,
    FULL_ROOM,
    FULL_WEEK,
    INTERPRETER,
    PHASES,
    USUAL_HOURS,
    as_people,
    room_of,
    weigh,
    weigh_together,
)
from meedoen.coaching.rules.wording import Person, Text, contact_changed, deputy_comes

__all__ = [
    "CHILDCARE",
    "DEPUTY",
    "DEPUTY_PART",
    "FIXED",
    "FULL_ROOM",
    "FULL_WEEK",
    "INTERPRETER",
    "PHASES",
    "POINTS",
    "TOLD",
    "USUAL_HOURS",
    "Away",
    "Candidate",
    "Judged",
    "Need",
    "Person",
    "Share",
    "Text",
    "as_people",
    "away_words",
    "best",
    "contact_changed",
    "deputy_comes",
    "judge",
    "propose",
    "room_of",
    "share_out",
    "shares",
    "skills_for",
    "weigh",
    "weigh_together",
]
