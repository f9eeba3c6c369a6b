"""Addresses of this area, under `beheer/vragenlijsten/`."""

from django.urls import path

from meedoen.questionnaires import views

app_name = "questionnaires"
urlpatterns = [
    path("", views.overview, name="list"),
    path("<uuid:list_id>/", views.version, name="version"),
    path("<uuid:list_id>/vergelijken/", views.compare, name="compare"),
    path("<uuid:list_id>/invullen/", views.figures, name="figures"),
    path("<uuid:list_id>/concept/", views.begin, name="begin"),
    path("concept/<uuid:draft_id>/", views.draft, name="draft"),
    path("concept/<uuid:draft_id>/schikken/", views.arrange, name="arrange"),
    path("concept/<uuid:draft_id>/deel/", views.section, name="section"),
    path("concept/<uuid:draft_id>/deel/nieuw/", views.new_section, name="new_section"),
    path("concept/<uuid:draft_id>/deel/wijzigen/", views.edit_section, name="edit_section"),
    path("concept/<uuid:draft_id>/vraag/", views.question, name="question"),
    path("concept/<uuid:draft_id>/vraag/nieuw/", views.new_question, name="new_question"),
    path("concept/<uuid:draft_id>/vraag/antwoorden/", views.answers, name="answers"),
    path("concept/<uuid:draft_id>/voorbeeld/", views.preview, name="preview"),
    path("concept/<uuid:draft_id>/publiceren/", views.publish, name="publish"),
    path("concept/<uuid:draft_id>/wegleggen/", views.lay_aside, name="lay_aside"),
]
