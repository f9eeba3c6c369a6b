"""Addresses of matching: in the dossier, at an offer, and the rules, which everybody may read."""

from django.urls import include, path

from meedoen.matching import views

app_name = "matching"

_DOSSIER = [
    path("", views.match, name="match"),
    path("kiezen/", views.choose, name="choose"),
    path("pakket/", views.choose_package, name="choose_package"),
    path("keuze/<uuid:choice_id>/", views.choice, name="choice"),
    path("keuze/<uuid:choice_id>/terug/", views.withdraw, name="withdraw"),
]
_MANAGED = [
    path("", views.ruling, name="ruling"),
    path("beginnen/", views.begin_rules, name="rules_begin"),
    path("concept/", views.rules_draft, name="rules_draft"),
    path("concept/publiceren/", views.publish_rules, name="rules_publish"),
    path("concept/weg/", views.lay_aside_rules, name="rules_lay_aside"),
    path("afstanden/", views.distances, name="distances"),
    path("<int:number>/", views.rule_version, name="rule_version"),
]

urlpatterns = [
    path("aanbod/regels/", views.rules, name="rules"),
    path("aanbod/regels.json", views.rules_json, name="rules_json"),
    path("aanbod/<uuid:offer_id>/voor-wie/", views.people, name="people"),
    path("beheer/regels/", include(_MANAGED)),
    path("deelnemers/<uuid:participant_id>/aanbod/", include(_DOSSIER)),
]
