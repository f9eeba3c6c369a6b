"""Addresses of this area, under `deelnemers/`."""

from django.urls import path

from meedoen.intake.views import advising, holding

app_name = "intake"
urlpatterns = [
    path("<uuid:participant_id>/intake/", holding.overview, name="overview"),
    path("<uuid:participant_id>/intake/<slug:slug>/", holding.section, name="section"),
    path("<uuid:participant_id>/advies/", advising.advice, name="advice"),
    path("<uuid:participant_id>/advies/besproken/", advising.share, name="share"),
    path("<uuid:participant_id>/advies/oordeel/", advising.judge, name="judge"),
    path("<uuid:participant_id>/taal/", holding.language, name="language"),
    path("<uuid:participant_id>/ladder/", holding.ladder, name="ladder"),
]
