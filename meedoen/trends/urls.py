"""Addresses of trends: signals and ideas, what is missing for somebody, and invitations."""

from django.urls import include, path

from meedoen.trends.views import ideas, inviting, needs, signals

app_name = "trends"

_SIGNALS = [
    path("", signals.signals, name="signals"),
    path("nieuw/", signals.add, name="signal_add"),
    path("uit-wat-ontbreekt/", signals.gather, name="gather"),
    path("vraag-en-aanbod/", needs.supply, name="supply"),
    path("vraag-en-aanbod/lijst/", needs.behind, name="behind"),
    path("vraag-en-aanbod/tabel/<slug:code>/", needs.table, name="table"),
    path("ideeen/", ideas.ideas, name="ideas"),
    path("ideeen/nieuw/", ideas.add, name="idea_add"),
    path("ideeen/<uuid:idea_id>/", ideas.idea, name="idea"),
    path("<uuid:signal_id>/", signals.signal, name="signal"),
    path("<uuid:signal_id>/wijzigen/", signals.edit, name="signal_edit"),
    path("<uuid:signal_id>/stap/", signals.step, name="step"),
    path("<uuid:signal_id>/opzij/", signals.lay_aside, name="lay_aside"),
    path("<uuid:signal_id>/oppakken/", signals.take_up, name="take_up"),
    path("<uuid:signal_id>/terugkoppelen/", signals.tell_back, name="tell_back"),
    path("<uuid:signal_id>/idee/", ideas.add, name="signal_idea"),
]
_DOSSIER = [
    path("", needs.person, name="person"),
    path("vastleggen/", needs.add, name="need_add"),
    path("bevestigen/", needs.confirm, name="need_confirm"),
    path("idee/", ideas.of_participant, name="idea_of"),
    path("<uuid:need_id>/", needs.edit, name="need"),
    path("<uuid:need_id>/afsluiten/", needs.close, name="need_close"),
    path("gestuurd/<uuid:invitation_id>/", inviting.reply, name="reply"),
]

urlpatterns = [
    path("signalen/", include(_SIGNALS)),
    path("deelnemers/<uuid:participant_id>/aanbod/wat-ontbreekt/", include(_DOSSIER)),
    path("aanbod/<uuid:offer_id>/sturen/", inviting.invite, name="invite"),
    path("aanbod/<uuid:offer_id>/gestuurd/", inviting.invited, name="invited"),
]
