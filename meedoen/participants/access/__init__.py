"""Who may see whom. One table of grants answers; hidden and missing look alike."""

from meedoen.participants.access.doubles import Double, doubles, doubles_for_many
from meedoen.participants.access.finding import Show, forget_words, matching, nearly
from meedoen.participants.access.seeing import (
    FULL,
    LANGUAGE,
    few_seen,
    granted,
    granted_one,
    grants_of,
    language_visible_to,
    seen_by,
    sees,
    sees_language,
    sees_language_only,
    sees_more_than,
    sights,
    sights_of,
    to_change,
    to_see,
    to_see_language,
    viewers_of,
    visible_to,
)

__all__ = [
    "FULL", "LANGUAGE", "Double", "Show", "doubles", "doubles_for_many", "few_seen",
    "forget_words", "granted", "granted_one", "grants_of", "language_visible_to", "matching",
    "nearly", "seen_by", "sees", "sees_language", "sees_language_only", "sees_more_than",
    "sights", "sights_of", "to_change", "to_see", "to_see_language", "viewers_of", "visible_to",
]  # fmt: skip
