"""Words of the directory: kinds of offers, sides, levels, themes, parts of the week."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What somebody does there (domain 5.1)."""

    LANGUAGE_COURSE = "language_course", _("taalles")
    LANGUAGE_PRACTICE = "language_practice", _("taal oefenen")
    ENCOUNTER = "encounter", _("ontmoeting")
    VOLUNTEER_WORK = "volunteer_work", _("vrijwilligerswerk")
    WORK_PLACEMENT = "work_placement", _("werkplek om te leren")
    PARENTING = "parenting", _("ouders en opvoeding")
    SPORT_CULTURE = "sport_culture", _("sport en cultuur")
    EDUCATION = "education", _("opleiding of cursus")
    LIVEABILITY_PROJECT = "liveability_project", _("wijkproject")
    ENTREPRENEURSHIP = "entrepreneurship", _("ondernemen")
    BRIDGE_CLASS = "bridge_class", _("brugklas")
    PRE_TRAJECTORY = "pre_trajectory", _("voortraject")
    WARM_UP = "warm_up", _("opwarmgroep")
    CARE_SUPPORT = "care_support", _("hulp en ondersteuning")
    INFO_SESSION = "info_session", _("voorlichting")
    ASSESSMENT = "assessment", _("assessment")
    NETWORK_MEETING = "network_meeting", _("netwerkbijeenkomst")
    RECRUITMENT = "recruitment", _("kennismaking")


class Side(models.TextChoices):
    """On which side of a dual package it counts (R30, R49)."""

    LANGUAGE = "language", _("Taal")
    PARTICIPATION = "participation", _("Meedoen")
    BOTH = "both", _("Taal en meedoen in één")


class Status(models.TextChoices):
    """Whether people can still go there."""

    OPEN = "open", _("loopt")
    CLOSED = "closed", _("gestopt")


class Timing(models.TextChoices):
    """Whether it goes with the trajectory or follows on it (R110)."""

    DURING = "during", _("tijdens het traject")
    AFTER = "after", _("na het traject")
    BOTH = "both", _("tijdens en na het traject")


class DualForm(models.TextChoices):
    """With what part of life the language is joined (the six dual forms of the Deltaplan)."""

    WORK = "work", _("werk")
    REINTEGRATION = "reintegration", _("re-integratie")
    VOCATIONAL_EDUCATION = "vocational_education", _("beroepsonderwijs")
    VOLUNTEERING = "volunteering", _("vrijwilligerswerk")
    PARENTING_SUPPORT = "parenting_support", _("opvoedingsondersteuning")
    ENTREPRENEURSHIP = "entrepreneurship", _("ondernemerschap")


class Joining(models.TextChoices):
    """How somebody gets in."""

    SELF = "self", _("de deelnemer meldt zich zelf aan")
    COACH = "coach", _("de coach meldt aan")
    EITHER = "either", _("zelf of via de coach")


class AnswerKind(models.TextChoices):
    """What a provider can say about an offer."""

    RIGHT = "right", _("klopt")
    WRONG = "wrong", _("klopt niet")
    GONE = "gone", _("bestaat niet meer")


class AnswerState(models.TextChoices):
    """What became of an answer."""

    OPEN = "open", _("nog niet bekeken")
    ACCEPTED = "accepted", _("overgenomen")
    DECLINED = "declined", _("niet overgenomen")


class LevelAsked(models.TextChoices):
    """The language levels that an offer can ask; the codes are those of the language area."""

    CAN_NOT_READ_WRITE = "can_not_read_write", _("kan niet lezen en schrijven")
    ALFA_A = "alfa_a", _("Alfa A")
    ALFA_B = "alfa_b", _("Alfa B")
    A0 = "a0", _("A0")
    ALFA_C = "alfa_c", _("Alfa C")
    A1 = "a1", _("A1")
    A2 = "a2", _("A2")
    B1 = "b1", _("B1")
    B2 = "b2", _("B2")
    C1 = "c1", _("C1")
    C2 = "c2", _("C2")


ORAL_LEVELS = ("a0", "a1", "a2", "b1", "b2", "c1", "c2")

# Higher can more; Alfa B stands beside A0. The same numbers as in the language area.
LEVEL_RANK: dict[str, int] = {
    "can_not_read_write": 0, "alfa_a": 10, "alfa_b": 20, "a0": 20, "alfa_c": 30,
    "a1": 40, "a2": 50, "b1": 60, "b2": 70, "c1": 80, "c2": 90,
}  # fmt: skip


class Theme(models.TextChoices):
    """What an offer is about, and what people wish for, in the same words."""

    LANGUAGE_DAILY = "language_daily", _("Nederlands voor elke dag")
    MEETING = "meeting", _("mensen ontmoeten")
    WORK = "work", _("werk")
    LEARNING = "learning", _("leren, een opleiding")
    VOLUNTEERING = "volunteering", _("anderen helpen")
    CHILDREN_SCHOOL = "children_school", _("kinderen en school")
    HEALTHY_LIVING = "healthy_living", _("gezond leven")
    SPORT = "sport", _("sporten en bewegen")
    COOKING = "cooking", _("koken en eten")
    CREATIVE = "creative", _("naaien, muziek en kunst")
    GARDEN = "garden", _("tuin en natuur")
    COMPUTER = "computer", _("computer en telefoon")
    PAPERWORK = "paperwork", _("brieven en geldzaken")
    NEIGHBOURHOOD = "neighbourhood", _("de eigen wijk")


WEEKDAYS = (
    (0, _("maandag")), (1, _("dinsdag")), (2, _("woensdag")), (3, _("donderdag")),
    (4, _("vrijdag")), (5, _("zaterdag")), (6, _("zondag")),
)  # fmt: skip
SHORT_WEEKDAYS = (_("ma"), _("di"), _("wo"), _("do"), _("vr"), _("za"), _("zo"))
PARTS = ((0, _("ochtend")), (1, _("middag")), (2, _("avond")))
WHOLE_WEEK = (1 << 21) - 1
