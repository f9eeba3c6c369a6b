"""How busy a colleague is: people weigh by what they ask of us now. All of it is public.

Weights are in tenths, so that sums are exact: 10 is somebody who is on their way.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True)
class Weight:
    """What one phase weighs, and why."""

    tenths: int
    label: Words
    why: Words

    @property
    def counts(self) -> str:
        """`1,5`, as people read it."""
        return as_people(self.tenths)


ONE = 10
# The phases of both roads; a phase that a new road brings weighs one until it stands here.
PHASES: Mapping[str, Weight] = {
    "registered": Weight(8, _("Aangemeld"), _("Kennismaken en de intake plannen.")),
    "intake": Weight(15, _("Intake"), _("Meerdere gesprekken, thuis of op kantoor.")),
    "profile_advice": Weight(15, _("Advies"), _("Taal en ladder meten, het advies schrijven.")),
    "planning": Weight(14, _("Plan maken"), _("Samen zoeken wat past en het plan maken.")),
    "acceptance": Weight(12, _("Akkoord"), _("Het plan bespreken en bijstellen.")),
    "agreement": Weight(12, _("Overeenkomst"), _("De overeenkomst uitleggen en tekenen.")),
    "start": Weight(12, _("Startklaar"), _("Alles klaarzetten voor de eerste dag.")),
    "in_trajectory": Weight(10, _("Op traject"), _("Geregeld contact, ongeveer elke drie weken.")),
    "closing": Weight(12, _("Eindgesprek"), _("Het eindgesprek en wat daarna komt.")),
    "aftercare": Weight(4, _("Nazorg"), _("Af en toe vragen hoe het gaat.")),
    "closed": Weight(0, _("Afgesloten"), _("Afgesloten.")),
}
OTHERWISE = Weight(ONE, _("Anders"), _("Een fase die hier nog niet staat."))
INTERPRETER = Weight(3, _("Tolk nodig"), _("Met een tolk duurt elk gesprek langer."))
CHILDCARE = Weight(1, _("Opvang nodig"), _("Opvang voor de kinderen regelen kost tijd."))
# A deputy keeps in touch, and leaves the big steps to the fixed contact person.
DEPUTY_PART = 2

# Sixty people suit a full week of 36 hours; who has not said how many hours counts as 30.
FULL_WEEK, FULL_ROOM = 36, 60
USUAL_HOURS = 30


def weigh(
    phase: str, *, has_interpreter: bool = False, has_childcare: bool = False, number: int = 1
) -> int:
    """What so many people in this phase weigh together, in tenths."""
    return weigh_together(
        phase,
        number=number,
        with_interpreter=number if has_interpreter else 0,
        with_childcare=number if has_childcare else 0,
    )


def weigh_together(phase: str, *, number: int, with_interpreter: int, with_childcare: int) -> int:
    """What people in this phase weigh, of whom so many have an interpreter, or need childcare."""
    each = PHASES.get(phase, OTHERWISE).tenths
    if not each:
        return 0
    extra = with_interpreter * INTERPRETER.tenths + with_childcare * CHILDCARE.tenths
    return each * number + extra


def room_of(*, hours_per_week: int | None, room: int | None) -> int:
    """How much suits this colleague, in tenths: as they said, else by their hours."""
    if room is not None:
        return room * ONE
    hours = hours_per_week if hours_per_week is not None else USUAL_HOURS
    return hours * FULL_ROOM * ONE // FULL_WEEK


def as_people(tenths: int) -> str:
    """`32,5`: a sum of weights as people read it."""
    whole, rest = divmod(tenths, ONE)
    return f"{whole},{rest}" if rest else str(whole)
