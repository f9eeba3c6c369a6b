"""Verbs of matching: choosing, and choosing the rules."""

from meedoen.matching.actions.choosing import choose, choose_package, withdraw
from meedoen.matching.actions.ruling import adjust, begin, lay_aside, measure, publish

__all__ = [
    "adjust", "begin", "choose", "choose_package", "lay_aside", "measure", "publish", "withdraw",
]  # fmt: skip
