"""What somebody can in Dutch now, how that came about, and where they want to go."""

from meedoen.language.pages.growth import Dot, Picture, pictures
from meedoen.language.pages.levels import (
    Current,
    SkillNow,
    current,
    levels,
    levels_many,
    skills_now,
    summary_text,
)
from meedoen.language.pages.past import Line, history, sitting_of
from meedoen.language.pages.paths import Path, Target, latest_path, paths
from meedoen.language.pages.whole import Whole, whole

__all__ = [
    "Current",
    "Dot",
    "Line",
    "Path",
    "Picture",
    "SkillNow",
    "Target",
    "Whole",
    "current",
    "history",
    "latest_path",
    "levels",
    "levels_many",
    "paths",
    "pictures",
    "sitting_of",
    "skills_now",
    "summary_text",
    "whole",
]
