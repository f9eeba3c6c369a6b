"""Addresses of the network."""

from django.urls import path

from meedoen.network import views

app_name = "network"
urlpatterns = [
    path("", views.overview, name="list"),
    path("organisaties/nieuw/", views.add_organisation, name="add_organisation"),
    path("organisaties/<uuid:organisation_id>/", views.organisation, name="organisation"),
    path("wijken/nieuw/", views.add_neighbourhood, name="add_neighbourhood"),
    path("wijken/<slug:code>/", views.neighbourhood, name="neighbourhood"),
]
