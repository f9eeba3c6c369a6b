"""Addresses of this area, under /lijsten/."""

from django.urls import path

from meedoen.imports import views

app_name = "imports"
urlpatterns = [
    path("", views.lists, name="list"),
    path("<uuid:batch_id>/", views.detail, name="detail"),
    path("<uuid:batch_id>/kolommen/", views.columns, name="columns"),
    path("<uuid:batch_id>/nakijken/", views.check, name="check"),
    path("<uuid:batch_id>/rij/<int:number>/", views.row, name="row"),
    path("<uuid:batch_id>/rij/<int:number>/besluit/", views.decide, name="decide"),
    path("<uuid:batch_id>/overnemen/", views.start, name="start"),
    path("<uuid:batch_id>/voortgang/", views.progress, name="progress"),
    path("<uuid:batch_id>/terugdraaien/", views.undo, name="undo"),
    path("<uuid:batch_id>/weggooien/", views.discard, name="discard"),
]
