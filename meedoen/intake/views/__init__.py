"""The doors of the intake: talks, advice, and the language."""

from meedoen.intake.views.advising import advice, judge, share
from meedoen.intake.views.levels import language, language_withdraw, learning_path
from meedoen.intake.views.talks import overview, section, test

__all__ = [
    "advice", "judge", "language", "language_withdraw", "learning_path", "overview", "section",
    "share", "test",
]  # fmt: skip
