"""What people can do in the neighbourhood: offers and when they are (R34, R57, R58)."""

from typing import Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.core.ids import new_id, new_number
from meedoen.core.periods import begins_before_end
from meedoen.core.time import today
from meedoen.network.models import Neighbourhood, Organisation
from meedoen.offers import rules
from meedoen.offers.choices import (
    WEEKDAYS,
    DualForm,
    Joining,
    Kind,
    LevelAsked,
    Side,
    Status,
    Theme,
    Timing,
)
from meedoen.offers.models.places import Location, ServiceArea
from meedoen.offers.models.programmes import Programme
from meedoen.offers.rules import Slot, Timetable
from meedoen.participants.choices import LANGUAGES
from meedoen.privacy.choices import Ground

# What the directory can be narrowed to, short enough to stand in an index as well.
ASKED = (
    "kind", "side", "day_parts", "oral_min", "oral_max", "capacity", "taken", "number",
)  # fmt: skip
THEMES = dict(Theme.choices)


class OfferQuerySet(models.QuerySet["Offer"]):
    def open(self) -> Self:
        """Offers that people can still go to, as far as we know."""
        return self.filter(status=Status.OPEN)

    def for_list(self) -> Self:
        """Everything a row or a card shows: one query, and one for the sessions."""
        return self.select_related(
            "organisation", "neighbourhood", "location", "programme"
        ).prefetch_related(
            models.Prefetch(
                "sessions",
                queryset=Session.objects.order_by("weekday", "starts_at"),
                to_attr="_sessions",
            )
        )

    def for_writing(self) -> Self:
        """Everything that follows from an offer is made of this: so many queries for any number."""
        areas = ServiceArea.objects.select_related("neighbourhood")
        return (
            self.for_list()
            .select_related("location__neighbourhood")
            .prefetch_related(models.Prefetch("service_areas", queryset=areas), "exceptions")
        )


def _in_order(what: str, *, name: str, says: Any) -> models.CheckConstraint:
    """The lowest is not above the highest, where both are known."""
    low, high = f"{what}_min", f"{what}_max"
    return models.CheckConstraint(
        condition=models.Q(**{f"{low}__isnull": True})
        | models.Q(**{f"{high}__isnull": True})
        | models.Q(**{f"{low}__lte": models.F(high)}),
        name=name,
        violation_error_message=says,
    )


def _within(what: str, limits: tuple[int, int], *, name: str, says: Any) -> models.CheckConstraint:
    """The lowest and the highest, where known, lie between these."""
    low, high = f"{what}_min", f"{what}_max"
    return models.CheckConstraint(
        condition=(models.Q(**{f"{low}__isnull": True}) | models.Q(**{f"{low}__range": limits}))
        & (models.Q(**{f"{high}__isnull": True}) | models.Q(**{f"{high}__range": limits})),
        name=name,
        violation_error_message=says,
    )


