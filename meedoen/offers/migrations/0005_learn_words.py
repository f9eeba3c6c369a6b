"""Learn the words of the offers that are there already. Running it again changes nothing."""

from django.db import migrations

BATCH = 500
WORD = 60


def learn(apps, schema_editor):
    Offer = apps.get_model("offers", "Offer")
    OfferWord = apps.get_model("offers", "OfferWord")
    numbers = dict(OfferWord.objects.values_list("word", "pk"))
    some = []
    for pk, key in list(Offer.objects.order_by("pk").values_list("pk", "search_key")):
        some.append((pk, sorted({word[:WORD] for word in key.split()})))
        if len(some) == BATCH:
            write(apps, numbers, some)
            some = []
    write(apps, numbers, some)


def write(apps, numbers, some):
    OfferWord = apps.get_model("offers", "OfferWord")
    Mention = apps.get_model("offers", "Mention")
    fresh = sorted({word for _pk, words in some for word in words} - numbers.keys())
    for word in OfferWord.objects.bulk_create([OfferWord(word=word) for word in fresh]):
        numbers[word.word] = word.pk
    Mention.objects.bulk_create(
        [Mention(word_id=numbers[word], offer_id=pk) for pk, words in some for word in words],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):

    dependencies = [
        ('offers', '0004_words'),
    ]

    operations = [
        migrations.RunPython(learn, migrations.RunPython.noop),
    ]
