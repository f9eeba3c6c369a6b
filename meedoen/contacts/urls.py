"""Addresses of this area, under `deelnemers/`."""

from django.urls import path

from meedoen.contacts import views

app_name = "contacts"
urlpatterns = [path("<uuid:participant_id>/contacten/", views.contacts, name="list")]
