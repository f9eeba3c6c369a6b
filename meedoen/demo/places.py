"""The demo town, read from `town.toml`: working areas, organisations, offers."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

WEEK = ("ma", "di", "wo", "do", "vr", "za", "zo")


@dataclass(frozen=True)
class Hours:
    """One moment in the week: weekday 0 is Monday, times as `09:00`."""

    weekday: int
    starts: str
    ends: str


@lru_cache
def town() -> dict[str, list[dict[str, Any]]]:
    """Everything in the town, by kind: neighbourhoods, organisations, offers."""
    file = Path(__file__).with_name("town.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def hours(text: str) -> Hours:
    """`ma 09:00-11:30` as a moment in the week."""
    day, times = text.split(" ")
    starts, ends = times.split("-")
    return Hours(WEEK.index(day), starts, ends)
