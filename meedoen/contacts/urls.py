"""Addresses of this area, under `deelnemers/`."""

from django.urls import path

from meedoen.contacts import views

app_name = "contacts"
urlpatterns = [
    path("<uuid:participant_id>/contacten/", views.contacts, name="list"),
    path("<uuid:participant_id>/berichten/", views.told, name="messages"),
    path("<uuid:participant_id>/berichten/<uuid:message_id>/brief/", views.letter, name="letter"),
    path("<uuid:participant_id>/berichten/<uuid:message_id>/gedaan/", views.done, name="done"),
    path("contact-met-meer-mensen/", views.together, name="together"),
    path("<uuid:participant_id>/contacten/<uuid:moment_id>/", views.correct, name="correct"),
    path(
        "<uuid:participant_id>/contacten/<uuid:moment_id>/intrekken/",
        views.withdraw,
        name="withdraw",
    ),
]
