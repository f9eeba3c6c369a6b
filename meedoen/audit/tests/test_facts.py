"""The log holds codes, dates and numbers: what somebody wrote or is called is not in it."""

import ast
import re
from pathlib import Path

import pytest

from meedoen.audit.models import Event
from meedoen.demo import actions as demo

PACKAGE = Path(__file__).resolve().parents[2]
# Fields in which people write or are named; a fact never takes their value.
FREE_TEXT = {
    "note", "remark", "remarks", "text", "story", "question", "body", "answer_text", "wishes",
    "name", "first_name", "last_name", "called", "email", "phone", "birth_date", "postcode4",
    "title", "description", "reason_text", "explanation",
}  # fmt: skip
# A code, a date, a number written out, an id, a hash or the name of a field.
CODE = re.compile(r"[\w.:+<>*/-]{0,80}", re.ASCII)


def facts_in_code():
    """Every `facts=` that is written as a dictionary in a verb."""
    for path in sorted(PACKAGE.glob("*/actions*/**/*.py")) + sorted(PACKAGE.glob("*/actions.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not ast.unparse(node.func).startswith("audit."):
                continue
            for keyword in node.keywords:
                if keyword.arg == "facts" and isinstance(keyword.value, ast.Dict):
                    yield path.relative_to(PACKAGE), keyword.value


def test_no_verb_puts_a_name_or_a_story_in_the_log():
    found = list(facts_in_code())
    assert len(found) > 15
    for path, facts in found:
        for value in facts.values:
            taken = {node.attr for node in ast.walk(value) if isinstance(node, ast.Attribute)}
            assert not taken & FREE_TEXT, f"{path}: {ast.unparse(facts)}"


def words(value):
    """Every text inside a fact, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from (key, *words(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from words(inner)


@pytest.mark.django_db
def test_a_year_of_work_leaves_only_codes_dates_and_numbers_in_the_log():
    demo.seed(people=12)

    events = Event.objects.values_list("action", "facts")
    assert len({action for action, _facts in events}) > 15
    free = {
        (action, word)
        for action, facts in events
        for word in words(facts)
        if not CODE.fullmatch(word)
    }
    assert free == set()
