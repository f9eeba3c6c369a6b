"""Identifiers: time-ordered for the database, pseudonymous for people."""

import secrets
import time
import uuid

# No I, L, O, U or 0/1: read aloud over the phone without mistakes.
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_DIGITS = "23456789"


def new_id() -> uuid.UUID:
    """A UUID version 7 (RFC 9562): sorts by time of making, so indexes stay compact."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & 0xFFFFFFFFFFFF) << 80 | 0x7 << 76
    value |= secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    return uuid.UUID(int=value)


def new_number() -> int:
    """A whole number of 62 bits that nothing else has: half of what an identifier takes, for
    tables that hold little else."""
    return secrets.randbits(62)


def case_code() -> str:
    """A case number that tells nothing about the person, such as `K7P-2QX4`."""
    letters = [secrets.choice(_ALPHABET) for _ in range(7)]
    # Always a digit: so nobody, and no search, takes it for a name.
    letters[secrets.randbelow(7)] = secrets.choice(_DIGITS)
    return "".join(letters[:3]) + "-" + "".join(letters[3:])
