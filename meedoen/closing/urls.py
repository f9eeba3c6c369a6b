"""Addresses of closing, aftercare, leaving and coming back, under `deelnemers/`."""

from django.urls import path

from meedoen.closing.views import aftercare, interviews, leaving

app_name = "closing"
_TALK = "<uuid:participant_id>/eindgesprek"
_AFTER = "<uuid:participant_id>/nazorg"
_ROAD = "<uuid:participant_id>/weg"
urlpatterns = [
    path("nazorg/", aftercare.ahead, name="ahead"),
    path(f"{_TALK}/", interviews.detail, name="detail"),
    path(f"{_TALK}/beginnen/", interviews.begin, name="begin"),
    path(f"{_TALK}/verbeteren/", interviews.correct, name="correct"),
    path(f"{_TALK}/<int:number>/", interviews.version, name="version"),
    path(f"{_TALK}/<int:number>/eindgesprek.pdf", interviews.paper, name="paper"),
    path(f"{_AFTER}/", aftercare.contacts, name="aftercare"),
    path(f"{_AFTER}/stoppen/", aftercare.stop, name="stop"),
    path(f"{_AFTER}/afronden/", aftercare.finish, name="finish"),
    path(f"{_AFTER}/<uuid:contact_id>/", aftercare.record, name="record"),
    path(f"{_AFTER}/<uuid:contact_id>/verzetten/", aftercare.move, name="move"),
    path(f"{_AFTER}/<uuid:contact_id>/overslaan/", aftercare.skip, name="skip"),
    path(f"{_ROAD}/afsluiten/", leaving.end, name="end"),
    path(f"{_ROAD}/heropenen/", leaving.undo, name="undo"),
    path(f"{_ROAD}/opnieuw/", leaving.again, name="again"),
    path(f"{_ROAD}/<uuid:journey_id>/", leaving.earlier, name="earlier"),
]
