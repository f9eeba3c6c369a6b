"""What every test of Meedoen may use."""

from meedoen.core.testing.fixtures import _read_definitions_anew, audited, login, queries

__all__ = ["_read_definitions_anew", "audited", "login", "queries"]
