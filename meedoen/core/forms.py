"""Forms check typing, not policy."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meedoen.core.text import clean

SHORT = 200
LONG = 20_000


class CleanCharField(forms.CharField):
    """Text without invisible characters; longer than allowed is said, never cut."""

    def __init__(self, **options: Any):
        options.setdefault("max_length", SHORT)
        super().__init__(**options)
        self.error_messages["max_length"] = _(
            "Dit is te lang: hoogstens %(limit_value)d tekens, u typte er %(show_value)d."
        )

    def to_python(self, value: Any) -> Any:
        if value is None:
            return self.empty_value
        return super().to_python(clean(str(value)))


class LongTextField(CleanCharField):
    """Room for a story."""

    def __init__(self, *, rows: int = 4, **options: Any):
        options.setdefault("max_length", LONG)
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**options)


class CleanForm(forms.Form):
    """The base of all our forms: Dutch, without browser bubbles, each error at its field."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
