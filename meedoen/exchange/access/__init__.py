"""Who may exchange the directory, and the directory as HSDS writes it."""

from meedoen.exchange.access.handling import judge, known, may_exchange, to_handle, visible_to
from meedoen.exchange.access.writing import Links, links, written

__all__ = ["Links", "judge", "known", "links", "may_exchange", "to_handle", "visible_to", "written"]
