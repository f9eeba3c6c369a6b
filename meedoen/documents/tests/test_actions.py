"""Papers are kept, and what is sealed stays as it was signed."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from meedoen.accounts.choices import Role
from meedoen.accounts.tests.factories import make_user
from meedoen.core.errors import NotPossible
from meedoen.documents import actions, pages, rules
from meedoen.documents.choices import Kind
from meedoen.documents.models import Document
from meedoen.documents.tests import samples
from meedoen.documents.tests.factories import SMALLEST_PDF, make_document

pytestmark = pytest.mark.django_db


def test_a_paper_is_kept_with_its_fingerprint(audited):
    document = make_document()

    stored = Document.objects.get(pk=document.pk)
    assert bytes(stored.content) == SMALLEST_PDF
    assert stored.size == len(SMALLEST_PDF)
    assert stored.sha256 == rules.fingerprint(SMALLEST_PDF)
    assert stored.is_intact()
    assert audited("documents.kept", document)


def test_a_changed_byte_shows():
    document = make_document()
    Document.objects.filter(pk=document.pk).update(content=SMALLEST_PDF.replace(b"1 0", b"2 0"))

    assert not Document.objects.get(pk=document.pk).is_intact()


@pytest.mark.parametrize("changes", [{"title": "Anders"}, {"content": b"x"}, {"sealed": False}])
def test_the_database_refuses_to_change_a_sealed_paper(changes):
    document = make_document(sealed=True)

    with pytest.raises(DatabaseError), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(**changes)

    assert Document.objects.get(pk=document.pk).is_intact()


def test_the_database_refuses_to_remove_a_sealed_paper():
    document = make_document(sealed=True)

    with pytest.raises(DatabaseError), transaction.atomic():
        document.delete()

    assert Document.objects.filter(pk=document.pk).exists()


def test_a_paper_that_is_not_sealed_may_go():
    document = make_document()

    document.delete()

    assert not Document.objects.exists()


@pytest.mark.parametrize("content", [b"", b"<html></html>", b"%PDF-1.7 half"])
def test_what_is_no_pdf_is_not_kept(content):
    with pytest.raises(NotPossible, match="geen PDF"):
        actions.keep(
            content, kind=Kind.PLAN, title="Plan", by=make_user(Role.CONSULTANT), sealed=False
        )
    assert not Document.objects.exists()


def test_a_paper_that_is_too_large_is_not_kept(monkeypatch):
    monkeypatch.setattr(actions, "LARGEST", 10)
    with pytest.raises(NotPossible, match="te groot"):
        make_document()


def test_a_kind_that_does_not_exist_is_refused():
    with pytest.raises(ValidationError):
        actions.keep(
            SMALLEST_PDF, kind="brief", title="x", by=make_user(Role.CONSULTANT), sealed=False
        )


def test_a_list_of_papers_does_not_fetch_the_papers(queries):
    for _ in range(3):
        make_document()

    def listed():
        return [(one.title, one.created_by.name) for one in Document.objects.for_list()]

    assert queries(listed) == 1
    assert Document.objects.for_list()[0].get_deferred_fields() == {"content"}


def test_a_kept_paper_is_handed_over_byte_for_byte():
    response = pages.file_response(make_document(sealed=True))

    assert response.content == SMALLEST_PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="overeenkomst-k7p-2qx4.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "no-store"
    assert response["Content-Length"] == str(len(SMALLEST_PDF))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Uw plan – K7P-2QX4", "uw-plan-k7p-2qx4.pdf"),
        ('"; filename="x.html\r\nX: 1', "filename-x-html-x-1.pdf"),
        ("../../etc", "etc.pdf"),
        ("خطة", "document.pdf"),
        ("a" * 300, "a" * 80 + ".pdf"),
    ],
)
def test_the_file_name_holds_nothing_strange(title, name):
    response = pages.pdf_response(SMALLEST_PDF, title=title, download=True)
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'


def test_a_signed_agreement_goes_from_paper_to_cupboard(audited):
    content = pages.render("agreement", samples.agreement())

    document = actions.keep(
        content,
        kind=Kind.AGREEMENT,
        title="Inburgeringsovereenkomst K7P-2QX4",
        by=make_user(Role.CONSULTANT),
        sealed=True,
    )

    assert Document.objects.get(pk=document.pk).is_intact()
    assert document.sha256 == rules.fingerprint(pages.render("agreement", samples.agreement()))
