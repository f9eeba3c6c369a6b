"""What the pages of coaching show."""

from meedoen.coaching.pages.candidates import candidates, language_names, needs
from meedoen.coaching.pages.choosing import Choice, Story, choice, preview, story
from meedoen.coaching.pages.colleagues import ColleaguePage, Overview, colleague_page, overview
from meedoen.coaching.pages.sharing import AT_ONCE, Sharing, to_cover, to_hand_over

__all__ = [
    "AT_ONCE",
    "Choice",
    "ColleaguePage",
    "Overview",
    "Sharing",
    "Story",
    "candidates",
    "choice",
    "colleague_page",
    "language_names",
    "needs",
    "overview",
    "preview",
    "story",
    "to_cover",
    "to_hand_over",
]
