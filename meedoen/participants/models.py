"""People who take part, and who may see them."""

from datetime import date
from typing import Self
from uuid import UUID

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.models import User
from meedoen.core.ids import case_code, new_id
from meedoen.core.prepared import Slot
from meedoen.core.text import fold, name_key, sort_name, tokens
from meedoen.core.time import now, today
from meedoen.network.models import Neighbourhood
from meedoen.participants.choices import LANGUAGES, Category, Channel, FoundThrough, GrantGround
from meedoen.participants.rules import Identity, display_name, phone_for_reading
from meedoen.privacy.choices import Ground
from meedoen.teams.models import Team

# Longer words of a name are found by their beginning.
WORD = 40


EMAIL = RegexValidator(
    r"^[^@\s]+@[^@\s]+\.[^@\s.]+$", _("Een e-mailadres ziet eruit als naam@voorbeeld.nl.")
)


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def granted_to(
        self,
        user: UUID | Slot,
        *,
        teams: models.QuerySet[Team],
        grounds: set[str],
        on: date | Slot,
    ) -> Self:
        """Those whom this user, or a team that this user leads, may see today.

        Asked of each person by itself, so that one dossier costs the same for a team leader
        with 50,000 dossiers. Lists and search walk `Sight` instead.
        """
        grants = Grant.objects.active(on).filter(
            participant=models.OuterRef("pk"), ground__in=grounds
        )
        own = models.Exists(grants.filter(user=user))
        return self.filter(own | models.Exists(grants.filter(team__in=teams)))

    def like(self, identity: Identity) -> Self:
        """Those who may be the same person; the rule decides, this only narrows down."""
        clause = models.Q(pk__in=[])
        if identity.name_key:
            clause |= models.Q(name_key=identity.name_key)
        if identity.phone:
            clause |= models.Q(phone=identity.phone)
        if identity.email:
            clause |= models.Q(email_key=identity.email)
        return self.filter(clause)


