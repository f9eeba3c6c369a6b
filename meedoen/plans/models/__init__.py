"""The trajectory plan in versions, its parts and promises, the answer to it, the agreement."""

from meedoen.plans.models.agreeing import Acceptance, Agreement, Commitment
from meedoen.plans.models.plans import WEEK, Component, ComponentQuerySet, Goal, Plan

__all__ = [
    "WEEK", "Acceptance", "Agreement", "Commitment", "Component", "ComponentQuerySet", "Goal",
    "Plan",
]  # fmt: skip
