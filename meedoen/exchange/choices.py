"""Words of exchanging the directory with others: where a package stands, what a record is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a package that was handed in stands."""

    CHECKED = "checked", _("nagekeken")
    RUNNING = "running", _("wordt overgenomen")
    DONE = "done", _("overgenomen")
    FAILED = "failed", _("niet gelukt")


class Verdict(models.TextChoices):
    """What a record in a package is to us."""

    NEW = "new", _("nieuw")
    CHANGED = "changed", _("gewijzigd")
    SAME = "same", _("hetzelfde")


class Weight(models.TextChoices):
    """How bad a problem is."""

    BROKEN = "broken", _("niet overgenomen")
    FIELD = "field", _("veld weggelaten")
    NOTE = "note", _("opmerking")


class Root(models.TextChoices):
    """The records of HSDS that stand on their own; all others belong to one of these."""

    TAXONOMY = "taxonomy", _("woordenlijst")
    TERM = "taxonomy_term", _("woord")
    UNIT = "unit", _("eenheid")
    META = "meta_table_description", _("beschrijving van een tabel")
    PROGRAMME = "program", _("programma")
    ORGANISATION = "organization", _("organisatie")
    LOCATION = "location", _("locatie")
    SERVICE = "service", _("dienst")
