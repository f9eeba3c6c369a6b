"""The neighbourhoods we work in, and the organisations we find there (R13 to R15, R22 to R25)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.core.ids import new_id
from meedoen.network.choices import GdprRole, OrganisationKind
from meedoen.privacy.choices import Ground


class Neighbourhood(models.Model):
    """A working area of the programme. It may cover part of a CBS wijk, or several."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(_("naam"), max_length=80)
    label = models.CharField(_("beleidslabel"), max_length=60, blank=True)
    aliases = models.JSONField(_("andere namen"), default=list, blank=True)
    wijk_codes = models.JSONField(_("CBS-wijkcodes"), default=list, blank=True)
    # Polygons, each a list of rings, each a list of points (x, y): longitude and latitude, or the
    # measures of a schematic drawing. The first ring is the outside.
    shape = models.JSONField(_("vorm op de kaart"), default=list, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("wijk")
        ordering = ["name"]

    class Privacy:
        ground = Ground.NO_PERSON
        keep_years = 10
        personal: set[str] = set()
        plain = {"code", "name", "label", "aliases", "wijk_codes", "shape", "is_active"}

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """An organisation in the neighbourhood: it offers something, or people come there."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(_("naam"), max_length=150, unique=True)
    kind = models.CharField(_("soort"), max_length=20, choices=OrganisationKind)
    gdpr_role = models.CharField(max_length=16, choices=GdprRole, default=GdprRole.OWN_CONTROLLER)
    neighbourhood = models.ForeignKey(
        Neighbourhood, models.PROTECT, related_name="+", null=True, blank=True
    )
    address = models.CharField(_("adres"), max_length=200, blank=True)
    phone = models.CharField(_("telefoon"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)
    is_finding_place = models.BooleanField(_("vindplaats"), default=False)
    is_active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("organisatie")
        ordering = ["name"]

    class Privacy:
        ground = Ground.NO_PERSON
        keep_years = 10
        personal: set[str] = set()
        plain = {
            "name", "kind", "gdpr_role", "neighbourhood", "address", "phone", "email", "website",
            "is_finding_place", "is_active", "version",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.name
