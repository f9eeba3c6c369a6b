"""Addresses of this area."""

from django.urls import path

from meedoen.appointments import views

app_name = "appointments"
urlpatterns = [
    path("agenda/", views.agenda, name="agenda"),
    path("agenda/koppelen/", views.address, name="address"),
    path("agenda/<str:secret>.ics", views.feed, name="feed"),
    path("afspraken/nieuw/", views.new, name="new"),
    path("afspraken/<uuid:appointment_id>/", views.detail, name="detail"),
    path("afspraken/<uuid:appointment_id>/wijzigen/", views.change, name="change"),
    path("afspraken/<uuid:appointment_id>/afloop/", views.close, name="close"),
    path("afspraken/<uuid:appointment_id>/herinnerd/<uuid:guest_id>/", views.remind, name="remind"),
    path("deelnemers/<uuid:participant_id>/afspraken/", views.of_participant, name="of"),
    path(
        "deelnemers/<uuid:participant_id>/afspraken/<uuid:appointment_id>/afspraak.ics",
        views.hand_out,
        name="hand_out",
    ),
]
