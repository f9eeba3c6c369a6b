"""How long it takes from one neighbourhood to another, in round figures."""

from collections.abc import Collection, Mapping

# Between neighbourhoods, in metres; each pair once, the codes in order.
Distances = Mapping[tuple[str, str], int]
# Minutes before you move, and minutes for each kilometre; door to door in a town.
_PACE: dict[str, tuple[int, int]] = {
    "foot": (0, 12), "bike": (2, 4), "bus": (10, 3), "car": (5, 2),
}  # fmt: skip
# As long as nobody asked: what everybody can do.
_EVERYBODY = ("foot", "bus")
WITHIN_A_NEIGHBOURHOOD = 1000


def minutes_by(metres: int, means: Collection[str] = ()) -> int:
    """How long this way takes with the quickest of these means, rounded up to whole minutes."""
    known = [_PACE[one] for one in means if one in _PACE] or [_PACE[one] for one in _EVERYBODY]
    return min(before + -(-metres * pace // 1000) for before, pace in known)


def minutes_from(
    home: str, distances: Distances, means: Collection[str] = ()
) -> tuple[tuple[str, int], ...]:
    """How long it takes from home to each neighbourhood of which the distance is known."""
    if not home:
        return ()
    far = {home: WITHIN_A_NEIGHBOURHOOD}
    for (one, other), metres in distances.items():
        if home in (one, other):
            far[other if one == home else one] = metres
    return tuple(sorted((code, minutes_by(metres, means)) for code, metres in far.items()))


def roads(distances: Distances, means: Collection[str] = ()) -> dict[tuple[str, str], int]:
    """How long it takes between all neighbourhoods of which the distance is known."""
    return {pair: minutes_by(metres, means) for pair, metres in distances.items()}
