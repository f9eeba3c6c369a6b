"""Who works in the demo town: one account for each role, and a few more colleagues."""

from dataclasses import dataclass

from meedoen.accounts.choices import Role

PASSWORD = "meedoen-demo"


@dataclass(frozen=True)
class Colleague:
    """A demo account: its role, its name, its team and whether it leads that team."""

    role: Role
    name: str
    team: str = ""
    leads: bool = False
    extra: int = 0

    @property
    def email(self) -> str:
        """`participation_coach@demo.example`, with a number for the second one."""
        return f"{self.role.value}{self.extra or ''}@demo.example"


STAFF = (
    Colleague(Role.APP_ADMIN, "Anna Beheer"),
    Colleague(Role.CONSULTANT, "Carla Consulent", "inburgering"),
    Colleague(Role.PARTICIPATION_COACH, "Pim Coach", "wgi"),
    Colleague(Role.ASSESSOR, "Toos Toetser", "inburgering"),
    Colleague(Role.TEAM_LEADER_INTEGRATION, "Ingrid Leider", "inburgering", leads=True),
    Colleague(Role.TEAM_LEADER_REFUGEES, "Victor Leider", "vluchtelingen", leads=True),
    Colleague(Role.WGI_COORDINATOR, "Wilma Coördinator", "wgi", leads=True),
    Colleague(Role.WGI_PROJECT_LEAD, "Peter Projectleider", "wgi", leads=True),
    Colleague(Role.DIRECTOR, "Dirk Directeur", "management"),
    Colleague(Role.STAFF_ADVISER, "Ada Adviseur", "management"),
    Colleague(Role.MUNICIPAL_DIRECTOR, "Gerda Gemeente"),
    Colleague(Role.PARTNER_CONTACT, "Paula Partner"),
    Colleague(Role.PARTICIPANT, "Deelnemer Demo"),
    Colleague(Role.PRIVACY_OFFICER, "Frits Gegevens"),
    Colleague(Role.CONSULTANT, "Kees Consulent", "inburgering", extra=2),
    Colleague(Role.PARTICIPATION_COACH, "Marjan Coach", "wgi", extra=2),
    Colleague(Role.PARTICIPATION_COACH, "Sait Coach", "wgi", extra=3),
)


def shown_on_sign_in() -> list[Colleague]:
    """One account for each role, as the sign-in page of the demo lists them."""
    return [one for one in STAFF if not one.extra]
