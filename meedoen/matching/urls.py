"""Addresses of matching, inside the dossier; and the rules, which everybody may read."""

from django.urls import include, path

from meedoen.matching import views

app_name = "matching"

_DOSSIER = [
    path("", views.match, name="match"),
    path("kiezen/", views.choose, name="choose"),
    path("keuze/<uuid:choice_id>/", views.choice, name="choice"),
    path("keuze/<uuid:choice_id>/terug/", views.withdraw, name="withdraw"),
]

urlpatterns = [
    path("aanbod/regels/", views.rules, name="rules"),
    path("deelnemers/<uuid:participant_id>/aanbod/", include(_DOSSIER)),
]
