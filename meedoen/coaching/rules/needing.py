"""Which task from experience fits somebody, by where they are and how they came (R84 to R89)."""

from django.utils.translation import gettext_lazy as _

from meedoen.coaching.rules.weighing import Words
from meedoen.participants.choices import FoundThrough
from meedoen.teams.choices import Skill

# On a low step somebody gains most from a bridge class; on a high one work comes near.
LOW, HIGH = 2, 4


def skills_for(*, phase: str, found_through: str, step: int | None) -> dict[str, Words]:
    """The specialisations that fit, each with the reason."""
    fits: dict[str, Words] = {}
    if phase in {"closing", "aftercare"}:
        fits[Skill.AFTERCARE] = _("Doet eindgesprekken en nazorg, en daar is deze deelnemer nu.")
    if found_through in {FoundThrough.SELF_ORGANISATION, FoundThrough.AMBASSADOR}:
        fits[Skill.SELF_ORGANISATION] = _("Kent de zelforganisaties; zo kwam deze deelnemer hier.")
    if step is not None and step <= LOW:
        fits[Skill.BRIDGE_CLASS] = _("Doet de brugklassen; die passen bij een eerste stap.")
    if step is not None and step >= HIGH and phase not in {"closing", "aftercare"}:
        fits[Skill.WORK] = _("Kent het WijkServiceBedrijf; werk komt voor deze deelnemer dichtbij.")
    return fits
