"""The doors of matching."""

from meedoen.matching.views.choosing import choice, choose, choose_package, match, withdraw
from meedoen.matching.views.people import people
from meedoen.matching.views.ruling import (
    begin_rules,
    distances,
    lay_aside_rules,
    publish_rules,
    rule_version,
    rules,
    rules_draft,
    rules_json,
    ruling,
)

__all__ = [
    "begin_rules", "choice", "choose", "choose_package", "distances", "lay_aside_rules", "match",
    "people", "publish_rules", "rule_version", "rules", "rules_draft", "rules_json", "ruling",
    "withdraw",
]  # fmt: skip
