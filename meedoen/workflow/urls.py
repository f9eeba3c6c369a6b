"""Addresses of the flow chart."""

from django.urls import path

from meedoen.workflow import views

app_name = "workflow"
urlpatterns = [
    path("", views.chart, name="chart"),
    path("mensen/", views.people, name="people"),
    path("uitleg/", views.explained, name="explained"),
    path("versies/", views.versions, name="versions"),
    path("versies/<uuid:flow_id>/", views.version, name="version"),
    path("concept/nieuw/", views.begin, name="begin"),
    path("concept/<uuid:revision_id>/", views.draft, name="draft"),
    path("concept/<uuid:revision_id>/weg/", views.drop, name="drop"),
    path("concept/<uuid:revision_id>/<slug:code>/", views.phase, name="phase"),
]
