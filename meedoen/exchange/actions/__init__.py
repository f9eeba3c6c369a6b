"""Taking over a package of the directory: handed in, looked at, and then all of it or nothing."""

from meedoen.exchange.actions.handing import discard, fail, hand_in, run, start

__all__ = ["discard", "fail", "hand_in", "run", "start"]
