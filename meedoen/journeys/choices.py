"""Words of the road: routes, facts that move somebody on, ways to leave it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Route(models.TextChoices):
    """Which road somebody walks (R70, R104)."""

    NEIGHBOURHOOD = "neighbourhood", _("wijkgerichte inburgering")
    REGULAR = "regular", _("reguliere inburgering")


class Fact(models.TextChoices):
    """Something that happened in the work. Phases follow from facts; nobody types a phase."""

    INTAKE_STARTED = "intake_started", _("intake begonnen")
    INTAKE_COMPLETED = "intake_completed", _("intake afgerond")
    LANGUAGE_MEASURED = "language_measured", _("taalniveau vastgelegd")
    LADDER_MEASURED = "ladder_measured", _("participatieladder ingevuld")
    ADVICE_GIVEN = "advice_given", _("advies gegeven")
    ADVICE_APPROVED = "advice_approved", _("advies goedgekeurd")
    OFFER_CHOSEN = "offer_chosen", _("aanbod gekozen")
    PLAN_PROPOSED = "plan_proposed", _("plan voorgelegd")
    COACH_ASSIGNED = "coach_assigned", _("vaste contactpersoon toegewezen")
    PLAN_ACCEPTED = "plan_accepted", _("plan aangenomen")
    AGREEMENT_SIGNED = "agreement_signed", _("overeenkomst getekend")
    FIRST_PART_STARTED = "first_part_started", _("eerste onderdeel begonnen")
    CLOSING_STARTED = "closing_started", _("eindgesprek gepland")
    CLOSING_HELD = "closing_held", _("eindgesprek gehouden")
    AFTERCARE_DONE = "aftercare_done", _("nazorg afgerond")


# When somebody goes a step back, these must be done anew; the other facts stay true.
DONE_ANEW = frozenset({
    Fact.INTAKE_COMPLETED, Fact.ADVICE_GIVEN, Fact.ADVICE_APPROVED, Fact.PLAN_PROPOSED,
    Fact.PLAN_ACCEPTED, Fact.CLOSING_STARTED, Fact.CLOSING_HELD, Fact.AFTERCARE_DONE,
})  # fmt: skip


class Direction(models.TextChoices):
    """How a phase was entered."""

    START = "start", _("begin")
    ON = "on", _("verder")
    BACK = "back", _("terug")


class BindingGround(models.TextChoices):
    """What makes that somebody can be held to something (R9)."""

    SIGNED_AGREEMENT = "signed_agreement", _("getekende inburgeringsovereenkomst")
    LEGAL_DUTY = "legal_duty", _("inburgeringsplicht")


class Exit(models.TextChoices):
    """How a journey ends."""

    COMPLETED = "completed", _("traject goed afgerond")
    WITHDRAWN = "withdrawn", _("ziet ervan af")
    DROPPED_OUT = "dropped_out", _("uitgevallen")
    TRANSFERRED_TO_REGULAR = "transferred_to_regular", _("door naar de reguliere inburgering")
    TRANSFERRED_TO_NEIGHBOURHOOD = (
        "transferred_to_neighbourhood",
        _("door naar de wijkgerichte inburgering"),
    )
    TRANSFERRED_OTHER_MUNICIPALITY = (
        "transferred_other_municipality",
        _("overgedragen aan een andere gemeente"),
    )
    REFERRED_ELSEWHERE = "referred_elsewhere", _("verwezen naar een andere organisatie")
    MOVED = "moved", _("verhuisd")
    NO_CONTACT = "no_contact", _("geen contact meer gekregen")
    DECEASED = "deceased", _("overleden")


class AssignmentRole(models.TextChoices):
    """What a colleague is to this participant."""

    FIXED = "fixed", _("vaste contactpersoon")
    DEPUTY = "deputy", _("waarnemer")
