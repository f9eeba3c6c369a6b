"""Addresses of the HSDS API, in the words of HSDS, under /hsds/."""

from django.urls import path, re_path

from meedoen.exchange.views import api

app_name = "hsds"
urlpatterns = [
    path("", api.about, name="about"),
    path("openapi.json", api.openapi, name="openapi"),
    path("services", api.services, name="services"),
    path("services/<uuid:number>", api.service, name="service"),
    path("organizations", api.organizations, name="organizations"),
    path("organizations/<uuid:number>", api.organization, name="organization"),
    path("service_at_locations", api.service_at_locations, name="service_at_locations"),
    path("taxonomies", api.taxonomies, name="taxonomies"),
    path("taxonomies/<uuid:number>", api.taxonomy, name="taxonomy"),
    path("taxonomy_terms", api.taxonomy_terms, name="taxonomy_terms"),
    path("taxonomy_terms/<uuid:number>", api.taxonomy_term, name="taxonomy_term"),
    re_path(r"^.*$", api.missing, name="missing"),
]
