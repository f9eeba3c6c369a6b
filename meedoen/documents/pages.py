"""Papers for other areas: what they need, how they are made, how they are handed over.

Other areas say `from meedoen.documents import pages as papers`, fill in `papers.PlanData`, and
then `papers.render("plan", data)`, or `papers.file_response(document)` for a kept one.
"""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from meedoen.core.text import fold
from meedoen.core.web import no_store
from meedoen.documents.models import Document
from meedoen.documents.papers import (
    AGREEMENT_WORDS,
    PAPERS,
    AgreementData,
    Base,
    Bound,
    ClosingData,
    Commitment,
    CommitmentsData,
    Contact,
    GoalLine,
    Ladder,
    LanguageLine,
    LetterData,
    Part,
    PlanData,
    Signature,
    Slot,
    Stroke,
    ThenAndNow,
)
from meedoen.documents.typesetting import render, unprintable

__all__ = [
    "AGREEMENT_WORDS",
    "PAPERS",
    "AgreementData",
    "Base",
    "Bound",
    "ClosingData",
    "Commitment",
    "CommitmentsData",
    "Contact",
    "GoalLine",
    "Ladder",
    "LanguageLine",
    "LetterData",
    "Part",
    "PlanData",
    "Signature",
    "Slot",
    "Stroke",
    "ThenAndNow",
    "file_response",
    "pdf_response",
    "render",
    "unprintable",
]


def file_response(document: Document, *, download: bool = False) -> HttpResponse:
    """A kept paper, byte for byte, for the screen or to save."""
    return pdf_response(bytes(document.content), title=document.title, download=download)


def pdf_response(content: bytes, *, title: str, download: bool = False) -> HttpResponse:
    """A paper that was just made: never cached, never taken for anything but a PDF."""
    response = HttpResponse(content, content_type="application/pdf")
    named = content_disposition_header(as_attachment=download, filename=_file_name(title))
    response.headers["Content-Disposition"] = str(named)
    response.headers["Content-Length"] = str(len(content))
    response.headers["X-Content-Type-Options"] = "nosniff"
    return no_store(response)


def _file_name(title: str) -> str:
    """`uw-plan-k7p-2qx4.pdf`: letters, digits and dashes only."""
    words = "".join(letter if letter.isalnum() else " " for letter in fold(title)).split()
    plain = "-".join(words).encode("ascii", "ignore").decode().strip("-")
    return f"{plain[:80] or 'document'}.pdf"
