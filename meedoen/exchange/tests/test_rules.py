"""Reading packages: where each problem stands, what is refused, and what comes back the same."""

import io
import json
import zipfile
from uuid import uuid5

import pytest
from hypothesis import given, settings, strategies as st

from meedoen.exchange.rules import bundles, packages, terms
from meedoen.exchange.rules.checking import Problem
from meedoen.exchange.rules.gathering import gather
from meedoen.exchange.rules.trees import grow, merged
from meedoen.exchange.tests.factories import organization, package, service, uid


def _zip(**files):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in files.items():
            made.writestr(name.replace("__", "."), text)
    return written.getvalue()


def _read(data, name="pakket.json"):
    return gather(packages.from_bytes(data, name), {})


def _said(problems: list[Problem]):
    return {(one.weight, one.spot.file, one.spot.line, one.table, one.field) for one in problems}


ORGANISATIONS = f"id,name,description\n{uid('o')},Oost,Ja\n"


def test_a_broken_record_is_named_by_file_line_and_field_and_the_rest_goes_on():
    lines = [
        "id,organization_id,name,status,minimum_age,eigen",
        f"{uid(1)},{uid('o')},Goed,active,12,blijft",
        f"{uid(2)},{uid('niemand')},Los,active,,",
        f"{uid(1)},{uid('o')},Dubbel,active,,",
        f"geen-nummer,{uid('o')},Vorm,active,,",
        f"{uid(3)},{uid('o')},Soort,open,,",
        f"{uid(4)},{uid('o')},Leeftijd,active,twaalf,",
    ]
    found = _read(_zip(organizations__csv=ORGANISATIONS, services__csv="\n".join(lines)))

    assert set(found.flat["service"]) == {uid(1), uid(4)}
    assert found.flat["service"][uid(1)].fields["eigen"] == "blijft"
    assert found.flat["service"][uid(1)].fields["minimum_age"] == 12
    assert _said(found.problems) == {
        ("broken", "services.csv", 3, "service", "organization_id"),
        ("broken", "services.csv", 4, "service", "id"),
        ("broken", "services.csv", 5, "service", "id"),
        ("broken", "services.csv", 6, "service", "status"),
        ("field", "services.csv", 7, "service", "minimum_age"),
    }


def test_a_problem_deep_inside_json_is_found_by_line_and_path():
    wrong = service(schedules=[{"id": uid("s"), "freq": "SOMS"}], phones=[{"id": uid("p")}])
    text = "[\n" + json.dumps(service("Een", organization=organization())) + ",\n"
    found = _read((text + json.dumps(wrong) + "]").encode())

    assert len(found.flat["service"]) == 2
    assert found.flat["organization"]
    spots = {(one.field, one.spot.line, one.spot.path) for one in found.problems}
    assert ("freq", 3, "[1].schedules[0]") in spots
    assert ("number", 3, "[1].phones[0]") in spots


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "leeg"),
        (b"%PDF-1.7", "geen HSDS"),
        (b"PK\x03\x04kapot", "beschadigd"),
        (b"[{]", "regel 1"),
        (b"[" * 100_000, "geen JSON"),
        (b'[{"id": NaN}]', "geen JSON"),
        (_zip(services__csv="id,name\n\xff".encode("latin-1")), "UTF-8"),
        (_zip(services__csv='id,name\n"open'), "csv"),
        (_zip(services__csv=b"0" * 20_000_000), "sterk ingepakt"),
        (_zip(**{f"f{n}__csv": "" for n in range(101)}), "100 bestanden"),
    ],
    # A name for each: in the bytes of a zip stands the moment it was made.
    ids=["empty", "pdf", "broken zip", "broken json", "deep", "no number", "other letters",
         "open quote", "packed tight", "many files"],
)  # fmt: skip
def test_what_is_no_package_is_refused_in_words(data, word):
    with pytest.raises(packages.Unreadable, match=word):
        _read(data)


