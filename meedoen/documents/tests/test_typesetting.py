"""Papers: archivable, accessible, the same every time, and never stopped by a strange letter."""

import io
from datetime import date
from decimal import Decimal

import pikepdf
import pytest
from hypothesis import given, settings, strategies as st

from meedoen.documents import typesetting
from meedoen.documents.papers import FOLDER, PAPERS
from meedoen.documents.tests import samples

FILLED = {
    "plan": samples.plan(),
    "commitments": samples.commitment_list(),
    "agreement": samples.agreement(),
    "letter": samples.letter(),
    "closing": samples.closing(),
}


def opened(paper, data):
    return pikepdf.open(io.BytesIO(typesetting.render(paper, data)))


def tags(pdf):
    """Every tag of the structure tree, in order."""
    found = []

    def walk(node):
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append((str(node.S), str(node.get("/Alt", ""))))
            if "/K" in node:
                walk(node.K)

    walk(pdf.Root.StructTreeRoot.K)
    return found


@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_is_archivable_and_accessible_in_one_file(paper):
    with opened(paper, FILLED[paper]) as pdf:
        with pdf.open_metadata() as metadata:
            assert metadata["pdfaid:part"] == "2"
            assert metadata["pdfaid:conformance"] == "A"
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"].startswith(PAPERS[paper].title)
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "nl-NL"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle


@pytest.mark.parametrize("paper", PAPERS)
def test_headings_are_tagged_and_start_at_the_first_level(paper):
    with opened(paper, FILLED[paper]) as pdf:
        headings = [tag for tag, _ in tags(pdf) if tag.startswith("/H")]
    assert headings[0] == "/H1"
    assert headings.count("/H1") == 1


def test_tables_have_header_cells():
    with opened("commitments", FILLED["commitments"]) as pdf:
        names = [tag for tag, _ in tags(pdf)]
    assert names.count("/TH") == 5
    assert names.count("/TR") == 6


def test_pictures_say_in_words_what_they_show():
    with opened("plan", FILLED["plan"]) as plan, opened("agreement", FILLED["agreement"]) as signed:
        assert [alt for tag, alt in tags(plan) if tag == "/Figure"] == [
            "Trap met zes treden. U staat nu op trede 2. Uw doel is trede 4."
        ]
        assert [alt for tag, alt in tags(signed) if tag == "/Figure"] == [
            "Handtekening van de deelnemer"
        ]


@pytest.mark.parametrize("paper", PAPERS)
def test_the_same_content_gives_the_same_bytes(paper):
    assert typesetting.render(paper, FILLED[paper]) == typesetting.render(paper, FILLED[paper])


def test_other_content_gives_other_bytes():
    later = samples.plan(dated=date(2026, 11, 24))
    assert typesetting.render("plan", FILLED["plan"]) != typesetting.render("plan", later)


def test_forty_commitments_run_over_the_pages():
    with opened("commitments", samples.commitment_list(40)) as pdf:
        assert len(pdf.pages) == 3
        assert [tag for tag, _ in tags(pdf)].count("/TR") >= 41


@pytest.mark.parametrize("name", ["Wójcik Łukasz", "Çelik İğdır Şahin", "مريم", "ሰላም", "Ніна"])
def test_names_from_everywhere_are_shown(name):
    assert typesetting.unprintable(name) == ""
    with opened("plan", samples.plan(participant_name=name)) as pdf:
        assert len(pdf.pages) == 2


def test_what_cannot_be_printed_is_said_and_does_not_stop_the_paper():
    text = "中 met 😊 en ✓"

    assert typesetting.unprintable(text) == "中😊✓"
    with opened("plan", samples.plan(core_question=text, goals=[text])) as pdf:
        assert len(pdf.pages) == 2


def test_typed_source_is_text_and_never_runs():
    source = '#panic("x") $x$ *a* `b` <c> @d \\ #read("paper.typ") [ ] { } "'
    with opened("plan", samples.plan(core_question=source, goals=[source])) as pdf:
        assert pdf.pages


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_no_text_stops_a_paper(text):
    bare = samples.base(version=1, core_question=text, goals=[text], parts=[], is_dual=False)
    assert typesetting.render("plan", bare).startswith(b"%PDF")


def test_a_mark_that_no_letter_carries_falls_away():
    assert typesetting.render("plan", samples.plan(goals=["a\u0610b \u135fa \u0300\u064b"]))


@pytest.mark.parametrize(
    ("paper", "data"),
    [
        ("plan", samples.base(version=1, goals=[], parts=[], is_dual=False)),
        ("plan", samples.base(version=1, goals=[], parts=[], is_dual=False, contact=None, team="")),
        ("commitments", samples.base(commitments=[], contact=None)),
        ("agreement", samples.base(plan_version=1, we_do=[], you_do=[])),
        ("agreement", samples.agreement(signature=None, explained_in="", interpreter="")),
        ("agreement", samples.agreement(bound="legal_duty", ends_on=None)),
        ("closing", samples.base(goals=[], contact=None)),
    ],
)
def test_a_paper_with_little_in_it_still_prints(paper, data):
    with opened(paper, data) as pdf:
        assert len(pdf.pages) <= 2


def test_a_part_with_only_a_name_prints():
    part = {"name": "Koor", "kind": "participation", "kind_label": "Meedoen"}
    with opened("plan", samples.plan(parts=[part])) as pdf:
        assert pdf.pages


def test_a_part_in_the_weekend_widens_the_week():
    sunday = {
        "name": "Koor",
        "kind": "participation",
        "kind_label": "Meedoen",
        "slots": [{"day": 6, "daypart": "evening"}],
    }
    with opened("plan", samples.plan(parts=[sunday], language=[])) as pdf:
        names = [tag for tag, _ in tags(pdf)]
    assert names.count("/TH") == 8


def test_a_typed_name_signs_without_a_picture():
    typed = {"typed_name": "Testpersoon Een", "signed_on": date(2026, 11, 23)}
    with opened("agreement", samples.agreement(signature=typed)) as pdf:
        assert "/Figure" not in [tag for tag, _ in tags(pdf)]


def test_numbers_are_written_the_dutch_way():
    part = {**samples.plan()["parts"][0], "hours_per_week": Decimal("2.50")}
    as_float = {**part, "hours_per_week": 2.5}

    decimal, number = samples.plan(parts=[part]), samples.plan(parts=[as_float])
    assert typesetting.render("plan", decimal) == typesetting.render("plan", number)


def test_every_paper_has_its_template():
    assert {paper.name for paper in PAPERS.values()} == {
        file.stem for file in FOLDER.glob("*.typ")
    } - {"paper"}


def test_what_is_no_data_is_refused():
    with pytest.raises(TypeError, match="object"):
        typesetting.render("plan", samples.plan(core_question=object()))


def test_without_fonts_it_says_how_to_get_them(monkeypatch, tmp_path):
    monkeypatch.setattr(typesetting, "FONTS", tmp_path)
    typesetting._fonts.cache_clear()
    try:
        with pytest.raises(typesetting.FontsMissing, match="front-end build"):
            typesetting.render("plan", samples.plan())
    finally:
        typesetting._fonts.cache_clear()
