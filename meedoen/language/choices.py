"""Language level in words: skills, levels, script, and how it was found out (domain 4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Skill(models.TextChoices):
    """The five skills; having a conversation is no part of an exam but counts in daily life."""

    LISTENING = "listening", _("Luisteren")
    SPEAKING = "speaking", _("Spreken")
    INTERACTION = "interaction", _("Gesprekken voeren")
    READING = "reading", _("Lezen")
    WRITING = "writing", _("Schrijven")


class Level(models.TextChoices):
    """What somebody can, from not reading and writing to C2.

    The Alfa levels (Raamwerk Alfabetisering NT2) exist for reading and writing only.
    """

    CAN_NOT_READ_WRITE = "can_not_read_write", _("Kan niet lezen en schrijven")
    ALFA_A = "alfa_a", _("Alfa A")
    ALFA_B = "alfa_b", _("Alfa B")
    ALFA_C = "alfa_c", _("Alfa C")
    A0 = "a0", _("A0")
    A1 = "a1", _("A1")
    A2 = "a2", _("A2")
    B1 = "b1", _("B1")
    B2 = "b2", _("B2")
    C1 = "c1", _("C1")
    C2 = "c2", _("C2")
    UNKNOWN = "unknown", _("Onbekend")


class Script(models.TextChoices):
    """Which letters somebody reads and writes; the codes of DUO stand in the values."""

    LATIN = "latin", _("Leest en schrijft ons alfabet")
    OTHER = "aa", _("Leest en schrijft een ander alfabet")
    NONE = "a", _("Heeft nog niet leren lezen en schrijven")
    NOT_APPLICABLE = "nvt", _("Niet van toepassing")


class Stage(models.IntegerChoices):
    """How far somebody is in learning our alphabet (Raamwerk Alfabetisering NT2)."""

    NO_LETTERS = 0, _("Kent nog geen letters van ons alfabet")
    LETTERS = 1, _("Kent letters van ons alfabet")
    ALFA_A = 2, _("Alfa A")
    ALFA_B = 3, _("Alfa B")
    ALFA_C = 4, _("Alfa C")
    BEYOND = 5, _("Voorbij Alfa C: leest en schrijft ons alfabet")


class Method(models.TextChoices):
    """How the level was found out."""

    CONVERSATION = "conversation", _("Gesprek")
    TEST = "test", _("Toets")
    EXAM = "exam", _("Examen of diploma")
    SCHOOL = "school", _("Bericht van de taalaanbieder")
    DUO = "duo", _("Bericht van DUO")
    SELF = "self", _("Eigen inschatting van de deelnemer")
    LIST = "list", _("Overgenomen uit een lijst")


# The methods that a person chooses on screen. LIST is for imports only; what the participant
# says has a place of its own beside each level.
ON_SCREEN = (Method.CONVERSATION, Method.TEST, Method.EXAM, Method.SCHOOL, Method.DUO)


class LearningRoute(models.TextChoices):
    """How somebody goes on learning (R92). The first three come from the law."""

    B1 = "b1", _("B1-route")
    EDUCATION = "education", _("Onderwijsroute")
    Z = "z", _("Zelfredzaamheidsroute (Z-route)")
    ALFA = "alfa", _("Eerst leren lezen en schrijven")
    COURSE = "course", _("Taalles bij een taalaanbieder")
    NEIGHBOURHOOD = "neighbourhood", _("Taalles in de wijk")
    BUDDY = "buddy", _("Oefenen met een taalmaatje")
    DOING = "doing", _("Leren door mee te doen")
    OWN = "own", _("Zelf leren")


class WhyWithdrawn(models.TextChoices):
    """Why something that was recorded does not count."""

    WRONG_DOSSIER = "wrong_dossier", _("Hoort in een ander dossier")
    MISTAKE = "mistake", _("Verkeerd ingevuld")
    TWICE = "twice", _("Staat er dubbel in")


ORAL = (Skill.LISTENING, Skill.SPEAKING, Skill.INTERACTION)
WRITTEN = (Skill.READING, Skill.WRITING)

# What a level means in daily life, said to the participant.
MEANINGS = {
    Level.CAN_NOT_READ_WRITE: _("U kunt nog niet lezen en schrijven."),
    Level.ALFA_A: _("U herkent letters en schrijft uw naam en korte woorden."),
    Level.ALFA_B: _("U leest en schrijft eenvoudige woorden en korte zinnen."),
    Level.ALFA_C: _("U leest en schrijft korte, eenvoudige teksten."),
    Level.A0: _("U begint met Nederlands."),
    Level.A1: _("U begrijpt en gebruikt eenvoudige zinnen over uzelf en elke dag."),
    Level.A2: _("U redt zich in gewone situaties, zoals in de winkel of bij de dokter."),
    Level.B1: _("U redt zich zelfstandig in situaties die u kent."),
    Level.B2: _("U spreekt en leest vlot, ook over moeilijkere onderwerpen."),
    Level.C1: _("U gebruikt het Nederlands makkelijk, ook op het werk of bij een studie."),
    Level.C2: _("U gebruikt het Nederlands als uw eigen taal."),
    Level.UNKNOWN: _("We weten het nog niet."),
}

# Suggestions for the name of the test; a municipality may type another.
TOOLS = (
    "Begintoets Alfa",
    "Voortgangstoets Alfa",
    "TOA",
    "Taalmeter",
    "Taalverkenner",
    "Inburgeringsexamen",
    "Staatsexamen NT2 programma I",
    "Staatsexamen NT2 programma II",
)

# The short codes of DUO for the exam parts.
DUO_CODES = {
    Skill.READING: "LE",
    Skill.LISTENING: "LU",
    Skill.WRITING: "SC",
    Skill.SPEAKING: "SP",
}
