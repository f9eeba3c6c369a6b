"""Addresses of this area, under /verdelen/."""

from django.urls import path

from meedoen.distribution.views import people, rounds

app_name = "distribution"
ONE = "<uuid:round_id>/"
PERSON = ONE + "deelnemer/<uuid:entry_id>/"
PLACE = ONE + "plek/<uuid:place_id>/"
urlpatterns = [
    path("", rounds.rounds, name="list"),
    path("uitleg/", rounds.explain, name="explain"),
    path("groepen/", rounds.start_groups, name="groups"),
    path("contactpersonen/", rounds.start_coaches, name="coaches"),
    path(ONE, rounds.detail, name="detail"),
    path(ONE + "voorstel/", rounds.solve, name="solve"),
    path(ONE + "voortgang/", rounds.progress, name="progress"),
    path(ONE + "afronden/", rounds.finish, name="finish"),
    path(ONE + "weg/", rounds.drop, name="drop"),
    path(ONE + "zonder-plek/", people.left, name="left"),
    path(ONE + "vooraf/<uuid:mark_id>/weg/", people.lift, name="lift"),
    path(PLACE, people.place, name="place"),
    path(PLACE + "bevestigen/", people.accept, name="accept"),
    path(PERSON, people.person, name="person"),
    path(PERSON + "vooraf/", people.mark, name="mark"),
    path(PERSON + "anders/", people.otherwise, name="otherwise"),
]
