"""Addresses of exchanging the directory, under /aanbod/uitwisselen/."""

from django.urls import path

from meedoen.exchange.views import handing

app_name = "exchange"
urlpatterns = [
    path("", handing.packages, name="list"),
    path("hsds.zip", handing.download, name="download"),
    path("<uuid:batch_id>/", handing.detail, name="detail"),
    path("<uuid:batch_id>/voortgang/", handing.progress, name="progress"),
    path("<uuid:batch_id>/verslag.csv", handing.report, name="report"),
    path("<uuid:batch_id>/overnemen/", handing.start, name="start"),
    path("<uuid:batch_id>/weggooien/", handing.discard, name="discard"),
]
