"""Offers that belong together, such as the lessons and activities of a bridge class."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.core.ids import new_id
from meedoen.network.models import Organisation
from meedoen.privacy.choices import Ground


class Programme(models.Model):
    """A name under which several offers run together; people join an offer, not a programme."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", null=True, blank=True
    )
    name = models.CharField(
        _("naam"),
        max_length=150,
        unique=True,
        error_messages={"unique": _("Dit programma staat er al.")},
    )
    description = models.TextField(_("omschrijving"), blank=True)
    is_active = models.BooleanField(_("loopt"), default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("programma")
        ordering = ["name"]

    class Privacy:
        ground = Ground.NO_PERSON
        keep_years = 10
        personal: set[str] = set()
        plain = {"organisation", "name", "description", "is_active", "version"}

    def __str__(self) -> str:
        return self.name
