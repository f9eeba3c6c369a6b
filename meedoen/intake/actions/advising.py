"""Giving advice, telling the participant, and what the team leader says of it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.time import today
from meedoen.intake import access
from meedoen.intake.actions.talks import must_be_open
from meedoen.intake.choices import Verdict
from meedoen.intake.models import PARTS, Advice, Review, Sharing
from meedoen.journeys import actions as journeys
from meedoen.journeys.choices import Fact
from meedoen.journeys.models import Journey

WORDS = ("core_question", "analysis", "road", "recommendation", *PARTS)


@transaction.atomic
def advise(journey: Journey, *, by: User, version: int, **words: str) -> Advice:
    """The advice is given: one sentence that says what this person needs, and what we advise.

    `version` is the last advice that the writer saw (0 for none). A changed advice is a new
    version; the former stays to be read. `words` are those of `WORDS`; for a part, why.
    Saving what was given back without a change asks the team leader once more.
    """
    must_be_open(journey)
    if unknown := words.keys() - set(WORDS):
        raise TypeError(f"an advice has no {sorted(unknown)}")
    words = {name: words.get(name, "").strip() for name in WORDS}
    if not words["core_question"]:
        raise NotPossible(_("Schrijf in één zin wat deze persoon nodig heeft om vooruit te komen."))
    _hold(journey)
    standing = access.advice_of(journey)
    if standing is None or _is_new(standing, words, version=version):
        if standing is not None and standing.version != version:
            raise _other_advice(standing)
        standing = _next_advice(
            journey, number=standing.version + 1 if standing else 1, by=by, words=words
        )
    journeys.reach(journey, Fact.ADVICE_GIVEN, by=by)
    if standing.verdict is not None and standing.verdict.is_approved:
        journeys.reach(journey, Fact.ADVICE_APPROVED, by=by)
    return standing


@transaction.atomic
def share(
    advice: Advice, *, on: date, language: str, by: User, with_interpreter: bool = False
) -> Sharing:
    """The participant has heard the advice, in a language they understand (R76).

    The same talk twice is written down once.
    """
    must_be_open(advice.journey)
    if on > today():
        raise NotPossible(
            _("Deze dag moet nog komen."), next_step=_("Vul in wanneer u het besproken heeft.")
        )
    shared, made = Sharing.objects.get_or_create(
        advice=advice, shared_on=on, language=language,
        defaults={"with_interpreter": with_interpreter, "by": by},
    )  # fmt: skip
    if made:
        audit.record(
            "intake.advice_shared", shared, by=by, participant=advice.journey.participant_id,
            facts={"version": advice.version, "on": on.isoformat()},
        )  # fmt: skip
    return shared


@transaction.atomic
def approve(advice: Advice, *, version: int, by: User) -> Review:
    """The team leader agrees with this version; where the road asks for it, it goes on."""
    review = _judge(advice, Verdict.APPROVED, version=version, by=by)
    journeys.reach(advice.journey, Fact.ADVICE_APPROVED, by=by)
    return review


@transaction.atomic
def give_back(advice: Advice, *, sentence: str, version: int, by: User) -> Review:
    """The team leader says in one sentence what should be different. The version stays."""
    if not sentence.strip():
        raise NotPossible(_("Schrijf in één zin wat er anders moet."))
    return _judge(advice, Verdict.RETURNED, version=version, by=by, sentence=sentence.strip())


def _judge(
    advice: Advice, verdict: Verdict, *, version: int, by: User, sentence: str = ""
) -> Review:
    """One verdict for one version, the one that was read, by somebody else than its writer."""
    must_be_open(advice.journey)
    if advice.by_id == by.pk:
        raise NotPossible(
            _("Dit is uw eigen advies."),
            next_step=_("Vraag een andere teamleider om mee te kijken."),
        )
    _hold(advice.journey)
    standing = access.advice_of(advice.journey) or advice
    if standing.pk != advice.pk or standing.version != version:
        raise TooLate(
            _("%(name)s heeft het advies intussen veranderd.") % {"name": standing.by.name},
            next_step=_("Lees de nieuwe versie, en beslis dan."),
            now={"advice": standing},
        )
    if (there := standing.verdict) is not None:
        if (there.verdict, there.by_id) == (verdict, by.pk):
            return there
        raise TooLate(
            _("%(name)s heeft al naar dit advies gekeken.") % {"name": there.by.name},
            next_step=_("Lees hieronder wat er is gezegd."),
            now={"advice": standing},
        )
    made = Review(
        advice=advice, verdict=verdict, sentence=sentence, by=by, advised_by_id=advice.by_id
    )
    made.save(force_insert=True)
    audit.record(
        f"intake.advice_{verdict}", made, by=by, participant=advice.journey.participant_id,
        facts={"version": advice.version},
    )  # fmt: skip
    return made


def _hold(journey: Journey) -> None:
    """One writer at a time in the advice of one journey."""
    Journey.objects.select_for_update(of=("self",)).filter(pk=journey.pk).first()


def _is_new(standing: Advice, words: dict[str, str], *, version: int) -> bool:
    if any(getattr(standing, name) != text for name, text in words.items()):
        return True
    given_back = standing.verdict is not None and not standing.verdict.is_approved
    return given_back and standing.version == version


def _next_advice(journey: Journey, *, number: int, by: User, words: dict[str, str]) -> Advice:
    made = Advice(journey=journey, version=number, by=by, given_on=today(), **words)
    made.save(force_insert=True)
    facts = {
        "version": number,
        "road": made.road,
        "parts": [name for name in PARTS if words[name]],
    }
    audit.record("intake.advised", made, by=by, participant=journey.participant_id, facts=facts)
    return made


def _other_advice(standing: Advice) -> TooLate:
    return TooLate(
        _("%(name)s schreef intussen een ander advies.") % {"name": standing.by.name},
        next_step=_("Lees het hieronder, pas uw tekst aan en sla opnieuw op."),
        now={"advice": standing},
    )
