"""Each model says what it holds about people; nothing stays unclassified."""

from django.db.models import Model

from meedoen.privacy.choices import Ground


def gaps(model: type[Model]) -> list[str]:
    """What the `Privacy` class of a model still misses, as sentences; empty when it is whole."""
    declared = getattr(model, "Privacy", None)
    if declared is None:
        return ["has no class Privacy"]
    found = []
    if not isinstance(getattr(declared, "ground", None), Ground):
        found.append("names no ground")
    if not isinstance(getattr(declared, "keep_years", None), int | float):
        found.append("says not how many years it is kept")
    personal: set[str] = set(getattr(declared, "personal", set()))
    plain: set[str] = set(getattr(declared, "plain", set()))
    fields = {field.name for field in model._meta.concrete_fields} - {"id"}
    found += [f"does not classify {name}" for name in sorted(fields - personal - plain)]
    found += [
        f"names {name}, which it does not have" for name in sorted((personal | plain) - fields)
    ]
    found += [f"calls {name} both personal and plain" for name in sorted(personal & plain)]
    return found
