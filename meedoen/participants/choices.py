"""Words about people and about who may see them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.teams.choices import Category

__all__ = [
    "CONSENT_VERSION",
    "LANGUAGES",
    "Category",
    "Channel",
    "FoundThrough",
    "GrantGround",
]

# The text about privacy that is read out or handed over at registration.
CONSENT_VERSION = "2026-1"


class Channel(models.TextChoices):
    """How somebody likes to be reached."""

    CALL = "call", _("bellen")
    APP = "app", _("appen of sms")
    MAIL = "mail", _("mailen")
    VISIT = "visit", _("langsgaan")
    THROUGH = "through", _("via iemand anders")


class FoundThrough(models.TextChoices):
    """How somebody came to us (R17, R73)."""

    COMMUNITY_CENTRE = "community_centre", _("buurthuis of wijkcentrum")
    COFFEE = "coffee", _("koffieochtend of inloop")
    LANGUAGE_CAFE = "language_cafe", _("taalcafé of bibliotheek")
    SELF_ORGANISATION = "self_organisation", _("zelforganisatie")
    AMBASSADOR = "ambassador", _("ambassadeur of sleutelpersoon")
    FAMILY = "family", _("familie, vrienden of buren")
    SCHOOL = "school", _("school van de kinderen")
    GP = "gp", _("huisarts of zorg")
    MUNICIPALITY = "municipality", _("gemeente")
    HOME_VISIT = "home_visit", _("huisbezoek")
    FLYER = "flyer", _("folder of poster")
    SELF = "self", _("kwam zelf")
    OTHER = "other", _("anders")


class GrantGround(models.TextChoices):
    """Why somebody may see a dossier."""

    REGISTERED = "registered", _("heeft de aanmelding gedaan")
    ROUTED = "routed", _("team ontvangt deze groep")
    INTAKE = "intake", _("houdt de intake")
    FIXED_CONTACT = "fixed_contact", _("is vaste contactpersoon")
    DEPUTY = "deputy", _("neemt waar")
    ASSESSMENT = "assessment", _("toetst het taalniveau")


# Languages that people can speak with us, for an interpreter and for explanation. Not used to
# select people: no report and no match looks at it, except "uitleg in deze taal".
LANGUAGES: dict[str, str] = {
    "nl": "Nederlands", "en": "Engels", "ar": "Arabisch", "ti": "Tigrinya", "fa": "Farsi",
    "prs": "Dari", "ps": "Pasjtoe", "tr": "Turks", "ku": "Koerdisch", "pl": "Pools",
    "uk": "Oekraïens", "ru": "Russisch", "so": "Somalisch", "fr": "Frans", "es": "Spaans",
    "pt": "Portugees", "de": "Duits", "it": "Italiaans", "ro": "Roemeens", "bg": "Bulgaars",
    "hu": "Hongaars", "am": "Amhaars", "zgh": "Berbers", "ur": "Urdu", "hi": "Hindi",
    "bn": "Bengaals", "ta": "Tamil", "th": "Thai", "vi": "Vietnamees", "zh": "Chinees",
    "id": "Indonesisch", "sw": "Swahili", "hr": "Kroatisch", "sr": "Servisch", "sq": "Albanees",
    "el": "Grieks", "cs": "Tsjechisch", "sk": "Slowaaks", "lt": "Litouws", "ka": "Georgisch",
    "hy": "Armeens", "other": "Andere taal",
}  # fmt: skip
