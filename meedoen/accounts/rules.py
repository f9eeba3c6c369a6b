"""Which role may do what: one list, to be read by the people it is about."""

from collections.abc import Iterable

from meedoen.accounts.choices import Permission, Role

_KNOW = frozenset({Permission.OFFER_SEE, Permission.NETWORK_SEE, Permission.FLOW_SEE})
_GUIDE = _KNOW | {
    Permission.DOSSIER_SEE,
    Permission.LANGUAGE_SEE,
    Permission.REGISTER,
    Permission.IMPORT,
    Permission.CONTACT_WRITE,
    Permission.INTAKE,
    Permission.LANGUAGE_MEASURE,
    Permission.LADDER_MEASURE,
    Permission.ADVICE,
    Permission.MATCH,
    Permission.PLAN,
    Permission.ROAD_BACK,
    Permission.EXIT,
    Permission.OFFER_WRITE,
    Permission.FIGURES_SEE,
    Permission.SIGNAL_WRITE,
}
_LEAD = _GUIDE | {
    Permission.TEAM_SEE,
    Permission.COACH_ASSIGN,
    Permission.NETWORK_WRITE,
    Permission.WATCH_SET,
    Permission.ADVICE_APPROVE,
    Permission.DISTRIBUTE,
}

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.DIRECTOR: _KNOW | {Permission.FIGURES_SEE},
    Role.STAFF_ADVISER: _KNOW
    | {
        Permission.FIGURES_SEE,
        Permission.SIGNAL_WRITE,
        Permission.OFFER_WRITE,
        Permission.NETWORK_WRITE,
        Permission.WATCH_SET,
        Permission.FLOW_EDIT,
        Permission.FORMS_MANAGE,
        Permission.RULES_MANAGE,
    },
    Role.TEAM_LEADER_INTEGRATION: _LEAD,
    Role.TEAM_LEADER_REFUGEES: _LEAD,
    Role.WGI_COORDINATOR: _LEAD,
    Role.WGI_PROJECT_LEAD: _LEAD,
    Role.CONSULTANT: _GUIDE | {Permission.COACH_ASSIGN},
    Role.ASSESSOR: frozenset({Permission.LANGUAGE_SEE, Permission.LANGUAGE_MEASURE}),
    Role.PARTICIPATION_COACH: _GUIDE,
    Role.MUNICIPAL_DIRECTOR: _KNOW | {Permission.FIGURES_SEE},
    Role.PARTNER_CONTACT: frozenset(),
    Role.PARTICIPANT: frozenset(),
    Role.PRIVACY_OFFICER: frozenset({Permission.FLOW_SEE}),
    Role.APP_ADMIN: frozenset(
        {
            Permission.USERS_MANAGE,
            Permission.FLOW_SEE,
            Permission.NETWORK_SEE,
            Permission.OFFER_SEE,
            Permission.WATCH_SET,
            Permission.FLOW_EDIT,
            Permission.FORMS_MANAGE,
            Permission.RULES_MANAGE,
        }
    ),
}


def permissions_of(roles: Iterable[str]) -> frozenset[Permission]:
    """Everything that somebody with these roles may do; roles add up (R111)."""
    return frozenset[Permission]().union(*(PERMISSIONS[Role(role)] for role in roles))
