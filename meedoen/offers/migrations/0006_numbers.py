"""Every offer gets a whole number, by which the words of the directory will know it.

Where it is and where it is meant for are kept in one place, to be counted without a join.
"""

import secrets
from collections import defaultdict

from django.db import migrations, models

BATCH = 500


def number(apps, schema_editor):
    Offer = apps.get_model("offers", "Offer")
    ServiceArea = apps.get_model("offers", "ServiceArea")
    codes = defaultdict(set)
    homes = Offer.objects.exclude(neighbourhood=None)
    for offer, code in homes.values_list("pk", "neighbourhood__code"):
        codes[offer].add(code)
    for offer, code in ServiceArea.objects.values_list("offer_id", "neighbourhood__code"):
        codes[offer].add(code)
    some = list(Offer.objects.order_by("pk").only("pk"))
    for offer in some:
        offer.number = secrets.randbits(62)
        where = " ".join(sorted(codes[offer.pk]))
        offer.area_codes = f" {where} " if where else ""
    Offer.objects.bulk_update(some, ["number", "area_codes"], batch_size=BATCH)


class Migration(migrations.Migration):

    dependencies = [
        ('offers', '0005_learn_words'),
    ]

    operations = [
        migrations.AddField(
            model_name='offer',
            name='number',
            field=models.BigIntegerField(editable=False, null=True),
        ),
        migrations.RunPython(number, migrations.RunPython.noop),
    ]
