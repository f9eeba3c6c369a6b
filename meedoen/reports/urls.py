"""Addresses of this area, under `cijfers/`."""

from django.urls import path

from meedoen.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.figures, name="figures"),
    path("lijst/", views.people, name="people"),
    path("tabel/<slug:code>/", views.table, name="table"),
    path("ladder/", views.ladder, name="ladder"),
    path("ladder/tabel/<slug:code>/", views.ladder_table, name="ladder_table"),
]
