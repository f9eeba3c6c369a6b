"""Addresses of the directory."""

from django.urls import path

from meedoen.offers import views

app_name = "offers"
urlpatterns = [
    path("", views.directory, name="list"),
    path("kaart/", views.town_map, name="map"),
    path("nieuw/", views.add, name="add"),
    path(
        "organisaties/<uuid:organisation_id>/", views.edit_organisation, name="edit_organisation"
    ),
    path("locaties/", views.locations, name="locations"),
    path("locaties/nieuw/", views.add_location, name="add_location"),
    path("locaties/<uuid:location_id>/", views.edit_location, name="location"),
    path("programmas/", views.programmes, name="programmes"),
    path("programmas/nieuw/", views.add_programme, name="add_programme"),
    path("programmas/<uuid:programme_id>/", views.edit_programme, name="programme"),
    path("vrije-dagen/", views.closures, name="closures"),
    path("vrije-dagen/<uuid:closure_id>/weg/", views.drop_closure, name="drop_closure"),
    path("antwoorden/", views.answers, name="answers"),
    path("antwoorden/<uuid:answer_id>/", views.handle, name="handle"),
    path("adressen/<uuid:link_id>/stoppen/", views.end_link, name="end_link"),
    path("klopt/<str:secret>/", views.told, name="told"),
    path("klopt/<str:secret>/<uuid:offer_id>/", views.told_offer, name="told_offer"),
    path("<uuid:offer_id>/", views.detail, name="detail"),
    path("<uuid:offer_id>/wijzigen/", views.edit, name="edit"),
    path("<uuid:offer_id>/bevestigen/", views.confirm, name="confirm"),
    path("<uuid:offer_id>/stoppen/", views.close, name="close"),
    path("<uuid:offer_id>/heropenen/", views.reopen, name="reopen"),
    path("<uuid:offer_id>/vragen/", views.ask, name="ask"),
    path("<uuid:offer_id>/andere-dag/", views.make_exception, name="make_exception"),
    path(
        "<uuid:offer_id>/andere-dag/<uuid:exception_id>/weg/", views.drop_exception,
        name="drop_exception",
    ),
]  # fmt: skip
