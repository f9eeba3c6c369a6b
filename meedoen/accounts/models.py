"""The people who sign in, and the roles they hold."""

from datetime import date
from functools import cached_property
from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.choices import Permission, Role
from meedoen.accounts.rules import permissions_of
from meedoen.core.errors import NotAllowed
from meedoen.core.ids import new_id
from meedoen.core.joined import Joined
from meedoen.core.periods import in_order
from meedoen.core.prepared import Prepared, Slot
from meedoen.core.time import today
from meedoen.privacy.choices import Ground


class UserManager(BaseUserManager["User"]):
    def get(self, *args: Any, **kwargs: Any) -> "User":
        """One user, with the roles of today in the same query: every request begins with this."""
        if not args and kwargs.keys() == {"pk"}:
            return self._signed_in(kwargs["pk"])
        return _with_roles(today()).get(*args, **kwargs)

    def _signed_in(self, pk: Any) -> "User":
        for *fields, held in SIGNED_IN.rows(pk=pk, today=today()):
            user = self.model.from_db(self.db, USER_FIELDS, fields)
            user.__dict__["held_roles"] = held
            return user
        raise self.model.DoesNotExist

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """Somebody with an account. What they may do follows from their roles of today."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(_("e-mailadres"), unique=True)
    name = models.CharField(_("naam"), max_length=200)
    phone = models.CharField(_("telefoon voor deelnemers"), max_length=20, blank=True)
    is_active = models.BooleanField(_("mag inloggen"), default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("gebruiker")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("email"), name="accounts_user_email_once")]

    class Privacy:
        ground = Ground.STAFF
        keep_years = 2
        personal = {"email", "name", "phone", "password", "last_login"}
        plain = {"is_active", "date_joined"}

    def __str__(self) -> str:
        return self.name

    @cached_property
    def roles(self) -> frozenset[Role]:
        """The roles held today; read once per request."""
        if "held_roles" in self.__dict__:  # came along with the user
            return frozenset(map(Role, (self.__dict__["held_roles"] or "").split()))
        held = RoleAssignment.objects.filter(user=self).on(today())
        return frozenset(Role(role) for role in held.values_list("role", flat=True))

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        """Everything these roles may do."""
        return permissions_of(self.roles) if self.is_active else frozenset()

    @property
    def role_names(self) -> str:
        """The roles in words, for the log and the menu."""
        return ", ".join(sorted(str(role.label) for role in self.roles))

    def has(self, permission: Permission) -> bool:
        """Whether this user may do this at all."""
        return permission in self.permissions

    def must(self, permission: Permission) -> None:
        """Refuse when this user may not do this."""
        if not self.has(permission):
            raise NotAllowed(
                _("Uw rol laat dit niet toe."),
                next_step=_("Vraag uw teamleider of de functioneel beheerder."),
            )

    def get_full_name(self) -> str:
        return self.name


class RoleAssignmentQuerySet(models.QuerySet["RoleAssignment"]):
    def on(self, day: date | Slot) -> Self:
        """Held on this day."""
        return self.filter(since__lte=day).filter(
            models.Q(until__isnull=True) | models.Q(until__gt=day)
        )


class RoleAssignment(models.Model):
    """A role that somebody holds, from a day until another (R45)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    role = models.CharField(max_length=30, choices=Role)
    since = models.DateField(default=today)
    until = models.DateField(null=True, blank=True)

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("rol van een gebruiker")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=models.Q(until__isnull=True),
                name="accounts_role_once",
                violation_error_message=_("Deze gebruiker heeft deze rol al."),
            ),
            in_order("accounts_role_dates"),
        ]

    class Privacy:
        ground = Ground.STAFF
        keep_years = 5
        personal = {"user", "role"}
        plain = {"since", "until"}

    def __str__(self) -> str:
        return self.get_role_display()


def _with_roles(day: date | Slot) -> "models.QuerySet[User]":
    held = RoleAssignment.objects.filter(user=models.OuterRef("pk")).on(day)
    joined = models.Subquery(held.annotate(all=Joined(models.F("role"))).values("all"))
    return User._default_manager.get_queryset().annotate(held_roles=joined)


USER_FIELDS = [field.attname for field in User._meta.concrete_fields]
SIGNED_IN = Prepared(
    lambda: (
        _with_roles(Slot("today", models.DateField()))
        .filter(pk=Slot("pk", models.UUIDField()))
        .order_by()
        .values_list(*USER_FIELDS, "held_roles")
    )
)