class Participant(models.Model):
    """Somebody who takes part, or would like to. Language and wish, never origin (R8)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case_number = models.CharField(max_length=10, unique=True, default=case_code)
    first_name = models.CharField(_("voornaam"), max_length=100, blank=True)
    last_name = models.CharField(_("achternaam"), max_length=100, blank=True)
    called = models.CharField(_("wil genoemd worden"), max_length=100, blank=True)
    birth_date = models.DateField(_("geboortedatum"), null=True, blank=True)
    category = models.CharField(_("vrijwillig of verplicht"), max_length=12, choices=Category)
    phone = models.CharField(_("telefoon"), max_length=20, blank=True)
    # Not an EmailField: that one refuses addresses with letters such as é, which exist.
    email = models.CharField(
        _("e-mail"),
        max_length=254,
        blank=True,
        validators=[EMAIL],
    )
    preferred_channel = models.CharField(max_length=10, choices=Channel, blank=True)
    languages = models.JSONField(_("talen"), default=list, blank=True)
    interpreter_language = models.CharField(
        _("tolk nodig"), max_length=10, blank=True, choices=list(LANGUAGES.items())
    )
    neighbourhood = models.ForeignKey(
        Neighbourhood, models.PROTECT, related_name="+", null=True, blank=True
    )
    postcode4 = models.CharField(
        _("postcode"),
        max_length=4,
        blank=True,
        validators=[RegexValidator(r"^[1-9]\d{3}$", _("Een postcode begint met vier cijfers."))],
    )
    question = models.TextField(_("vraag in eigen woorden"), blank=True)
    best_times = models.CharField(_("beste tijden"), max_length=200, blank=True)
    childcare_needed = models.BooleanField(_("opvang voor kinderen nodig"), default=False)
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    consent_version = models.CharField(max_length=20, blank=True)
    consent_on = models.DateField(null=True, blank=True)
    registered_on = models.DateField(_("aangemeld op"), default=today)
    found_through = models.CharField(max_length=20, choices=FoundThrough, blank=True)
    name_key = models.CharField(max_length=250, editable=False)
    sort_name = models.CharField(max_length=250, editable=False)
    email_key = models.CharField(max_length=254, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = _("deelnemer")
        ordering = ["sort_name", "pk"]
        indexes = [
            models.Index(fields=["sort_name", "id"], name="participants_sort"),
            models.Index(fields=["name_key"], name="participants_name_key"),
            models.Index(
                fields=["phone"], name="participants_phone", condition=~models.Q(phone="")
            ),
            models.Index(
                fields=["email_key"], name="participants_email", condition=~models.Q(email_key="")
            ),
            # What is counted of many people at once, without touching the wide rows themselves.
            models.Index(
                fields=[
                    "id",
                    "category",
                    "neighbourhood",
                    "interpreter_language",
                    "childcare_needed",
                ],
                name="participants_counted",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(first_name="") | ~models.Q(last_name=""),
                name="participants_has_a_name",
                violation_error_message=_("Vul een voornaam of een achternaam in."),
            )
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {
            "case_number", "first_name", "last_name", "called", "birth_date", "phone", "email",
            "preferred_channel", "languages", "interpreter_language", "neighbourhood", "postcode4",
            "question", "best_times", "childcare_needed", "name_key", "sort_name", "email_key",
            "category",
        }  # fmt: skip
        plain = {
            "team", "consent_version", "consent_on", "registered_on", "found_through", "version",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.case_number

    @property
    def name(self) -> str:
        """First and last name, as it stands on papers."""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def display_name(self) -> str:
        """As this person wants to be called, with the surname."""
        return display_name(self.first_name, self.last_name, self.called)

    @property
    def phone_text(self) -> str:
        """The phone number as people read it."""
        return phone_for_reading(self.phone)

    @property
    def language_names(self) -> str:
        """The languages we can speak together, in words."""
        return ", ".join(LANGUAGES.get(code, code) for code in self.languages)

    @property
    def is_voluntary(self) -> bool:
        return self.category == Category.VOLUNTARY

    @property
    def identity(self) -> Identity:
        """What is compared to find doubles."""
        return Identity(self.name_key, self.phone, self.email_key, self.birth_date)

    def fill_keys(self) -> None:
        """Recompute what is searched and sorted on; called by every verb that sets a name."""
        self.name_key = name_key(self.first_name, self.last_name)
        self.sort_name = sort_name(self.first_name, self.last_name)
        self.email_key = fold(self.email)

    @property
    def words(self) -> list[str]:
        """The words of the name that this person is found by, as kept in the index."""
        named = tokens(f"{self.first_name} {self.last_name} {self.called}")
        return sorted({word[:WORD] for word in named})


def lasting(on: date | Slot | None = None) -> models.Q:
    """Access without a last day, or whose last day has not passed: asked by date, each time."""
    return models.Q(last_day__isnull=True) | models.Q(last_day__gte=on or today())


class GrantQuerySet(models.QuerySet["Grant"]):
    def active(self, on: date | Slot | None = None) -> Self:
        """Grants that hold now; one for a while ends by itself after its last day."""
        return self.filter(until__isnull=True).filter(lasting(on))


class Grant(models.Model):
    """One colleague, or the leaders of one team, may see this dossier: why, since when."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    team = models.ForeignKey(Team, models.PROTECT, related_name="+", null=True)
    ground = models.CharField(max_length=16, choices=GrantGround)
    since = models.DateTimeField(default=now)
    until = models.DateTimeField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("toegang tot een dossier")
        indexes = [
            models.Index(
                fields=["user", "participant"],
                name="participants_grant_user",
                condition=models.Q(until__isnull=True, user__isnull=False),
            ),
            models.Index(
                fields=["team", "participant"],
                name="participants_grant_team",
                condition=models.Q(until__isnull=True, team__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(user__isnull=False, team__isnull=True)
                | models.Q(user__isnull=True, team__isnull=False),
                name="participants_grant_to_one",
            ),
            models.UniqueConstraint(
                fields=["participant", "user", "ground"],
                condition=models.Q(until__isnull=True, user__isnull=False),
                name="participants_grant_user_once",
            ),
            models.UniqueConstraint(
                fields=["participant", "team", "ground"],
                condition=models.Q(until__isnull=True, team__isnull=False),
                name="participants_grant_team_once",
            ),
        ]

    class Privacy:
        ground = Ground.ACCOUNTABILITY
        keep_years = 5
        personal = {"participant", "user", "given_by"}
        plain = {"team", "ground", "since", "until", "last_day"}

    def __str__(self) -> str:
        return self.get_ground_display()


class Sight(models.Model):
    """What the grants add up to: one row for each colleague (or team) and person.

    Derived from `Grant` in the same transaction and never decided upon: it makes that lists
    walk an index in the order they show, whoever looks. `viewer` is a user or a team.
    """

    id = models.BigAutoField(primary_key=True)
    viewer = models.UUIDField()
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="+", db_index=False)
    sort_name = models.CharField(max_length=250)
    is_whole = models.BooleanField()
    last_day = models.DateField(null=True)

    class Meta:
        verbose_name = _("zicht op een dossier")
        indexes = [
            models.Index(
                fields=["viewer", "sort_name", "participant"], name="participants_sight_walk"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "viewer"], name="participants_sight_once"
            )
        ]

    class Privacy:
        ground = Ground.ACCOUNTABILITY
        keep_years = 5
        personal = {"viewer", "participant", "sort_name"}
        plain = {"is_whole", "last_day"}

    def __str__(self) -> str:
        return f"{self.viewer} {self.participant_id}"


class SightWord(models.Model):
    """A word by which this colleague (or team) finds this person. Derived, like `Sight`."""

    id = models.BigAutoField(primary_key=True)
    viewer = models.UUIDField()
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="+")
    word = models.CharField(max_length=WORD)
    words = models.CharField(max_length=400)

    class Meta:
        verbose_name = _("zoekwoord")
        indexes = [
            models.Index(
                fields=["viewer", "word", "words", "participant"], name="participants_sight_word"
            )
        ]

    class Privacy:
        ground = Ground.ACCOUNTABILITY
        keep_years = 5
        personal = {"viewer", "participant", "word", "words"}
        plain: set[str] = set()

    def __str__(self) -> str:
        return f"{self.viewer} {self.participant_id}"


class NameWord(models.Model):
    """A word that occurs in names, once however many people have it; to forgive a slip in typing.

    It is about nobody: who has the word, only `SightWord` tells, and only to who may see them.
    """

    id = models.BigAutoField(primary_key=True)
    word = models.CharField(max_length=WORD, unique=True)

    class Meta:
        verbose_name = _("woord uit namen")

    class Privacy:
        ground = Ground.NO_PERSON
        keep_years = 5
        personal: set[str] = set()
        plain = {"word"}

    def __str__(self) -> str:
        return self.word
