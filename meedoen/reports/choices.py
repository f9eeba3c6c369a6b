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


class Way(models.TextChoices):
    """Where somebody went on the ladder; what only we ourselves gave is kept apart."""

    HIGHER = "higher", _("hoger")
    SAME = "same", _("gelijk")
    LOWER = "lower", _("lager")
    BY_US = "by_us", _("alleen door ons eigen traject")


_WHO = _(
    "Iedereen die in deze periode opnieuw is gemeten, met de eerste meting en de laatste in deze "
    "periode. Ingetrokken metingen tellen niet. Wie alleen meedoet aan onze eigen cursus of "
    "begeleiding, staat apart: dat telt niet als stijgen."
)
CLIMBING = {
    "matrix": (_("Van trede naar trede"), _WHO),
    "alle": (_("Hoger, gelijk of lager"), _WHO),
    "wijk": (_("Per wijk"), _WHO),
    "soort": (_("Per soort deelnemer"), _WHO),
    "groei": (
        _("Verwachte groei en wat ervan uitkwam"),
        _(
            "Wat bij de eerste meting voor over een jaar werd verwacht, naast de laatste meting in "
            "deze periode. Wie de verwachting nog niet haalde en nog tijd heeft, staat apart."
        ),
    ),
}
