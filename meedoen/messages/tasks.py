"""Sending beside the web process."""

from typing import Any

from django_tasks import task

from meedoen.messages import actions


@task()
def send_waiting() -> int:
    """Send what waits. Any number of these may run at once or again: each mail leaves once."""
    return actions.send_waiting().sent


def wake(**_told: Any) -> None:
    """A mail was put in the outbox: the worker hears it at once, or else the next round does."""
    send_waiting.enqueue()