def test_a_zip_that_lies_about_its_size_is_stopped_while_unpacking(monkeypatch):
    monkeypatch.setattr(packages, "MOST_UNPACKED", 1000)
    with pytest.raises(packages.Unreadable, match="groter dan"):
        _read(_zip(services__csv="id,name\n" * 200))


def test_too_many_services_are_refused_before_anything_is_written(monkeypatch):
    monkeypatch.setattr("meedoen.exchange.rules.gathering.MOST_SERVICES", 2)
    with pytest.raises(packages.Unreadable, match="Er is niets overgenomen"):
        _read(package(services=[service(str(n)) for n in range(3)]))


@pytest.mark.parametrize("value", [None, 1, "x", [1], {"a": 1}, [[]], {"services": [1, None, "x"]}])
def test_json_of_another_shape_never_breaks(value):
    for data in (json.dumps(value), json.dumps([value]), json.dumps({"services": value})):
        try:
            found = _read(data.encode()).flat["service"]
        except packages.Unreadable:
            found = {}
        assert found == {}


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), min_size=1, max_size=12)
NAMES = WORDS.map(str.strip).filter(bool)
SCHEDULES = st.fixed_dictionaries(
    {"freq": st.sampled_from(["WEEKLY", "MONTHLY"]), "byday": st.sampled_from(["MO", "TU,FR"])},
    optional={"opens_at": st.just("09:30"), "count": st.integers(1, 9), "notes": NAMES},
)
SERVICES = st.fixed_dictionaries(
    {"name": NAMES, "status": st.sampled_from(["active", "defunct"])},
    optional={
        "description": NAMES, "email": st.just("a@example.org"), "zelf_bedacht": NAMES,
        "minimum_age": st.integers(0, 99), "schedules": st.lists(SCHEDULES, max_size=3),
        "phones": st.lists(st.fixed_dictionaries({"number": NAMES}), max_size=2),
        "attributes": st.lists(st.fixed_dictionaries({"value": NAMES}), max_size=2),
    },
)  # fmt: skip


def _numbered(made, at="s"):
    tree = {"id": uid(at), **made}
    for name, value in made.items():
        if isinstance(value, list):
            tree[name] = [_numbered(one, f"{at}/{name}{n}") for n, one in enumerate(value)]
    return tree


@settings(max_examples=60, deadline=None)
@given(st.lists(SERVICES, min_size=1, max_size=4))
def test_any_directory_comes_back_the_same_as_json_and_as_csv(made):
    lines = [
        {**_numbered(one, f"s{n}"), "organization_id": uid("Stichting Oost")}
        for n, one in enumerate(made)
    ]
    first = _read(package(services=lines))
    assert first.problems == []
    trees = grow(first.flat)

    for out, name in ((bundles.to_json(trees), "a.json"), (bundles.to_zip(trees), "a.zip")):
        again = _read(out, name)
        assert again.problems == []
        assert grow(again.flat) == trees


def test_what_we_change_goes_out_and_what_we_do_not_know_stays():
    kept = {"id": "1", "name": "Oud", "x": 1, "phones": [{"id": "p", "number": "1", "type": "v"}]}
    before = {"id": "1", "name": "Oud", "phones": [{"id": "ours", "number": "1"}]}
    now = {"id": "1", "name": "Nieuw", "phones": [{"id": "ours", "number": "2"}]}

    assert merged(kept, before, now) == {
        "id": "1", "name": "Nieuw", "x": 1, "phones": [{"id": "p", "number": "2", "type": "v"}],
    }  # fmt: skip


@given(
    st.uuids(),
    st.lists(
        st.text(st.characters(codec="utf-8"), max_size=9) | st.integers(), min_size=1, max_size=4
    ),
)
def test_the_number_of_a_part_is_the_uuid5_of_its_owner(owner, names):
    """The same in every installation and in every language: these numbers are given out."""
    assert terms.part_id(owner, *names) == str(uuid5(owner, "/".join(map(str, names))))
