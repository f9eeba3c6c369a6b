"""Timing one piece of work many times: wall clock, processor time, queries."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from django.test.utils import CaptureQueriesContext


@dataclass(frozen=True)
class Timing:
    """What a piece of work cost, in milliseconds."""

    p50: float
    p95: float
    cpu: float
    rounds: int


def measure(work: Callable[[], object], *, seconds: float = 2.0, warm: int = 5) -> Timing:
    """Repeat the work for some seconds, at least 20 and at most 2,000 times."""
    for _round in range(warm):
        work()
    walls: list[float] = []
    started, cpu = time.perf_counter(), time.process_time()
    while len(walls) < 20 or (time.perf_counter() - started < seconds and len(walls) < 2_000):
        before = time.perf_counter()
        work()
        walls.append((time.perf_counter() - before) * 1_000)
    spent = (time.process_time() - cpu) * 1_000 / len(walls)
    ordered = sorted(walls)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return Timing(statistics.median(ordered), p95, spent, len(ordered))


def queries(work: Callable[[], object]) -> int:
    """How many statements the work sends."""
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)
