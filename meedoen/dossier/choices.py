"""What the log says, in the words of the work."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "participants.registered": _("Aangemeld"),
    "participants.corrected": _("Gegevens verbeterd"),
    "participants.granted": _("Toegang gegeven"),
    "participants.grant_ended": _("Toegang gestopt"),
    "ladder.withdrawn": _("Meting van de ladder ingetrokken"),
    "language.withdrawn": _("Taalniveau ingetrokken"),
    "language.path_made": _("Leerpad gemaakt of veranderd"),
    "journeys.retracted": _("Telt niet meer als gedaan"),
    "journeys.started": _("Traject begonnen"),
    "journeys.phase_entered": _("Andere fase"),
    "journeys.coach_assigned": _("Vaste contactpersoon toegewezen"),
    "journeys.bound": _("Overeenkomst gaat gelden"),
    "journeys.on_trajectory": _("Op traject gezet"),
    "journeys.ended": _("Traject afgesloten"),
    "journeys.intake_started": _("Intake begonnen"),
    "journeys.intake_completed": _("Intake afgerond"),
    "journeys.language_measured": _("Taalniveau vastgelegd"),
    "journeys.ladder_measured": _("Participatieladder ingevuld"),
    "journeys.advice_given": _("Advies gegeven"),
    "journeys.offer_chosen": _("Aanbod gekozen"),
    "journeys.plan_proposed": _("Plan voorgelegd"),
    "journeys.plan_accepted": _("Plan aangenomen"),
    "journeys.agreement_signed": _("Overeenkomst getekend"),
    "journeys.first_part_started": _("Eerste onderdeel begonnen"),
    "journeys.closing_started": _("Eindgesprek gepland"),
    "journeys.closing_held": _("Eindgesprek gehouden"),
    "journeys.aftercare_done": _("Nazorg afgerond"),
}

# For what is not named above: the area says enough.
AREAS = {
    "contacts": _("Contact vastgelegd"),
    "documents": _("Papier bewaard"),
    "imports": _("Uit een lijst ingelezen"),
    "intake": _("Intake bijgewerkt"),
    "journeys": _("Weg bijgewerkt"),
    "ladder": _("Ladder bijgewerkt"),
    "language": _("Taalniveau bijgewerkt"),
    "matching": _("Keuze uit het aanbod bijgewerkt"),
    "participants": _("Gegevens bijgewerkt"),
    "plans": _("Plan bijgewerkt"),
}

PARTS = {
    "overzicht": _("overzicht"),
    "gegevens": _("gegevens"),
    "weg": _("weg"),
    "inzage": _("inzage"),
    "intake": _("verhaal en profiel"),
    "advies": _("advies"),
    "taal": _("taal"),
    "ladder": _("ladder"),
    "aanbod": _("aanbod"),
    "plan": _("plan"),
    "contacten": _("contacten"),
}
