"""Kinds of organisations around the neighbourhood, and their part under privacy law."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    MUNICIPALITY = "municipality", _("gemeente")
    IMPLEMENTER = "implementer", _("uitvoeringsorganisatie")
    LANGUAGE_PROVIDER = "language_provider", _("taalaanbieder")
    WELFARE = "welfare", _("welzijnsorganisatie")
    COMMUNITY_CENTRE = "community_centre", _("wijkcentrum")
    LIBRARY = "library", _("bibliotheek")
    SCHOOL = "school", _("school")
    SELF_ORGANISATION = "self_organisation", _("zelforganisatie")
    SERVICE_COMPANY = "service_company", _("wijkservicebedrijf")
    VOLUNTEER_CENTRE = "volunteer_centre", _("vrijwilligerscentrale")
    SPORT_CULTURE = "sport_culture", _("sport of cultuur")
    CARE_SUPPORT = "care_support", _("hulpverlening")
    EMPLOYER = "employer", _("werkgever")
    OTHER = "other", _("anders")


class GdprRole(models.TextChoices):
    CONTROLLER = "controller", _("verwerkingsverantwoordelijke")
    PROCESSOR = "processor", _("verwerker")
    OWN_CONTROLLER = "own_controller", _("zelf verantwoordelijk")