class Offer(models.Model):
    """Something that people can join. Open ends (no level, no date) mean: for everybody, always."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # By which the words of the directory know it: quicker to gather than the key.
    number = models.BigIntegerField(unique=True, default=new_number, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="+", null=True, blank=True
    )
    name = models.CharField(_("naam"), max_length=150)
    kind = models.CharField(_("soort"), max_length=20, choices=Kind)
    side = models.CharField(_("taal of meedoen"), max_length=13, choices=Side)
    description = models.TextField(_("wat doet u er"), blank=True)
    location = models.ForeignKey(Location, models.PROTECT, related_name="+", null=True, blank=True)
    # With a location, the address and the neighbourhood are those of the location.
    address = models.CharField(_("waar"), max_length=200, blank=True)
    neighbourhood = models.ForeignKey(
        Neighbourhood, models.PROTECT, related_name="+", null=True, blank=True
    )
    contact_phone = models.CharField(_("telefoon"), max_length=20, blank=True)
    contact_email = models.EmailField(_("e-mail"), blank=True)
    starts_on = models.DateField(_("begint op"), null=True, blank=True)
    ends_on = models.DateField(_("eindigt op"), null=True, blank=True)
    oral_min = models.CharField(max_length=20, choices=LevelAsked, blank=True)
    oral_max = models.CharField(max_length=20, choices=LevelAsked, blank=True)
    written_min = models.CharField(max_length=20, choices=LevelAsked, blank=True)
    written_max = models.CharField(max_length=20, choices=LevelAsked, blank=True)
    ladder_min = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(6)]
    )
    ladder_max = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(6)]
    )
    # In years; participants are adults, and an offer from elsewhere may begin at sixteen.
    age_min = models.PositiveSmallIntegerField(
        _("leeftijd, vanaf"), null=True, blank=True,
        validators=[MaxValueValidator(rules.OLDEST)],
    )  # fmt: skip
    age_max = models.PositiveSmallIntegerField(
        _("leeftijd, tot en met"), null=True, blank=True,
        validators=[MaxValueValidator(rules.OLDEST)],
    )  # fmt: skip
    languages = models.JSONField(_("uitleg in"), default=list, blank=True)
    themes = models.JSONField(_("thema's"), default=list, blank=True)
    childcare = models.BooleanField(_("kinderopvang"), default=False)
    cost_cents = models.PositiveIntegerField(_("kosten"), default=0)
    cost_text = models.CharField(_("uitleg bij de kosten"), max_length=200, blank=True)
    capacity = models.PositiveSmallIntegerField(_("plaatsen"), null=True, blank=True)
    taken = models.PositiveSmallIntegerField(_("bezet"), default=0)
    waiting_list = models.BooleanField(_("heeft een wachtlijst"), default=False)
    timing = models.CharField(max_length=6, choices=Timing, default=Timing.BOTH)
    dual_form = models.CharField(max_length=22, choices=DualForm, blank=True)
    women_only = models.BooleanField(_("alleen voor vrouwen"), default=False)
    joining = models.CharField(max_length=6, choices=Joining, default=Joining.EITHER)
    joining_text = models.TextField(_("hoe meldt u aan"), blank=True)
    accessibility = models.TextField(_("toegankelijkheid"), blank=True)
    documents_needed = models.JSONField(_("meenemen"), default=list, blank=True)
    rests_in_holidays = models.BooleanField(_("ligt stil in schoolvakanties"), default=False)
    status = models.CharField(max_length=6, choices=Status, default=Status.OPEN)
    verified_on = models.DateField(_("laatst bevestigd"), default=today, null=True, blank=True)
    verified_by_provider = models.BooleanField(default=False, editable=False)
    day_parts = models.PositiveIntegerField(default=0, editable=False)
    # The codes of the neighbourhoods where it is or is meant for, each between spaces: to look for
    # and to count without a join. Empty is the whole town, or online.
    area_codes = models.TextField(editable=False, blank=True)
    search_key = models.TextField(editable=False, blank=True)
    sort_name = models.CharField(max_length=150, editable=False, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("aanbod")
        ordering = ["sort_name", "pk"]
        indexes = [
            # The list walks this one, and answers from it whether an offer is asked for.
            models.Index(
                fields=["status", "sort_name", "id", "area_codes", *ASKED], name="offers_sort"
            ),
            models.Index(fields=["organisation"], name="offers_organisation"),
            # The map counts from this index alone.
            models.Index(fields=["status", "area_codes", *ASKED], name="offers_area"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(capacity__isnull=True)
                | models.Q(taken__lte=models.F("capacity")),
                name="offers_places",
                violation_error_message=_("Er zijn meer plaatsen bezet dan er zijn."),
            ),
            begins_before_end("offers_dates"),
            _in_order(
                "ladder",
                name="offers_ladder_range",
                says=_("De laagste trede ligt boven de hoogste."),
            ),
            _within(
                "ladder", (1, 6), name="offers_ladder_steps", says=_("De ladder heeft zes treden.")
            ),
            _in_order(
                "age",
                name="offers_age_range",
                says=_("De laagste leeftijd ligt boven de hoogste."),
            ),
            _within(
                "age",
                (0, rules.OLDEST),
                name="offers_age_years",
                says=_("Een leeftijd ligt tussen 0 en 120 jaar."),
            ),
            models.CheckConstraint(
                condition=models.Q(cost_cents__gte=0, taken__gte=0),
                name="offers_not_negative",
                violation_error_message=_("Een bedrag of aantal kan niet onder nul zijn."),
            ),
        ]

    class Privacy:
        ground = Ground.NO_PERSON
        keep_years = 10
        personal: set[str] = set()
        plain = {
            "number", "organisation", "programme", "name", "kind", "side", "description",
            "location", "address", "neighbourhood", "documents_needed", "rests_in_holidays",
            "contact_phone", "contact_email", "starts_on", "ends_on", "oral_min", "oral_max",
            "written_min", "written_max", "ladder_min", "ladder_max", "age_min", "age_max",
            "languages", "themes", "childcare", "cost_cents", "cost_text", "capacity", "taken",
            "waiting_list", "timing", "dual_form", "women_only", "joining", "joining_text",
            "accessibility", "status", "verified_on", "verified_by_provider", "day_parts",
            "area_codes", "search_key", "sort_name", "version",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def session_list(self) -> list["Session"]:
        """The weekly moments, in the order of the week; without a query after `for_list`."""
        loaded: list[Session] | None = getattr(self, "_sessions", None)
        if loaded is None:
            loaded = list(Session.objects.filter(offer=self).order_by("weekday", "starts_at"))
            self._sessions = loaded
        return loaded

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The weekly moments as plain values."""
        return tuple(session.slot for session in self.session_list)

    @property
    def timetable(self) -> Timetable:
        """When it runs, to compare with other offers."""
        return Timetable(self.slots, self.starts_on, self.ends_on)

    @property
    def area_list(self) -> list[Neighbourhood]:
        """The neighbourhoods it is meant for, by name; empty when it is for everybody."""
        loaded: list[Neighbourhood] | None = getattr(self, "_areas", None)
        if loaded is None:
            is_there = "service_areas" in getattr(self, "_prefetched_objects_cache", {})
            areas = self.service_areas
            rows = areas.all() if is_there else areas.select_related("neighbourhood")
            loaded = [row.neighbourhood for row in rows]
            self._areas = loaded
        return loaded

    @property
    def schedule(self) -> str:
        """`maandag en woensdag 9.30 tot 11.30 uur`, or nothing when there are no fixed times."""
        return rules.schedule_text(self.slots)

    @property
    def free_places(self) -> int | None:
        """How many can still come; None when there is no limit."""
        return rules.free_places(self.capacity, self.taken)

    @property
    def is_full(self) -> bool:
        return self.free_places == 0

    @property
    def is_open(self) -> bool:
        return self.status == Status.OPEN

    @property
    def is_stale(self) -> bool:
        """Whether somebody should call to ask if this is still right."""
        return rules.is_stale(self.verified_on, today=today())

    @property
    def ages(self) -> str:
        """`18 tot en met 27 jaar`; nothing when it is for every age."""
        return rules.age_range(self.age_min, self.age_max)

    @property
    def has_language(self) -> bool:
        return self.side != Side.PARTICIPATION

    @property
    def has_participation(self) -> bool:
        return self.side != Side.LANGUAGE

    @property
    def theme_names(self) -> list[str]:
        """The themes in words."""
        return [str(THEMES[code]) for code in self.themes if code in THEMES]

    @property
    def language_names(self) -> str:
        """The languages besides Dutch in which somebody there can explain things."""
        return ", ".join(LANGUAGES.get(code, code) for code in self.languages if code != "nl")

    @property
    def cost(self) -> str:
        """`gratis`, or `€ 25 per maand`."""
        text = rules.money(self.cost_cents)
        return f"{text} {self.cost_text}".strip() if self.cost_cents else text


class Session(models.Model):
    """A weekly moment of an offer."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="sessions")
    weekday = models.PositiveSmallIntegerField(choices=WEEKDAYS)
    starts_at = models.TimeField()
    ends_at = models.TimeField()

    class Meta:
        verbose_name = _("tijd")
        ordering = ["weekday", "starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="offers_session_times",
                violation_error_message=_("De eindtijd ligt niet na de begintijd."),
            ),
            models.CheckConstraint(
                condition=models.Q(weekday__range=(0, 6)), name="offers_session_weekday"
            ),
            models.UniqueConstraint(
                fields=["offer", "weekday", "starts_at"],
                name="offers_session_once",
                violation_error_message=_("Deze tijd staat er twee keer."),
            ),
        ]

    class Privacy:
        ground = Ground.NO_PERSON
        keep_years = 10
        personal: set[str] = set()
        plain = {"offer", "weekday", "starts_at", "ends_at"}

    def __str__(self) -> str:
        return rules.schedule_text([self.slot])

    @property
    def slot(self) -> Slot:
        """As a plain value."""
        return Slot(self.weekday, self.starts_at, self.ends_at)
