"""Words know an offer by its number. They are learned again, from the offers themselves."""

import django.db.models.deletion
from django.db import migrations, models

import meedoen.core.ids

BATCH = 500
WORD = 60


def learn(apps, schema_editor):
    Offer = apps.get_model("offers", "Offer")
    OfferWord = apps.get_model("offers", "OfferWord")
    known = dict(OfferWord.objects.values_list("word", "pk"))
    offers = list(Offer.objects.order_by("pk").values_list("number", "search_key"))
    for start in range(0, len(offers), BATCH):
        some = [
            (number, sorted({word[:WORD] for word in key.split()}))
            for number, key in offers[start : start + BATCH]
        ]
        write(apps, known, some)


def write(apps, known, some):
    OfferWord = apps.get_model("offers", "OfferWord")
    Mention = apps.get_model("offers", "Mention")
    fresh = sorted({word for _number, words in some for word in words} - known.keys())
    for word in OfferWord.objects.bulk_create([OfferWord(word=word) for word in fresh]):
        known[word.word] = word.pk
    Mention.objects.bulk_create(
        [Mention(word_id=known[word], offer_id=number) for number, words in some for word in words],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):

    dependencies = [
        ('offers', '0006_numbers'),
    ]

    operations = [
        migrations.DeleteModel(name='Mention'),
        migrations.AlterField(
            model_name='offer',
            name='number',
            field=models.BigIntegerField(default=meedoen.core.ids.new_number, editable=False, unique=True),
        ),
        migrations.CreateModel(
            name='Mention',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('word', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='offers.offerword')),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='offers.offer', to_field='number')),
            ],
            options={
                'verbose_name': 'zoekwoord van aanbod',
                'constraints': [models.UniqueConstraint(fields=('word', 'offer'), name='offers_mention_once')],
            },
        ),
        migrations.RemoveIndex(
            model_name='offer',
            name='offers_area',
        ),
        migrations.RemoveIndex(
            model_name='offer',
            name='offers_sort',
        ),
        migrations.AddIndex(
            model_name='offer',
            index=models.Index(fields=['status', 'sort_name', 'id', 'area_codes', 'kind', 'side', 'day_parts', 'oral_min', 'oral_max', 'capacity', 'taken', 'number'], name='offers_sort'),
        ),
        migrations.AddIndex(
            model_name='offer',
            index=models.Index(fields=['status', 'area_codes', 'kind', 'side', 'day_parts', 'oral_min', 'oral_max', 'capacity', 'taken', 'number'], name='offers_area'),
        ),
        migrations.RunPython(learn, migrations.RunPython.noop),
    ]
