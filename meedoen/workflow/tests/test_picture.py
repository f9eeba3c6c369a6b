"""The picture: a lane for each role, every phase in its lane, arrows between them."""

from itertools import pairwise

import pytest

from meedoen.journeys.rules import read_road
from meedoen.workflow.rules import versions
from meedoen.workflow.rules.picture import WIDTH, draw
from meedoen.workflow.tests.roads import shipped


def picture(definition):
    return draw(read_road(definition), plain=frozenset(), back="terug", out="stoppen")


@pytest.mark.parametrize("route", ["neighbourhood", "regular"])
def test_every_phase_stands_in_the_lane_of_its_role_below_the_one_before(route):
    drawn = picture(shipped(route))
    lanes = {lane.role: lane for lane in drawn.lanes}

    assert [box.phase for box in drawn.boxes] == list(read_road(shipped(route)).phases)
    for box in drawn.boxes:
        lane = lanes[box.phase.role]
        assert lane.x <= box.x
        assert box.x + box.width <= lane.x + lane.width <= WIDTH
    assert all(one.bottom < following.y for one, following in pairwise(drawn.boxes))
    assert drawn.boxes[-1].bottom < drawn.height


def test_arrows_go_on_dashed_where_a_phase_is_not_always_and_back_and_out():
    kinds = [arrow.kind for arrow in picture(shipped("neighbourhood")).arrows]

    assert kinds.count("maybe") == 3
    assert kinds.count("on") == 9
    assert kinds[-3:] == ["in", "back", "out"]


def test_a_long_name_is_cut_in_lines_and_the_box_grows():
    long = versions.edited(
        shipped("regular"), "intake", {"label": "Kennismaken met elkaar en met de wijk"}
    )
    plain = {box.phase.code: box for box in picture(shipped("regular")).boxes}
    grown = {box.phase.code: box for box in picture(long).boxes}

    assert len(grown["intake"].lines) == 2
    assert grown["intake"].height > plain["intake"].height


def test_many_roles_still_fit():
    road = shipped("regular")
    roles = ["consultant", "participation_coach", "assessor", "wgi_coordinator", "staff_adviser"]
    for phase, role in zip(road["phases"], roles, strict=False):
        phase["role"] = role
    drawn = picture(road)

    assert not drawn.is_wide
    assert len(drawn.lanes) == 5
    assert max(lane.x + lane.width for lane in drawn.lanes) <= WIDTH
