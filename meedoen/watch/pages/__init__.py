"""The work list: for one colleague, and for a team."""

from meedoen.watch.pages.lists import Filter, Line, Worklist, mine, of_team
from meedoen.watch.pages.promises import Promise, promises

__all__ = ["Filter", "Line", "Promise", "Worklist", "mine", "of_team", "promises"]
