"""Keeping papers."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible
from meedoen.documents import rules
from meedoen.documents.models import Document

LARGEST = 20_000_000


@transaction.atomic
def keep(
    content: bytes,
    *,
    kind: str,
    title: str,
    by: User,
    sealed: bool,
    participant: UUID | None = None,
) -> Document:
    """A paper is kept as it is, with its fingerprint; sealed, nothing can change it any more."""
    if not rules.is_pdf(content):
        raise NotPossible(_("Dit is geen PDF."), next_step=_("Maak het document opnieuw."))
    if len(content) > LARGEST:
        raise NotPossible(
            _("Dit document is te groot om te bewaren."), next_step=_("Maak het kleiner.")
        )
    document = Document(
        kind=kind,
        title=title,
        content=content,
        sha256=rules.fingerprint(content),
        size=len(content),
        created_by=by,
        sealed=sealed,
    )
    document.clean_fields(exclude=["created_by"])
    document.save(force_insert=True)
    facts = {"kind": kind, "sha256": document.sha256, "sealed": sealed}
    audit.record("documents.kept", document, by=by, participant=participant, facts=facts)
    return document
