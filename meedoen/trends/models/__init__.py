"""Unmet needs, signals with their ideas, and what was pointed out to whom."""

from meedoen.trends.models.inviting import Invitation, InvitationQuerySet
from meedoen.trends.models.needs import UnmetNeed, UnmetNeedQuerySet
from meedoen.trends.models.signals import Idea, IdeaQuerySet, Signal, SignalQuerySet, SignalStep

__all__ = [
    "Idea", "IdeaQuerySet", "Invitation", "InvitationQuerySet", "Signal", "SignalQuerySet",
    "SignalStep", "UnmetNeed", "UnmetNeedQuerySet",
]  # fmt: skip
