"""What both sides promise in a plan, the answer to it, and the agreement."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.models import User
from meedoen.core.ids import new_id
from meedoen.core.time import now, today
from meedoen.documents.models import Document
from meedoen.journeys.models import Binding, Journey
from meedoen.participants.choices import LANGUAGES
from meedoen.plans.choices import Answer, CommitmentSide, SignatureKind
from meedoen.plans.models.plans import Plan
from meedoen.privacy.choices import Ground


class Commitment(models.Model):
    """What one side promises the other (R67).

    What the participant does has no date until something binds (R9); what we promise may.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="commitments")
    line = models.UUIDField(default=new_id)
    number = models.PositiveSmallIntegerField()
    side = models.CharField(_("van wie"), max_length=12, choices=CommitmentSide)
    what = models.CharField(_("wat"), max_length=300)
    who = models.CharField(_("wie"), max_length=120, blank=True)
    when_text = models.CharField(_("wanneer, in woorden"), max_length=120, blank=True)
    due_on = models.DateField(_("voor welke dag"), null=True, blank=True)
    binding = models.ForeignKey(Binding, models.PROTECT, related_name="+", null=True)
    done_on = models.DateField(_("klaar op"), null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("afspraak")
        ordering = ["number", "id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="plans_commitment_number"),
            models.CheckConstraint(
                condition=~models.Q(side=CommitmentSide.PARTICIPANT)
                | models.Q(due_on__isnull=True)
                | models.Q(binding__isnull=False),
                name="plans_no_deadline_before_signing",
            ),
            models.CheckConstraint(condition=~models.Q(what=""), name="plans_commitment_has_words"),
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {"plan", "what", "who", "when_text", "due_on", "done_on"}
        plain = {"line", "number", "side", "binding", "version"}

    def __str__(self) -> str:
        return f"{self.number}"

    @property
    def is_ours(self) -> bool:
        return self.side == CommitmentSide.ORGANISATION


class Acceptance(models.Model):
    """What the participant answered to one version of the plan. Written once, never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.OneToOneField(Plan, models.PROTECT, related_name="acceptance")
    answer = models.CharField(max_length=12, choices=Answer)
    remarks = models.TextField(_("opmerkingen"), blank=True)
    questions = models.TextField(_("vragen die gesteld zijn"), blank=True)
    explained_in = models.CharField(
        _("uitgelegd in"), max_length=10, choices=list(LANGUAGES.items()), default="nl"
    )
    interpreter = models.CharField(_("tolk"), max_length=120, blank=True)
    copy_given = models.BooleanField(_("kopie meegegeven"), default=False)
    answered_on = models.DateField(default=today)
    # The plan on paper as it was when the participant said yes, sealed.
    document = models.OneToOneField(Document, models.PROTECT, related_name="+", null=True)
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("akkoord")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(answer=Answer.WITH_REMARKS) | ~models.Q(remarks=""),
                name="plans_remarks_are_written_down",
                violation_error_message=_("Schrijf de opmerkingen op."),
            ),
            models.CheckConstraint(
                condition=models.Q(answer=Answer.DECLINED, document__isnull=True)
                | (~models.Q(answer=Answer.DECLINED) & models.Q(document__isnull=False)),
                name="plans_what_was_accepted_is_kept",
            ),
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {
            "plan", "answer", "remarks", "questions", "explained_in", "interpreter", "document",
            "noted_by",
        }  # fmt: skip
        plain = {"copy_given", "answered_on", "noted_at"}

    def __str__(self) -> str:
        return self.get_answer_display()


class Agreement(models.Model):
    """The signed integration agreement (R10). The row exists from the signature on, unchanged.

    The signer is always the participant: no column says otherwise.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    journey = models.OneToOneField(Journey, models.PROTECT, related_name="+")
    plan = models.OneToOneField(Plan, models.PROTECT, related_name="agreement")
    text_version = models.CharField(max_length=20)
    offered_on = models.DateField()
    signed_at = models.DateTimeField(default=now)
    signature = models.CharField(max_length=5, choices=SignatureKind)
    explained_in = models.CharField(
        _("uitgelegd in"), max_length=10, choices=list(LANGUAGES.items()), default="nl"
    )
    interpreter = models.CharField(_("tolk"), max_length=120, blank=True)
    document = models.OneToOneField(Document, models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    token = models.UUIDField(unique=True)
    # The colleague on whose screen it was signed.
    present = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("inburgeringsovereenkomst")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(sha256=""), name="plans_agreement_has_evidence"
            )
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {
            "journey", "plan", "signature", "explained_in", "interpreter", "document", "present",
        }  # fmt: skip
        plain = {"text_version", "offered_on", "signed_at", "sha256", "token"}

    def __str__(self) -> str:
        return self.text_version
