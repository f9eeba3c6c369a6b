"""The picture of a week: what is free, what lies over it, and what excludes each other."""

from meedoen.core.ui import BUSY, FREE, Overlay, Week, week_mask

MORNINGS = week_mask(lambda _day, part: part == 0)
MONDAY_MORNING, MONDAY_AFTERNOON = 1, 2


def test_an_empty_week_says_what_is_free():
    mornings, afternoons, evenings = Week(MORNINGS).rows()

    assert mornings == [FREE] * 7
    assert afternoons == evenings == [BUSY] * 7
    assert not Week(MORNINGS).has_clash()


def test_two_in_one_day_part_are_both_shown_and_clash_only_when_that_is_said():
    week, overlays = Week(MORNINGS), [Overlay("Taalles", MONDAY_MORNING), Overlay("Tuin", MORNINGS)]
    cell = week.rows(overlays)[0][0]
    assert (cell.numbers, cell.labels, cell.is_clash) == ((1, 2), "Taalles, Tuin", False)
    assert not week.has_clash(overlays)

    marked = week.rows(overlays, MONDAY_MORNING)
    assert [cell.is_clash for cell in marked[0]] == [True] + [False] * 6
    assert week.has_clash(overlays, MONDAY_MORNING)


def test_what_lies_on_a_day_part_that_is_not_free_does_not_fit():
    week, overlays = Week(MORNINGS), [Overlay("Koken", MONDAY_AFTERNOON)]

    assert week.rows(overlays)[1][0].is_clash
    assert week.has_clash(overlays)
