"""Kept papers for tests."""

from meedoen.accounts.choices import Role
from meedoen.accounts.models import User
from meedoen.accounts.tests.factories import make_user
from meedoen.documents import actions
from meedoen.documents.choices import Kind
from meedoen.documents.models import Document

SMALLEST_PDF = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n"


def make_document(*, by: User | None = None, sealed: bool = False) -> Document:
    """A paper in the cupboard; sealed when it was signed."""
    return actions.keep(
        SMALLEST_PDF,
        kind=Kind.AGREEMENT,
        title="Overeenkomst K7P-2QX4",
        by=by or make_user(Role.CONSULTANT),
        sealed=sealed,
    )
