"""Compare-and-set: nobody overwrites another silently."""

from collections.abc import Mapping
from typing import Any, ClassVar, Protocol, cast

from django.db.models import Model
from django.utils.translation import gettext as _

from meedoen.core.errors import NotPossible, TooLate

Table = Mapping[str, Mapping[str, str]]


class HasFlow(Protocol):
    """A model with a state and the table of the verbs that change it."""

    FLOW: ClassVar[Table]
    state: str


def next_state(table: Table, state: str, verb: str) -> str:
    """Where the verb leads from this state; a refusal when it leads nowhere."""
    try:
        return table[state][verb]
    except KeyError as error:
        raise NotPossible(
            _("Deze stap past niet bij hoe het er nu voor staat."),
            next_step=_("Ververs de pagina en kijk wat de volgende stap is."),
        ) from error


def move(record: HasFlow, verb: str, **facts: Any) -> None:
    """Move one record along its flow, unless someone else was first."""
    new = next_state(record.FLOW, record.state, verb)
    _write(cast(Model, record), {"state": record.state}, {"state": new, **facts})


def change(record: Model, *, version: int, **facts: Any) -> None:
    """Write fields of a record that still has this version; the loser hears what stands there."""
    _write(record, {"version": version}, {"version": version + 1, **facts})


def _write(record: Model, expected: dict[str, Any], facts: dict[str, Any]) -> None:
    manager = type(record)._base_manager
    if not manager.filter(pk=record.pk, **expected).update(**facts):
        now = manager.filter(pk=record.pk).values().first()
        raise TooLate(
            _("Iemand anders heeft dit net gewijzigd."),
            next_step=_("Ververs de pagina. Wat u typte staat hieronder nog."),
            now=now,
        )
    for name, value in facts.items():
        setattr(record, name, value)
