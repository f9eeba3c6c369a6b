"""What is counted, in words that leave no doubt."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Measure(models.TextChoices):
    """One thing that is counted."""

    TRAJECTORY = "traject", _("Op traject gezet")
    REGISTERED = "aangemeld", _("Aangemeld")
    PHASE = "fase", _("Nu in elke fase")


DEFINITIONS = {
    Measure.TRAJECTORY: _(
        "Iemand telt één keer mee, op de dag waarop alles er is: het plan is aangenomen, de "
        "overeenkomst is getekend (wie wettelijk verplicht is, hoeft niet te tekenen), en het "
        "eerste onderdeel is begonnen. Gaat iemand later terug of stopt iemand, dan blijft die "
        "dag staan."
    ),
    Measure.REGISTERED: _(
        "Elk traject telt één keer mee, op de dag van aanmelding. Wie later terugkomt en een "
        "nieuw traject begint, telt dan opnieuw mee."
    ),
    Measure.PHASE: _(
        "Iedereen met een traject dat loopt, in de fase van dit moment. Afgesloten trajecten "
        "tellen niet mee."
    ),
}

LASTING = _(
    "Van iedereen met wie in deze periode een eindgesprek is gehouden, en bij wie de maand om is: "
    "hoeveel mensen doen nog mee, op dezelfde plek of ergens anders? Wie wij niet spraken, of wie "
    "geen nazorg wilde, telt mee als “niet bekend” en valt dus niet weg."
)
