"""Every address, in Dutch."""

from allauth.account import views as account
from django.urls import include, path

from meedoen.accounts.views import sign_in
from meedoen.config import errors
from meedoen.core import gallery

handler400 = errors.bad_request
handler403 = errors.not_allowed
handler404 = errors.not_found
handler500 = errors.broken

urlpatterns = [
    path("inloggen/", sign_in, name="account_login"),
    path("uitloggen/", account.logout, name="account_logout"),
    path("galerij/", gallery.gallery, name="gallery"),
    path("", include("meedoen.workbench.urls")),
    path("lijsten/", include("meedoen.imports.urls")),
    path("deelnemers/", include("meedoen.dossier.urls")),
    path("deelnemers/", include("meedoen.contacts.urls")),
    path("", include("meedoen.appointments.urls")),
    path("deelnemers/", include("meedoen.intake.urls")),
    path("deelnemers/", include("meedoen.profiles.urls")),
    path("deelnemers/", include("meedoen.plans.urls")),
    path("stroomschema/", include("meedoen.workflow.urls")),
    path("deelnemers/", include("meedoen.closing.urls")),
    path("", include("meedoen.journeys.urls")),
    path("", include("meedoen.coaching.urls")),
    path("", include("meedoen.places.urls")),
    path("", include("meedoen.trends.urls")),
    path("", include("meedoen.matching.urls")),
    path("verdelen/", include("meedoen.distribution.urls")),
    path("", include("meedoen.watch.urls")),
    path("aanbod/uitwisselen/", include("meedoen.exchange.urls")),
    path("hsds/", include("meedoen.exchange.urls.api")),
    path("aanbod/", include("meedoen.offers.urls")),
    path("netwerk/", include("meedoen.network.urls")),
    path("cijfers/", include("meedoen.reports.urls")),
    path("beheer/vragenlijsten/", include("meedoen.questionnaires.urls")),
    path("beheer/teams/", include("meedoen.teams.urls")),
    path("beheer/", include("meedoen.accounts.urls")),
]
