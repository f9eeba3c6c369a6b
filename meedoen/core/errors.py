"""Refusals: what the work does not allow, in words that say what to do next.

An action raises; it never catches. `core.middleware.RefusalMiddleware` turns a refusal
into a page, and the API (later) into problem+json.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DataError
from django.db.models import Model, QuerySet
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise
M = TypeVar("M", bound=Model)


class Refusal(Exception):
    """Something that was asked is not done. The message is Dutch and meant for the user."""

    status = 409
    title: Words = _("Dit kan nu niet")

    def __init__(
        self, message: Words, *, next_step: Words = "", now: Mapping[str, Any] | None = None
    ):
        super().__init__(str(message))
        self.message = message
        self.next_step = next_step
        self.now = dict(now or {})


class NotAllowed(Refusal):
    """This user may see it, but may not do this with it."""

    status = 403
    title = _("Dit mag u niet doen")


class NotPossible(Refusal):
    """The state of things does not allow it now."""


class TooLate(Refusal):
    """Someone else changed it first. `now` holds what stands in the database."""

    title = _("Iemand anders was u net voor")


def found(queryset: QuerySet[M], **lookup: Any) -> M:
    """The one record, or 404. Hidden and missing look alike, and so does a malformed id."""
    try:
        return queryset.get(**lookup)
    except (ObjectDoesNotExist, ValidationError, ValueError, DataError) as error:
        raise Http404 from error
