"""The words of the import: what a column can hold, what a row can be, what was decided."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Field(TextChoices):
    """What one column of a list is about. Nothing else is ever taken over."""

    FIRST_NAME = "first_name", _("Voornaam")
    PREFIX = "prefix", _("Tussenvoegsel")
    LAST_NAME = "last_name", _("Achternaam")
    FULL_NAME = "full_name", _("Hele naam")
    CALLED = "called", _("Roepnaam")
    BIRTH_DATE = "birth_date", _("Geboortedatum")
    PHONE = "phone", _("Telefoon")
    EMAIL = "email", _("E-mail")
    NEIGHBOURHOOD = "neighbourhood", _("Wijk")
    POSTCODE = "postcode", _("Postcode")
    LANGUAGES = "languages", _("Taal die iemand spreekt")
    SPOKEN = "spoken", _("Taalniveau mondeling")
    WRITTEN = "written", _("Taalniveau schriftelijk")
    READING = "reading", _("Taalniveau lezen")
    LISTENING = "listening", _("Taalniveau luisteren")
    WRITING = "writing", _("Taalniveau schrijven")
    SPEAKING = "speaking", _("Taalniveau spreken")
    LADDER = "ladder", _("Trede op de participatieladder")
    CATEGORY = "category", _("Vrijwillig of verplicht")
    REGISTERED_ON = "registered_on", _("Aangemeld op")
    FOUND_THROUGH = "found_through", _("Hoe gekomen")
    QUESTION = "question", _("Wens of vraag")


NAMES = (Field.FIRST_NAME, Field.PREFIX, Field.LAST_NAME, Field.FULL_NAME, Field.CALLED)
LEVELS = (
    Field.SPOKEN, Field.WRITTEN, Field.READING, Field.LISTENING, Field.WRITING, Field.SPEAKING,
)  # fmt: skip


class Kind(TextChoices):
    """How a cell reads."""

    FINE = "fine", _("In orde")
    NOTE = "note", _("Ter informatie")
    DOUBT = "doubt", _("Vraagt een keuze")
    WRONG = "wrong", _("Klopt niet")


class Status(TextChoices):
    """What a row is, seen as a whole."""

    NEW = "new", _("Nieuw")
    KNOWN = "known", _("Bekend")
    DOUBTFUL = "doubtful", _("Twijfel")
    WRONG = "wrong", _("Fout")


class Decision(TextChoices):
    """What a person decided about a row."""

    NONE = "", _("Nog niets besloten")
    IMPORT = "import", _("Toch overnemen")
    SAME = "same", _("Is dezelfde persoon")
    SKIP = "skip", _("Niet overnemen")


class State(TextChoices):
    """How far a list is."""

    UPLOADED = "uploaded", _("Kolommen kiezen")
    CHECKED = "checked", _("Nakijken")
    IMPORTING = "importing", _("Bezig met overnemen")
    DONE = "done", _("Overgenomen")
    UNDONE = "undone", _("Teruggedraaid")
