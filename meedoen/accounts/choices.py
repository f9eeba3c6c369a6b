"""Roles of the people who work with Meedoen, and what each may do."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """The roles of the guide (requirements 1.7). One user may hold several (R111)."""

    DIRECTOR = "director", _("Directeur")
    STAFF_ADVISER = "staff_adviser", _("Adviseur")
    TEAM_LEADER_INTEGRATION = "team_leader_integration", _("Teamleider Inburgering")
    TEAM_LEADER_REFUGEES = "team_leader_refugees", _("Teamleider Vluchtelingen")
    WGI_COORDINATOR = "wgi_coordinator", _("Projectcoördinator wijkgerichte inburgering")
    WGI_PROJECT_LEAD = "wgi_project_lead", _("Projectleider wijkgerichte inburgering")
    CONSULTANT = "consultant", _("Consulent")
    ASSESSOR = "assessor", _("Toetser")
    PARTICIPATION_COACH = "participation_coach", _("Participatiecoach")
    MUNICIPAL_DIRECTOR = "municipal_director", _("Gemeente (regie)")
    PARTNER_CONTACT = "partner_contact", _("Contactpersoon partner")
    PARTICIPANT = "participant", _("Deelnemer")
    PRIVACY_OFFICER = "privacy_officer", _("Functionaris gegevensbescherming")
    APP_ADMIN = "app_admin", _("Functioneel beheerder")


class Permission(models.TextChoices):
    """One thing that a role may do. Which dossiers it may be done in, grants decide."""

    DOSSIER_SEE = "dossier_see", _("dossiers zien waar u bij betrokken bent")
    LANGUAGE_SEE = "language_see", _("het taaldeel van een dossier zien")
    TEAM_SEE = "team_see", _("alle dossiers van het eigen team zien")
    REGISTER = "register", _("mensen aanmelden")
    IMPORT = "import", _("een lijst met mensen inlezen")
    CONTACT_WRITE = "contact_write", _("contactmomenten vastleggen")
    INTAKE = "intake", _("een intake houden")
    LANGUAGE_MEASURE = "language_measure", _("taalniveau vastleggen")
    LADDER_MEASURE = "ladder_measure", _("de participatieladder invullen")
    ADVICE = "advice", _("advies geven")
    ADVICE_APPROVE = "advice_approve", _("het advies van een collega goedkeuren of teruggeven")
    OFFER_SEE = "offer_see", _("het aanbod bekijken")
    OFFER_WRITE = "offer_write", _("het aanbod bijwerken")
    MATCH = "match", _("aanbod bij een deelnemer zoeken en kiezen")
    DISTRIBUTE = "distribute", _("mensen verdelen over groepen of contactpersonen")
    PLAN = "plan", _("een trajectplan maken en voorleggen")
    COACH_ASSIGN = "coach_assign", _("een vaste contactpersoon toewijzen")
    ROAD_BACK = "road_back", _("een deelnemer een stap terugzetten")
    EXIT = "exit", _("een traject afsluiten")
    FIGURES_SEE = "figures_see", _("cijfers zien")
    NETWORK_SEE = "network_see", _("organisaties en wijken zien")
    NETWORK_WRITE = "network_write", _("organisaties en wijken bijwerken")
    SIGNAL_WRITE = "signal_write", _("signalen en ideeën vastleggen en opvolgen")
    USERS_MANAGE = "users_manage", _("gebruikers en rollen beheren")
    RULES_MANAGE = "rules_manage", _("de regels voor het aanbod kiezen")
    FORMS_MANAGE = "forms_manage", _("vragenlijsten beheren")
    FLOW_SEE = "flow_see", _("het stroomschema zien")
    WATCH_SET = "watch_set", _("de termijnen van de werklijst kiezen")
    FLOW_EDIT = "flow_edit", _("een nieuwe versie van het stroomschema maken")
