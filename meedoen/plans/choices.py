"""Words of the plan: its states, its parts, who promises what, and how somebody answers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlanState(models.TextChoices):
    """How far a version of the plan is."""

    DRAFT = "draft", _("in de maak")
    PROPOSED = "proposed", _("voorgelegd")
    ACCEPTED = "accepted", _("akkoord")
    DECLINED = "declined", _("niet gekozen")
    SUPERSEDED = "superseded", _("vervangen")


# While a version is one of these there is no other new version beside it.
OPEN = (PlanState.DRAFT, PlanState.PROPOSED)


class ComponentKind(models.TextChoices):
    """The four kinds of parts by which the guide describes a trajectory (R78)."""

    LANGUAGE_COURSE = "language_course", _("taalles")
    ACTIVITY = "activity", _("meedoen in de wijk")
    REFERRAL = "referral", _("verwijzing")
    CARE_SUPPORT = "care_support", _("hulp en ondersteuning")


class ComponentSide(models.TextChoices):
    """On which side of a dual plan a part counts (R30, R49)."""

    LANGUAGE = "language", _("Taal")
    PARTICIPATION = "participation", _("Meedoen")
    BOTH = "both", _("Taal en meedoen in één")
    OTHER = "other", _("Overig")


class Timing(models.TextChoices):
    """During the trajectory, or what somebody goes on with afterwards (R110)."""

    DURING = "during", _("tijdens het traject")
    AFTER = "after", _("na het traject")


class CommitmentSide(models.TextChoices):
    """Whose promise it is (R67)."""

    PARTICIPANT = "participant", _("De deelnemer")
    ORGANISATION = "organisation", _("Wij")


class Answer(models.TextChoices):
    """What the participant says to a plan (R66)."""

    ACCEPTED = "accepted", _("Ja, dit past")
    WITH_REMARKS = "with_remarks", _("Ja, met opmerkingen")
    DECLINED = "declined", _("Nee, dit past niet")


class SignatureKind(models.TextChoices):
    """How the participant signed."""

    DRAWN = "drawn", _("getekend op het scherm")
    TYPED = "typed", _("eigen naam getypt")
