"""Addresses of this area."""

from django.urls import path

from meedoen.journeys import views

app_name = "journeys"
urlpatterns = [
    path("deelnemers/<uuid:participant_id>/weg/", views.road, name="road"),
    path("deelnemers/<uuid:participant_id>/weg/terug/", views.back, name="back"),
]
