"""Learn the words by which people are found already. Running it again changes nothing."""

from django.db import migrations

BATCH = 1000


def learn(apps, schema_editor):
    SightWord = apps.get_model("participants", "SightWord")
    NameWord = apps.get_model("participants", "NameWord")
    words = SightWord.objects.order_by("word").values_list("word", flat=True).distinct()
    fresh = []
    for word in words.iterator(chunk_size=BATCH):
        fresh.append(NameWord(word=word))
        if len(fresh) == BATCH:
            NameWord.objects.bulk_create(fresh, ignore_conflicts=True)
            fresh = []
    NameWord.objects.bulk_create(fresh, ignore_conflicts=True)


class Migration(migrations.Migration):

    dependencies = [
        ('participants', '0003_words'),
    ]

    operations = [
        migrations.RunPython(learn, migrations.RunPython.noop),
    ]
