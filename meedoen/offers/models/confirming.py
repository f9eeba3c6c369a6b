"""Asking a provider whether it is all still right: one link, no account."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.models import User
from meedoen.core.flow import Table
from meedoen.core.ids import new_id
from meedoen.core.time import now
from meedoen.network.models import Organisation
from meedoen.offers.choices import AnswerKind, AnswerState
from meedoen.offers.models.offers import Offer
from meedoen.privacy.choices import Ground


class Link(models.Model):
    """A secret address under which a provider sees and answers for its own offers.

    Only a digest of the secret is kept: whoever reads this table cannot open the page.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    # Empty: all offers of the organisation.
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="+", null=True, blank=True)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)
    expires_on = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("vraag aan een aanbieder")
        ordering = ["-made_at"]

    class Privacy:
        ground = Ground.STAFF
        keep_years = 2
        personal = {"made_by", "digest"}
        plain = {"organisation", "offer", "made_at", "expires_on", "ended_at"}

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d}"


class Answer(models.Model):
    """What the provider said about one offer. Nothing changes before a colleague takes it over."""

    FLOW: ClassVar[Table] = {"open": {"accept": "accepted", "decline": "declined"}}

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    link = models.ForeignKey(Link, models.PROTECT, related_name="answers")
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=5, choices=AnswerKind)
    text = models.TextField(_("wat klopt er niet"), blank=True)
    # The facts as the provider would have them, by the name of the field.
    proposed = models.JSONField(_("voorstel"), default=dict, blank=True)
    state = models.CharField(max_length=8, choices=AnswerState, default=AnswerState.OPEN)
    answered_at = models.DateTimeField(default=now)
    handled_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    handled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("antwoord van een aanbieder")
        ordering = ["-answered_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["offer"],
                condition=models.Q(state=AnswerState.OPEN),
                name="offers_one_open_answer",
                violation_error_message=_("Hier ligt al een antwoord waar we naar kijken."),
            ),
        ]

    class Privacy:
        ground = Ground.STAFF
        keep_years = 2
        personal = {"text", "proposed", "handled_by"}
        plain = {"link", "offer", "kind", "state", "answered_at", "handled_at"}

    def __str__(self) -> str:
        return f"{self.answered_at:%Y-%m-%d}"
