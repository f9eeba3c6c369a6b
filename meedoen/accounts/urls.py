"""Addresses of this area, under `beheer/`."""

from django.urls import path

from meedoen.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.users, name="users"),
    path("rollen/", views.roles, name="roles"),
    path("nieuw/", views.open_account, name="open"),
    path("<uuid:user_id>/", views.user, name="user"),
    path("<uuid:user_id>/rol/", views.give_role, name="give_role"),
    path("<uuid:user_id>/rol/<uuid:given_id>/stop/", views.end_role, name="end_role"),
    path("<uuid:user_id>/sluiten/", views.close_account, name="close"),
]
