"""The work list: for one colleague, and for a team."""

from meedoen.watch.pages.lists import Filter, Line, Worklist, mine, of_team

__all__ = ["Filter", "Line", "Worklist", "mine", "of_team"]
