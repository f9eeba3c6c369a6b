"""Rules in numbered versions, each choice says which held; and how far it is between places."""

import django.db.models.deletion
import meedoen.core.ids
import meedoen.core.time
from meedoen.core.migrations import AppendOnly, LiftAppendOnly
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('matching', '0002_append_only'),
        ('network', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RuleVersion',
            fields=[
                ('id', models.UUIDField(default=meedoen.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField(null=True, unique=True)),
                ('is_draft', models.BooleanField(default=True)),
                ('program', models.CharField(max_length=20)),
                ('definition', models.JSONField()),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='waarom deze versie')),
                ('version', models.PositiveIntegerField(default=1)),
                ('changed_at', models.DateTimeField(default=meedoen.core.time.now)),
                ('published_at', models.DateTimeField(null=True)),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'versie van de regels',
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_draft', True)), fields=('is_draft',), name='matching_one_draft', violation_error_message='Er is al een concept van de regels.'), models.CheckConstraint(condition=models.Q(models.Q(('is_draft', True), ('number__isnull', True), ('published_at__isnull', True), ('published_by__isnull', True)), models.Q(('is_draft', False), ('number__isnull', False), ('published_at__isnull', False), ('published_by__isnull', False), models.Q(('note', ''), _negated=True)), _connector='OR'), name='matching_published_with_a_reason', violation_error_message='Schrijf in één zin op waarom deze versie er komt.')],
            },
        ),
        LiftAppendOnly(
            table='matching_weighing',
        ),
        migrations.AddField(
            model_name='weighing',
            name='rules',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matching.ruleversion'),
        ),
        migrations.CreateModel(
            name='Distance',
            fields=[
                ('id', models.UUIDField(default=meedoen.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('metres', models.PositiveIntegerField(verbose_name='afstand in meters')),
                ('changed_at', models.DateTimeField(default=meedoen.core.time.now)),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('one', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.neighbourhood')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.neighbourhood')),
            ],
            options={
                'verbose_name': 'afstand tussen wijken',
                'constraints': [models.UniqueConstraint(fields=('one', 'other'), name='matching_distance_once'), models.CheckConstraint(condition=models.Q(('one', models.F('other')), _negated=True), name='matching_distance_between_two', violation_error_message='Kies twee verschillende wijken.')],
            },
        ),
        AppendOnly(
            table='matching_weighing',
        ),
        AppendOnly(
            table='matching_ruleversion',
            when='OLD.number IS NOT NULL',
        ),
    ]
