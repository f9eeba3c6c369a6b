"""Addresses of this area, under `deelnemers/`."""

from django.urls import path

from meedoen.intake import views

app_name = "intake"
urlpatterns = [
    path("<uuid:participant_id>/intake/", views.overview, name="overview"),
    path("<uuid:participant_id>/intake/<slug:slug>/", views.section, name="section"),
    path("<uuid:participant_id>/advies/", views.advice, name="advice"),
    path("<uuid:participant_id>/taal/", views.language, name="language"),
    path("<uuid:participant_id>/taal/<slug:slug>/", views.test, name="test"),
    path("<uuid:participant_id>/ladder/", views.ladder, name="ladder"),
]
