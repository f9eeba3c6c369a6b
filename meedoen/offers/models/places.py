"""Where an offer is, and for which neighbourhoods it is meant."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.core.ids import new_id
from meedoen.network.models import Neighbourhood, Organisation
from meedoen.privacy.choices import Ground


class Location(models.Model):
    """A building or a spot where offers are, with what somebody needs to know to get in."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", null=True, blank=True
    )
    name = models.CharField(_("naam"), max_length=150)
    address = models.CharField(_("adres"), max_length=200)
    neighbourhood = models.ForeignKey(
        Neighbourhood, models.PROTECT, related_name="+", null=True, blank=True
    )
    latitude = models.DecimalField(
        _("breedtegraad"), max_digits=8, decimal_places=6, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("lengtegraad"), max_digits=9, decimal_places=6, null=True, blank=True
    )
    accessibility = models.TextField(_("toegankelijkheid"), blank=True)
    is_active = models.BooleanField(_("in gebruik"), default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("locatie")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "address"],
                name="offers_location_once",
                violation_error_message=_("Deze locatie staat er al."),
            ),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(
                    latitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__isnull=False,
                    longitude__range=(-180, 180),
                ),
                name="offers_location_on_earth",
                violation_error_message=_(
                    "Vul de breedtegraad en de lengtegraad samen in, zoals 52.631 en 4.749."
                ),
            ),
        ]

    class Privacy:
        ground = Ground.NO_PERSON
        keep_years = 10
        personal: set[str] = set()
        plain = {
            "organisation", "name", "address", "neighbourhood", "latitude", "longitude",
            "accessibility", "is_active", "version",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def full_address(self) -> str:
        """`Wijkcentrum De Oever, Herenweg 1`, as far as an address has room."""
        return f"{self.name}, {self.address}"[:200]


class ServiceArea(models.Model):
    """A neighbourhood that an offer is meant for; without any, it is for everybody."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    offer = models.ForeignKey("offers.Offer", models.CASCADE, related_name="service_areas")
    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("voor wie in welke wijk")
        ordering = ["neighbourhood__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["neighbourhood", "offer"],
                name="offers_area_once",
                violation_error_message=_("Deze wijk staat er twee keer."),
            )
        ]

    class Privacy:
        ground = Ground.NO_PERSON
        keep_years = 10
        personal: set[str] = set()
        plain = {"offer", "neighbourhood"}

    def __str__(self) -> str:
        return str(self.neighbourhood)
