"""Two people at one offer: what stands there now beside what somebody typed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from meedoen.core.time import dutch_date
from meedoen.offers import rules
from meedoen.offers.forms.offer import OfferForm
from meedoen.offers.models import Offer
from meedoen.offers.rules import Slot


@dataclass(frozen=True)
class Beside:
    """One fact of which what stands there now is not what was typed."""

    label: str
    now: str
    typed: str


def beside(form: OfferForm, slots: Sequence[Slot], offer: Offer) -> list[Beside]:
    """Every fact that would change if `form` were saved over the offer as it is now."""
    times = _("op afspraak")
    pairs = [(_("Tijden"), offer.schedule or times, rules.schedule_text(slots) or times)]
    for name, typed in form.facts.items():
        field = form.fields["cost" if name == "cost_cents" else name]
        now: Any = offer.area_list if name == "areas" else getattr(offer, name)
        shown = rules.money if name == "cost_cents" else _words(getattr(field, "choices", ()))
        pairs.append((str(field.label), shown(now), shown(typed)))
    return [Beside(*pair) for pair in pairs if pair[1] != pair[2]]


def _words(choices: Iterable[tuple[Any, Any]]) -> Any:
    """How a value of this field is told; one choice by its label, several in order."""

    def shown(value: Any) -> str:
        if isinstance(value, list | QuerySet):
            return ", ".join(sorted(map(shown, value))) or _("leeg")
        if isinstance(value, bool):
            return _("ja") if value else _("nee")
        if isinstance(value, date):
            return dutch_date(value)
        if value is None or value == "":
            return _("leeg")
        labels = {} if isinstance(value, Model) else dict(choices)
        return str(labels.get(value, labels.get(str(value), value)))

    return shown
