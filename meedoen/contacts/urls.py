"""Addresses of this area, under `deelnemers/`."""

from django.urls import path

from meedoen.contacts import views

app_name = "contacts"
urlpatterns = [
    path("<uuid:participant_id>/contacten/", views.contacts, name="list"),
    path("<uuid:participant_id>/berichten/", views.told, name="messages"),
    path("<uuid:participant_id>/berichten/<uuid:message_id>/brief/", views.letter, name="letter"),
    path("<uuid:participant_id>/berichten/<uuid:message_id>/gedaan/", views.done, name="done"),
]
