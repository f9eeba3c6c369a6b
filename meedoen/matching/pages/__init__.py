"""Reads of matching: what suits a person, whom an offer suits, and the rules."""

from meedoen.matching.pages.cards import Card
from meedoen.matching.pages.matching import Column, Match, match
from meedoen.matching.pages.packages import Package, Proposal, package, proposals
from meedoen.matching.pages.people import People, people_for, phases
from meedoen.matching.pages.records import Record, Then, changes, record
from meedoen.matching.pages.ruling import changed_by, draft, public, register, settings_of

__all__ = [
    "Card", "Column", "Match", "Package", "People", "Proposal", "Record", "Then", "changed_by",
    "changes", "draft", "match", "package", "people_for", "phases", "proposals", "public",
    "record", "register", "settings_of",
]  # fmt: skip
