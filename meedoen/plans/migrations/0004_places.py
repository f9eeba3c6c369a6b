"""Who runs with a part from the directory has a place there: written down as such."""

from django.db import migrations


def take_places(apps, schema_editor):
    """One place for each person and offer, of parts that run; run again it adds nothing."""
    Component = apps.get_model("plans", "Component")
    Enrolment = apps.get_model("places", "Enrolment")
    running = Component.objects.filter(
        plan__state="accepted", offer__isnull=False, started_on__isnull=False,
        stopped_on__isnull=True, plan__journey__closed_at__isnull=True,
    ).order_by("started_on", "pk")
    rows = running.values_list(
        "plan__journey", "plan__journey__participant", "offer", "started_on", "plan__made_by"
    )
    there = set(
        Enrolment.objects.filter(state__in=("waiting", "offered", "placed"))
        .values_list("participant", "offer")
    )
    made = []
    for journey, participant, offer, started_on, by in rows.iterator(chunk_size=500):
        if (participant, offer) not in there:
            there.add((participant, offer))
            made.append(
                Enrolment(
                    journey_id=journey, participant_id=participant, offer_id=offer,
                    state="placed", placed_on=started_on, started_on=started_on, asked_by_id=by,
                )
            )
    Enrolment.objects.bulk_create(made, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("plans", "0003_promises_of_a_plan"), ("places", "0001_initial")]

    operations = [migrations.RunPython(take_places, migrations.RunPython.noop)]
