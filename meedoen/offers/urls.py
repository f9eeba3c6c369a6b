"""Addresses of the directory."""

from django.urls import path

from meedoen.offers import views

app_name = "offers"
urlpatterns = [
    path("", views.directory, name="list"),
    path("nieuw/", views.add, name="add"),
    path("<uuid:offer_id>/", views.detail, name="detail"),
    path("<uuid:offer_id>/wijzigen/", views.edit, name="edit"),
    path("<uuid:offer_id>/bevestigen/", views.confirm, name="confirm"),
    path("<uuid:offer_id>/stoppen/", views.close, name="close"),
    path("<uuid:offer_id>/heropenen/", views.reopen, name="reopen"),
]
