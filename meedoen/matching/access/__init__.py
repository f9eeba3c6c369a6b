"""What was chosen, what matching may know about a person and an offer, and the rules that hold."""

from meedoen.matching.access.offers import Chosen, Listed, choices_and_directory, offer_facts
from meedoen.matching.access.people import facts_of, open_needs, people_facts, person_facts
from meedoen.matching.access.ruling import (
    Held,
    distances,
    draft,
    held,
    in_force,
    neighbourhoods,
    rule_set,
    rules_now,
    settings_now,
    to_edit,
    to_manage,
    version,
    versions,
)
from meedoen.matching.access.seeing import (
    chosen,
    to_choose,
    to_find_people,
    to_read,
    to_see,
    visible_to,
)
from meedoen.matching.access.waiting import MOST, Wanted, waiting_for, waiting_in_full

__all__ = [
    "MOST",
    "Chosen",
    "Held",
    "Listed",
    "Wanted",
    "choices_and_directory",
    "chosen",
    "distances",
    "draft",
    "facts_of",
    "held",
    "in_force",
    "neighbourhoods",
    "offer_facts",
    "open_needs",
    "people_facts",
    "person_facts",
    "rule_set",
    "rules_now",
    "settings_now",
    "to_choose",
    "to_edit",
    "to_find_people",
    "to_manage",
    "to_read",
    "to_see",
    "version",
    "versions",
    "visible_to",
    "waiting_for",
    "waiting_in_full",
]  # fmt: skip
