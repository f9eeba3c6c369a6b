"""Addresses of this area: about one participant, and about colleagues."""

from django.urls import path

from meedoen.coaching.views import choosing, colleagues, sharing

app_name = "coaching"
DOSSIER = "deelnemers/<uuid:participant_id>/weg/"
ONE = "collegas/<uuid:colleague_id>/"
urlpatterns = [
    path(DOSSIER + "contactpersoon/", choosing.choose, name="choose"),
    path(DOSSIER + "contactpersonen/", choosing.history, name="history"),
    path(DOSSIER + "waarnemer/", choosing.deputy, name="deputy"),
    path(DOSSIER + "waarnemer/stop/", choosing.end_deputy, name="end_deputy"),
    path("collegas/", colleagues.overview, name="colleagues"),
    path("collegas/uitleg/", colleagues.explain, name="rules"),
    path(ONE, colleagues.colleague, name="colleague"),
    path(ONE + "werk/", colleagues.workload, name="workload"),
    path(ONE + "wijken/", colleagues.add_area, name="add_area"),
    path(ONE + "wijken/<uuid:area_id>/stop/", colleagues.end_area, name="end_area"),
    path(ONE + "specialisaties/", colleagues.add_skill, name="add_skill"),
    path(ONE + "specialisaties/<uuid:skill_id>/stop/", colleagues.end_skill, name="end_skill"),
    path(ONE + "afwezig/", colleagues.add_absence, name="add_absence"),
    path(ONE + "afwezig/<uuid:absence_id>/", colleagues.end_absence, name="end_absence"),
    path(ONE + "waarneming/", sharing.cover, name="cover"),
    path(ONE + "overdragen/", sharing.hand_over, name="hand_over"),
]
