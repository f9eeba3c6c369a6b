"""What counts as a signature, and what proves that a paper was not changed."""

import hashlib
import json
from itertools import pairwise
from math import dist

from django.utils.translation import gettext_lazy as _

from meedoen.core.errors import NotPossible, Words
from meedoen.documents.papers import SIGNATURE_HEIGHT, SIGNATURE_WIDTH, Stroke

MOST_STROKES = 200
MOST_POINTS = 5_000
# Below this it is a dot or a tap, not a signature; in units of the drawing surface.
SHORTEST_LINE = 100
SMALLEST_SIDE = 30
LONGEST_NAME = 200


def fingerprint(content: bytes) -> str:
    """The SHA-256 of a paper: another byte gives another fingerprint."""
    return hashlib.sha256(content).hexdigest()


def is_pdf(content: bytes) -> bool:
    """Whether this can be a PDF at all."""
    return content.startswith(b"%PDF-") and b"%%EOF" in content[-1024:]


def read_strokes(text: str) -> list[Stroke]:
    """The drawn signature out of the form, or a refusal that says what to do.

    The drawing arrives as JSON: a list of lines, each a list of [x, y] with whole numbers,
    x from 0 to 1000 and y from 0 to 400.
    """
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _again(_("De handtekening is niet goed aangekomen.")) from error
    return check_strokes(value)


def check_strokes(value: object) -> list[Stroke]:
    """The strokes when they are a signature; a refusal when they are something else."""
    if not isinstance(value, list) or not value:
        raise _again(_("Er is nog geen handtekening gezet."))
    if len(value) > MOST_STROKES:
        raise _again(_("De handtekening heeft te veel losse lijnen."))
    strokes = [_stroke(line) for line in value]
    if sum(len(stroke) for stroke in strokes) > MOST_POINTS:
        raise _again(_("De handtekening is te groot om te bewaren."))
    if _is_dot(strokes):
        raise _again(_("Dit is te klein voor een handtekening."))
    return strokes


def check_typed_name(text: str) -> str:
    """The name that somebody typed instead of drawing; at least two letters."""
    name = " ".join(text.split())
    if sum(letter.isalpha() for letter in name) < 2 or len(name) > LONGEST_NAME:
        raise NotPossible(
            _("Typ uw naam om te tekenen."), next_step=_("Gebruik ten minste twee letters.")
        )
    return name


def _stroke(line: object) -> Stroke:
    if not isinstance(line, list) or not line or not all(_is_point(point) for point in line):
        raise _again(_("De handtekening is niet goed aangekomen."))
    return [[point[0], point[1]] for point in line]


def _is_point(point: object) -> bool:
    if not isinstance(point, list) or len(point) != 2:
        return False
    x, y = point
    # True is an int for Python, not for a drawing.
    return (
        type(x) is int
        and type(y) is int
        and 0 <= x <= SIGNATURE_WIDTH
        and 0 <= y <= SIGNATURE_HEIGHT
    )


def _is_dot(strokes: list[Stroke]) -> bool:
    drawn = sum(dist(one, two) for stroke in strokes for one, two in pairwise(stroke))
    across = [point[0] for stroke in strokes for point in stroke]
    down = [point[1] for stroke in strokes for point in stroke]
    side = max(max(across) - min(across), max(down) - min(down))
    return drawn < SHORTEST_LINE or side < SMALLEST_SIDE


def _again(message: Words) -> NotPossible:
    return NotPossible(message, next_step=_("Teken opnieuw, of typ uw naam."))
