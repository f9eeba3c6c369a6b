"""What words end in stands in an index, so that letters inside a word are found in it."""

import django.db.models.deletion
from django.db import migrations, models

BATCH = 2000
SHORT = 3


def learn(apps, schema_editor):
    OfferWord = apps.get_model("offers", "OfferWord")
    Ending = apps.get_model("offers", "Ending")
    words = list(OfferWord.objects.order_by("pk").values_list("pk", "word"))
    for start in range(0, len(words), BATCH):
        Ending.objects.bulk_create(
            [
                Ending(ending=part.encode(), word_id=pk)
                for pk, word in words[start : start + BATCH]
                for part in (f" {word}", *(word[n:] for n in range(len(word) - SHORT + 1)))
            ],
            ignore_conflicts=True,
        )


class Migration(migrations.Migration):

    dependencies = [
        ('offers', '0007_words_by_number'),
    ]

    operations = [
        migrations.CreateModel(
            name='Ending',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('ending', models.BinaryField()),
                ('word', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='offers.offerword')),
            ],
            options={
                'verbose_name': 'woordeinde uit aanbod',
                'constraints': [models.UniqueConstraint(fields=('ending', 'word'), name='offers_ending_once')],
            },
        ),
        migrations.RunPython(learn, migrations.RunPython.noop),
    ]
