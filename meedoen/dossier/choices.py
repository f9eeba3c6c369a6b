"""What the log says, in the words of the work."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Thread(models.TextChoices):
    """What the timeline can be narrowed to."""

    CONTACT = "contact", _("contact")
    ROAD = "weg", _("weg")
    STORY = "verhaal", _("verhaal en advies")
    MEASURED = "gemeten", _("taal en ladder")
    PLAN = "plan", _("plan en aanbod")
    FACTS = "gegevens", _("gegevens")


# Which areas tell which thread.
THREADS = {
    Thread.CONTACT: ("contacts", "appointments", "messages"),
    Thread.ROAD: ("journeys", "coaching", "closing", "watch"),
    Thread.STORY: ("intake", "profiles"),
    Thread.MEASURED: ("language", "ladder"),
    Thread.PLAN: ("plans", "matching", "places", "documents", "trends"),
    Thread.FACTS: ("participants", "imports"),
}
# Told already by what they follow from.
SILENT = ("journeys.phase_entered", "participants.granted", "participants.grant_ended")

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
    "journeys.advice_approved": _("Advies goedgekeurd"),
    "intake.advised": _("Advies geschreven"),
    "intake.advice_shared": _("Advies besproken met de deelnemer"),
    "intake.advice_approved": _("Teamleider keurde het advies goed"),
    "intake.advice_returned": _("Teamleider gaf het advies terug"),
    "profiles.remarked": _("Opmerking van de deelnemer opgeschreven"),
    "journeys.offer_chosen": _("Aanbod gekozen"),
    "journeys.plan_proposed": _("Plan voorgelegd"),
    "journeys.plan_accepted": _("Plan aangenomen"),
    "journeys.agreement_signed": _("Overeenkomst getekend"),
    "journeys.first_part_started": _("Eerste onderdeel begonnen"),
    "journeys.closing_started": _("Eindgesprek gepland"),
    "journeys.closing_held": _("Eindgesprek gehouden"),
    "journeys.aftercare_done": _("Nazorg afgerond"),
    "contacts.corrected": _("Contact verbeterd"),
    "contacts.withdrawn": _("Contact ingetrokken"),
    "appointments.planned": _("Afspraak gemaakt"),
    "appointments.moved": _("Afspraak verplaatst"),
    "appointments.cancelled": _("Afspraak afgezegd"),
    "appointments.kept": _("Afspraak geweest"),
    "appointments.not_met": _("Elkaar niet gesproken"),
    "appointments.reminded": _("Aan een afspraak herinnerd"),
    "trends.need_noted": _("Vastgelegd dat er niets past"),
    "trends.need_corrected": _("Aangevuld wat er ontbreekt"),
    "trends.need_closed": _("Afgesloten wat er ontbrak"),
    "trends.need_signalled": _("Wat ontbreekt werd een signaal, zonder naam"),
    "trends.invited": _("Gewezen op aanbod in de wijk"),
    "trends.invitation_answered": _("Antwoord op een uitnodiging"),
    "trends.idea_noted": _("Idee voor de wijk opgeschreven"),
    "trends.idea_answered": _("Antwoord gegeven op een idee"),
    "journeys.reopened": _("Traject weer geopend"),
    "closing.begun": _("Eindgesprek begonnen"),
    "closing.saved": _("Eindgesprek bewaard"),
    "closing.held": _("Eindgesprek vastgelegd"),
    "closing.aftercare_planned": _("Nazorg gepland"),
    "closing.aftercare_done": _("Nazorg vastgelegd"),
    "closing.aftercare_moved": _("Nazorg verzet"),
    "closing.aftercare_skipped": _("Nazorg overgeslagen"),
    "closing.ended": _("Einde vastgelegd"),
    "closing.reopened": _("Einde teruggedraaid"),
    "closing.began_again": _("Opnieuw begonnen"),
    "places.kept": _("Plaats vrijgehouden"),
    "places.asked": _("Op een wachtlijst gezet"),
    "places.invited": _("Van de wachtlijst uitgenodigd"),
    "places.accepted": _("Ja gezegd tegen een plaats"),
    "places.begun": _("Plaats ingenomen"),
    "places.ended": _("Plaats teruggegeven"),
    "places.lapsed": _("Plaats niet langer vrijgehouden"),
    "places.withdrawn": _("Toch geen plaats"),
    "places.put_in_front": _("Vooraan op een wachtlijst gezet"),
    "places.put_back": _("Terug in de rij van een wachtlijst"),
}

# For what is not named above: the area says enough.
AREAS = {
    "appointments": _("Afspraak bijgewerkt"),
    "closing": _("Afsluiting bijgewerkt"),
    "coaching": _("Begeleiding bijgewerkt"),
    "contacts": _("Contact vastgelegd"),
    "documents": _("Papier bewaard"),
    "imports": _("Uit een lijst ingelezen"),
    "intake": _("Intake bijgewerkt"),
    "journeys": _("Weg bijgewerkt"),
    "ladder": _("Ladder bijgewerkt"),
    "language": _("Taalniveau bijgewerkt"),
    "messages": _("Bericht aan de deelnemer"),
    "trends": _("Wat ontbreekt bijgewerkt"),
    "watch": _("Werklijst bijgewerkt"),
    "matching": _("Keuze uit het aanbod bijgewerkt"),
    "participants": _("Gegevens bijgewerkt"),
    "places": _("Plaats bijgewerkt"),
    "plans": _("Plan bijgewerkt"),
    "profiles": _("Profiel bijgewerkt"),
}

PARTS = {
    "overzicht": _("overzicht"),
    "tijdlijn": _("tijdlijn"),
    "gegevens": _("gegevens"),
    "weg": _("weg"),
    "inzage": _("inzage"),
    "intake": _("verhaal en profiel"),
    "profiel": _("profiel"),
    "advies": _("advies"),
    "taal": _("taal"),
    "ladder": _("ladder"),
    "aanbod": _("aanbod"),
    "plaatsen": _("plaatsen"),
    "plan": _("plan"),
    "eindgesprek": _("eindgesprek"),
    "nazorg": _("nazorg"),
    "contacten": _("contacten"),
    "afspraken": _("afspraken"),
}
