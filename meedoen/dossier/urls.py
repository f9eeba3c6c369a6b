"""Addresses of this area, under `deelnemers/`."""

from django.urls import path

from meedoen.dossier import views

app_name = "dossier"
urlpatterns = [
    path("<uuid:participant_id>/", views.overview, name="overview"),
    path("<uuid:participant_id>/tijdlijn/", views.timeline, name="timeline"),
    path("<uuid:participant_id>/inzage/", views.looks, name="looks"),
    path("<uuid:participant_id>/gegevens/", views.edit, name="edit"),
    path("<uuid:participant_id>/ladder/", views.ladder, name="ladder"),
    path(
        "<uuid:participant_id>/ladder/<uuid:measurement_id>/intrekken/",
        views.ladder_withdraw,
        name="ladder_withdraw",
    ),
]
