"""How a list is narrowed and sorted; what cannot be read counts as not chosen."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from meedoen.core.forms import CleanForm, put_into_words
from meedoen.participants.choices import Category
from meedoen.workbench import pages
from meedoen.workbench.choices import ENDED, Sort, Whose

EVERYBODY = put_into_words([("", _("iedereen")), *Category.choices])


class CaseloadForm(CleanForm):
    """The line of choices above the list of people."""

    fase = forms.ChoiceField(label=_("Fase"), required=False)
    wijk = forms.ChoiceField(label=_("Wijk"), required=False)
    soort = forms.ChoiceField(label=_("Doet mee"), required=False, choices=EVERYBODY)
    wie = forms.ChoiceField(label=_("Wie"), required=False, choices=put_into_words(Whose.choices))
    volgorde = forms.ChoiceField(
        label=_("Volgorde"), required=False, choices=put_into_words(Sort.choices)
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        known = pages.options()
        ended = (ENDED, _("Afgesloten"))
        self._offer("fase", [("", _("alle fasen")), *known.phases, ended])
        self._offer("wijk", [("", _("alle wijken")), *known.areas])

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    @property
    def folded(self) -> int:
        """How many are chosen of those that a phone folds away."""
        self.is_valid()
        return sum(bool(self.cleaned_data.get(name)) for name in ("soort", "wie", "volgorde"))

    def query(self, marker: str) -> str:
        """The same choices as part of an address, going on from this marker."""
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        return urlencode({**chosen, "vanaf": marker} if marker else chosen)

    def wanted(self) -> pages.Wanted:
        """What is asked of the list."""
        self.is_valid()
        typed = self.cleaned_data
        area = typed.get("wijk", "")
        return pages.Wanted(
            phase=typed.get("fase", ""),
            neighbourhood=UUID(area) if area else None,
            category=typed.get("soort", ""),
            whose=typed.get("wie") or Whose.ALL,
            sort=typed.get("volgorde") or Sort.NAME,
            marker=str(self.data.get("vanaf", ""))[:1000],
        )
