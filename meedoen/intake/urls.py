"""Addresses of this area, under `deelnemers/`."""

from django.urls import path

from meedoen.intake.views import language, talks

app_name = "intake"
urlpatterns = [
    path("<uuid:participant_id>/intake/", talks.overview, name="overview"),
    path("<uuid:participant_id>/intake/<slug:slug>/", talks.section, name="section"),
    path("<uuid:participant_id>/advies/", talks.advice, name="advice"),
    path("<uuid:participant_id>/taal/", language.language, name="language"),
    path("<uuid:participant_id>/taal/leerpad/", language.learning_path, name="learning_path"),
    path(
        "<uuid:participant_id>/taal/<uuid:record_id>/intrekken/",
        language.language_withdraw,
        name="language_withdraw",
    ),
]
