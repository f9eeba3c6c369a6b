"""The words by which offers are found, and indexes that answer what the directory is asked."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('offers', '0003_age'),
    ]

    operations = [
        migrations.CreateModel(
            name='OfferWord',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('word', models.CharField(max_length=60, unique=True)),
            ],
            options={
                'verbose_name': 'woord uit aanbod',
            },
        ),
        migrations.CreateModel(
            name='Mention',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('word', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='offers.offerword')),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='offers.offer')),
            ],
            options={
                'verbose_name': 'zoekwoord van aanbod',
            },
        ),
        migrations.AddConstraint(
            model_name='mention',
            constraint=models.UniqueConstraint(fields=('word', 'offer'), name='offers_mention_once'),
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
            index=models.Index(fields=['status', 'sort_name', 'id', 'neighbourhood', 'kind', 'side', 'day_parts', 'oral_min', 'oral_max', 'capacity', 'taken'], name='offers_sort'),
        ),
        migrations.AddIndex(
            model_name='offer',
            index=models.Index(fields=['status', 'neighbourhood', 'area_codes', 'id', 'kind', 'side', 'day_parts', 'oral_min', 'oral_max', 'capacity', 'taken'], name='offers_area'),
        ),
    ]
