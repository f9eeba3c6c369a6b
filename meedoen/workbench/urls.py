"""Addresses of this area."""

from django.urls import path

from meedoen.workbench import views

app_name = "workbench"
urlpatterns = [
    path("", views.home, name="home"),
    path("deelnemers/", views.caseload, name="caseload"),
    path("zoeken/", views.search, name="search"),
    path("aanmelden/", views.register, name="register"),
    path("nieuw-contact/", views.register, {"is_quick": True}, name="new_contact"),
]
