"""Why we may keep personal data (AVG, article 6), in the words of the register."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Ground(models.TextChoices):
    """The legal ground of a processing; each model names one."""

    PUBLIC_TASK = "public_task", _("taak van algemeen belang (AVG art. 6, lid 1, onder e)")
    LEGAL_DUTY = "legal_duty", _("wettelijke plicht (AVG art. 6, lid 1, onder c)")
    CONSENT = "consent", _("toestemming (AVG art. 6, lid 1, onder a)")
    STAFF = "staff", _("werkrelatie van medewerkers")
    ACCOUNTABILITY = "accountability", _("verantwoording over het gebruik van gegevens")
    NO_PERSON = "no_person", _("gaat niet over personen")
