"""A draft begins from a version, becomes the next version, or is laid aside."""

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.flow import change
from meedoen.core.time import now
from meedoen.intake import actions as intake
from meedoen.intake.models import QuestionList
from meedoen.questionnaires import access, rules
from meedoen.questionnaires.actions.editing import must_be_fit
from meedoen.questionnaires.models import Draft


@transaction.atomic
def begin(version: QuestionList, *, by: User) -> Draft:
    """The work on a next version begins. One draft for each list: beginning twice finds it."""
    draft, made = Draft.objects.get_or_create(
        code=version.code,
        closed_at=None,
        defaults={
            "based_on": version,
            "definition": version.definition,
            "begun_by": by,
            "changed_by": by,
        },
    )
    if made:
        facts = {"list": version.code, "from": version.version}
        audit.record("questionnaires.begun", draft, by=by, facts=facts)
    return draft


@transaction.atomic
def lay_aside(draft: Draft, *, by: User, version: int) -> Draft:
    """The draft does not become a version. Twice is once."""
    if draft.is_open:
        change(draft, version=version, closed_at=now(), closed_by=by)
        audit.record("questionnaires.laid_aside", draft, by=by, facts={"list": draft.code})
    return draft


@transaction.atomic
def publish(draft: Draft, *, by: User, version: int, note: str = "") -> QuestionList:
    """The draft becomes the version for intakes that begin from now on.

    Running intakes keep theirs. `version` is the draft as the publisher read it: when a colleague
    changed it since, nothing is published. Publishing twice gives the same version.
    """
    standing = Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    if standing.published_id:
        return QuestionList.objects.get(pk=standing.published_id)
    access.must_be_open(standing)
    if standing.version != version:
        raise TooLate(
            _("Een collega heeft het concept net gewijzigd. Er is niets gepubliceerd."),
            next_step=_("Kijk de verschillen hieronder opnieuw na."),
        )
    earlier = access.versions_of(standing.code)
    must_be_ready(standing, earlier)
    number = rules.next_version([one.version for one in earlier])
    made = intake.publish_list({**standing.definition, "version": number})
    if made is None:
        raise TooLate(
            _("Een collega publiceerde net een versie."), next_step=_("Kijk die eerst na.")
        )
    facts = {"closed_at": now(), "closed_by": by, "published": made, "note": note}
    change(standing, version=version, **facts)
    audit.record(
        "questionnaires.published", made, by=by, facts={"list": made.code, "version": number}
    )
    return made


def must_be_ready(draft: Draft, earlier: list[QuestionList]) -> None:
    """Refused while there is nothing new, a part is empty, or a new text asks what is not asked."""
    if not rules.changes(earlier[0].definition, draft.definition).lines:
        raise NotPossible(
            _("Dit concept is gelijk aan de versie die er nu is."),
            next_step=_("Wijzig eerst iets, of leg het concept weg."),
        )
    for section in draft.definition["sections"]:
        if not section["questions"]:
            raise NotPossible(
                _("Het deel “%(part)s” heeft nog geen vragen.") % {"part": section["label"]},
                next_step=_("Voeg een vraag toe, of haal het deel weg."),
            )
    rules.must_be_sound(draft.definition)
    asks, explains = rules.texts_of(draft.definition)
    for one in earlier:
        known_asks, known_explains = rules.texts_of(one.definition)
        asks, explains = asks - known_asks, explains - known_explains
    must_be_fit(sorted(asks), sorted(explains))
