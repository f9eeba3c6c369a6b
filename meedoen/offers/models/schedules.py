"""When it is otherwise than in every week: one date, or a period such as a school holiday."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.core.ids import new_id
from meedoen.network.models import Organisation
from meedoen.offers import rules
from meedoen.offers.models.offers import Offer
from meedoen.privacy.choices import Ground


class SessionException(models.Model):
    """On this date one weekly moment does not happen, or happens at another moment."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="exceptions")
    on = models.DateField(_("dag waarop het niet doorgaat"))
    starts_at = models.TimeField(_("begintijd die dag"))
    moved_to = models.DateField(_("in plaats daarvan op"), null=True, blank=True)
    moved_starts_at = models.TimeField(_("nieuwe begintijd"), null=True, blank=True)
    moved_ends_at = models.TimeField(_("nieuwe eindtijd"), null=True, blank=True)
    note = models.CharField(_("waarom"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("uitzondering in het rooster")
        ordering = ["on", "starts_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "on", "starts_at"],
                name="offers_exception_once",
                violation_error_message=_("Voor deze dag en tijd staat er al een uitzondering."),
            ),
            models.CheckConstraint(
                condition=models.Q(
                    moved_to__isnull=True, moved_starts_at__isnull=True, moved_ends_at__isnull=True
                )
                | models.Q(
                    moved_to__isnull=False,
                    moved_starts_at__isnull=False,
                    moved_ends_at__isnull=False,
                    moved_ends_at__gt=models.F("moved_starts_at"),
                ),
                name="offers_exception_moved",
                violation_error_message=_("De eindtijd ligt niet na de begintijd."),
            ),
        ]

    class Privacy:
        ground = Ground.NO_PERSON
        keep_years = 10
        personal: set[str] = set()
        plain = {
            "offer", "on", "starts_at", "moved_to", "moved_starts_at", "moved_ends_at", "note",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d}"

    @property
    def change(self) -> rules.Change:
        """As a plain value."""
        return rules.Change(
            on=self.on,
            starts_at=self.starts_at,
            moved_to=self.moved_to,
            moved_starts_at=self.moved_starts_at,
            moved_ends_at=self.moved_ends_at,
            note=self.note,
        )


class Closure(models.Model):
    """A period in which nothing runs: a school holiday for who follows those, or an organisation
    that is closed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(_("naam"), max_length=80)
    starts_on = models.DateField(_("eerste dag"))
    ends_on = models.DateField(_("laatste dag"))
    # Empty: a school holiday, for every offer that rests in school holidays.
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="+", null=True, blank=True
    )

    class Meta:
        verbose_name = _("vrije periode")
        ordering = ["starts_on", "name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="offers_closure_dates",
                violation_error_message=_("De laatste dag ligt voor de eerste dag."),
            ),
        ]

    class Privacy:
        ground = Ground.NO_PERSON
        keep_years = 10
        personal: set[str] = set()
        plain = {"name", "starts_on", "ends_on", "organisation"}

    def __str__(self) -> str:
        return self.name

    @property
    def rest(self) -> rules.Rest:
        """As a plain value."""
        return rules.Rest(self.name, self.starts_on, self.ends_on)
