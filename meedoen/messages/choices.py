"""Words about messages: along which way, how far it got, what it is about."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Way(models.TextChoices):
    """How a message reaches somebody. Only mail leaves by itself; the rest is done by hand."""

    MAIL = "mail", _("e-mail")
    SMS = "sms", _("sms of app")
    LETTER = "letter", _("brief")
    CALL = "call", _("bellen")


class State(models.TextChoices):
    """How far a message got."""

    QUEUED = "queued", _("wacht op verzenden")
    SENDING = "sending", _("wordt verzonden")
    SENT = "sent", _("verzonden")
    FAILED = "failed", _("niet gelukt")
    TO_DO = "to_do", _("zelf te doen")
    DONE = "done", _("gedaan")


class Kind(models.TextChoices):
    """What a message is about."""

    CONTACT_CHANGED = "contact_changed", _("nieuwe vaste contactpersoon")
    DEPUTY = "deputy", _("waarnemer")
    REMINDER = "reminder", _("herinnering aan een afspraak")
    OTHER = "other", _("ander bericht")


class Problem(models.TextChoices):
    """Why a mail did not leave; never the words of a mail server, which may name people."""

    ADDRESS = "address", _("Dit e-mailadres kan niet kloppen.")
    REFUSED = "refused", _("De ontvanger neemt geen post aan op dit adres.")
    UNREACHABLE = "unreachable", _("De mailserver was niet bereikbaar.")
