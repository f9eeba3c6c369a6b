"""Addresses of this area: about one offer, and about one participant."""

from django.urls import path

from meedoen.places import views

app_name = "places"
ALL = "deelnemers/<uuid:participant_id>/plaatsen/"
ONE = ALL + "<uuid:offer_id>/"
urlpatterns = [
    path("aanbod/<uuid:offer_id>/plaatsen/", views.offer, name="offer"),
    path(ALL, views.person, name="person"),
    path(ONE, views.one, name="one"),
    path(ONE + "uitnodigen/", views.invite, name="invite"),
    path(ONE + "ja/", views.accept, name="accept"),
    path(ONE + "toch-niet/", views.withdraw, name="withdraw"),
    path(ONE + "vooraan/", views.put_in_front, name="put_in_front"),
    path(ONE + "terug-in-de-rij/", views.put_back, name="put_back"),
]
