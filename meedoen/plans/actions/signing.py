"""The agreement: offered to read, signed by the participant, kept sealed (R9, R10)."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.time import now, today
from meedoen.documents import actions as documents, rules as signatures
from meedoen.documents.choices import Kind
from meedoen.documents.models import Document
from meedoen.documents.pages import PAPERS, AgreementData, Signature, Stroke, render
from meedoen.journeys import access as journeys, actions as road
from meedoen.journeys.choices import BindingGround, Fact
from meedoen.journeys.models import Journey
from meedoen.plans import access, rules
from meedoen.plans.actions.holding import moment_of
from meedoen.plans.actions.papers import agreement_paper
from meedoen.plans.choices import SignatureKind
from meedoen.plans.models import Agreement, Plan


def signing_problem(journey: Journey, plan: Plan | None) -> str:
    """Why nothing can be signed now, or nothing."""
    binding = journeys.binding_of(journey)
    if binding is not None and binding.ground == BindingGround.LEGAL_DUTY:
        return _("Voor deze deelnemer is geen overeenkomst nodig: inburgeren moet van de wet.")
    if plan is None or not access.is_accepted_now(journey):
        return _("Er ligt nog geen plan waar de deelnemer ja op heeft gezegd.")
    if journey.fixed_contact_id is None:
        return _("Er is nog geen vaste contactpersoon. Die staat op de overeenkomst.")
    return ""


@transaction.atomic
def offer_agreement(journey: Journey, *, by: User, on: date | None = None) -> Plan:
    """The participant gets the agreement to read at home first. Nothing is asked for yet."""
    journey = journeys.held_open(journey)
    plan = access.in_force(journey)
    if (problem := signing_problem(journey, plan)) or plan is None:
        raise NotPossible(problem)
    if plan.agreement_offered_on is None:
        plan.agreement_offered_on = on or today()
        Plan.objects.filter(pk=plan.pk).update(agreement_offered_on=plan.agreement_offered_on)
        audit.record("plans.agreement_offered", plan, by=by, participant=journey.participant_id)
    return plan


@transaction.atomic
def sign_agreement(
    journey: Journey,
    *,
    by: User,
    token: UUID,
    strokes: list[Stroke] | None = None,
    typed_name: str = "",
    explained_in: str = "nl",
    interpreter: str = "",
    at: datetime | None = None,
) -> Agreement:
    """The participant signs, with `by` beside them: from now on promises bind both sides.

    The paper with the signature is kept sealed, and its fingerprint is what the binding rests
    on. The same token twice (a double click) gives the agreement that is already there.
    """
    journey = journeys.held_open(journey)
    if there := _signed_before(journey, token=token):
        return there
    plan = access.in_force(journey)
    if (problem := signing_problem(journey, plan)) or plan is None:
        raise NotPossible(problem, next_step=_("Er is niets getekend."))
    moment = at or now()
    signature = _signature(journey, strokes=strokes, typed_name=typed_name, moment=moment)
    paper = agreement_paper(
        journey, plan, signature=signature, explained_in=explained_in, interpreter=interpreter
    )
    document = _kept_paper(journey, paper, by=by)
    agreement = Agreement(
        journey=journey,
        plan=plan,
        text_version=PAPERS["agreement"].version,
        offered_on=plan.agreement_offered_on or timezone.localtime(moment).date(),
        signed_at=moment,
        signature=SignatureKind.DRAWN if strokes else SignatureKind.TYPED,
        explained_in=explained_in,
        interpreter=interpreter,
        document=document,
        sha256=document.sha256,
        token=token,
        present=by,
    )
    _begin_to_bind(agreement, by=by)
    return agreement


def _signed_before(journey: Journey, *, token: UUID) -> Agreement | None:
    """The agreement of a double click; a second agreement in one journey is refused."""
    there = access.agreement_of(journey)
    if there is None or there.token == token:
        return there
    raise TooLate(
        _("De overeenkomst is al getekend."), next_step=_("U vindt haar op de pagina Plan.")
    )


def _kept_paper(journey: Journey, paper: AgreementData, *, by: User) -> Document:
    """The agreement with the signature on it, which nobody can change any more."""
    return documents.keep(
        render("agreement", paper),
        kind=Kind.AGREEMENT,
        title=_("Inburgeringsovereenkomst %(number)s")
        % {"number": journey.participant.case_number},
        by=by,
        sealed=True,
        participant=journey.participant_id,
    )


def _begin_to_bind(agreement: Agreement, *, by: User) -> None:
    """The signature is written down and the promises of both sides count from now on (R9)."""
    journey, evidence = agreement.journey, agreement.sha256
    agreement.save(force_insert=True)
    audit.record(
        "plans.agreement_signed", agreement, by=by, participant=journey.participant_id,
        facts={"sha256": evidence, "signature": agreement.signature},
    )  # fmt: skip
    road.bind(journey, evidence=evidence, by=by)
    day = timezone.localtime(agreement.signed_at).date()
    road.reach(journey, Fact.AGREEMENT_SIGNED, by=by, at=moment_of(day, journey=journey))


def _signature(
    journey: Journey, *, strokes: list[Stroke] | None, typed_name: str, moment: datetime
) -> Signature:
    local = timezone.localtime(moment)
    signature = Signature(signed_on=local.date(), signed_at=local.time().replace(microsecond=0))
    if strokes:
        signature["strokes"] = signatures.check_strokes(strokes)
        return signature
    name = signatures.check_typed_name(typed_name)
    person = journey.participant
    if not rules.is_own_name(name, names=(person.name, person.called)):
        raise NotPossible(
            _("Deze naam lijkt niet op de naam van de deelnemer."),
            next_step=_("Alleen de deelnemer zelf kan tekenen, met de eigen naam."),
        )
    signature["typed_name"] = name
    return signature
