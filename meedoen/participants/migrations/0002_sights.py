"""Who finds whom by which name: derived from the grants, for lists and search.

Words are compared by their bytes (`C`), so that a range of words is exactly the words with
that beginning. SQLite does so by itself.
"""

import django.db.models.deletion
from django.db import migrations, models

COLUMNS = (
    ("participants_sight", "sort_name", 250),
    ("participants_sightword", "word", 40),
    ("participants_sightword", "words", 400),
    ("participants_participant", "phone", 20),
    ("participants_participant", "case_number", 10),
)


def compare_by_bytes(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table, column, length in COLUMNS:
        schema_editor.execute(
            f'ALTER TABLE {table} ALTER COLUMN {column} TYPE varchar({length}) COLLATE "C"'
        )


class Migration(migrations.Migration):

    dependencies = [
        ('participants', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Sight',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('viewer', models.UUIDField()),
                ('sort_name', models.CharField(max_length=250)),
                ('is_whole', models.BooleanField()),
                ('participant', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='participants.participant')),
            ],
            options={
                'verbose_name': 'zicht op een dossier',
                'indexes': [models.Index(fields=['viewer', 'sort_name', 'participant'], name='participants_sight_walk')],
                'constraints': [models.UniqueConstraint(fields=('participant', 'viewer'), name='participants_sight_once')],
            },
        ),
        migrations.CreateModel(
            name='SightWord',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('viewer', models.UUIDField()),
                ('word', models.CharField(max_length=40)),
                ('words', models.CharField(max_length=400)),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='participants.participant')),
            ],
            options={
                'verbose_name': 'zoekwoord',
                'indexes': [models.Index(fields=['viewer', 'word', 'words', 'participant'], name='participants_sight_word')],
            },
        ),
        migrations.RunPython(compare_by_bytes, migrations.RunPython.noop),
    ]
