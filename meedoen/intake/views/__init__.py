"""The doors of the intake: talks, advice, language and ladder."""

from meedoen.intake.views.advising import advice, judge, share
from meedoen.intake.views.measuring import ladder, language
from meedoen.intake.views.talks import overview, section, test

__all__ = ["advice", "judge", "ladder", "language", "overview", "section", "share", "test"]
