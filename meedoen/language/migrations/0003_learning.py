"""Learning paths, how far somebody is with our alphabet, and withdrawing what was a mistake."""

import django.db.models.deletion
import django.utils.timezone
import meedoen.core.ids
from django.conf import settings
from django.db import migrations, models

from meedoen.core.migrations import AppendOnly, LiftAppendOnly


class Migration(migrations.Migration):

    dependencies = [
        ('language', '0002_append_only'),
        ('participants', '0002_sights'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        LiftAppendOnly(
            table='language_levelrecord',
            when="method <> 'list'",
        ),
        LiftAppendOnly(
            table='language_scriptrecord',
            when="method <> 'list'",
        ),
        migrations.CreateModel(
            name='LearningPath',
            fields=[
                ('id', models.UUIDField(default=meedoen.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='versie')),
                ('wish', models.TextField(blank=True, verbose_name='wat iemand met taal wil kunnen')),
                ('route', models.CharField(blank=True, choices=[('b1', 'B1-route'), ('education', 'Onderwijsroute'), ('z', 'Zelfredzaamheidsroute (Z-route)'), ('alfa', 'Eerst leren lezen en schrijven'), ('course', 'Taalles bij een taalaanbieder'), ('neighbourhood', 'Taalles in de wijk'), ('buddy', 'Oefenen met een taalmaatje'), ('doing', 'Leren door mee te doen'), ('own', 'Zelf leren')], max_length=14, verbose_name='hoe')),
                ('hours_per_week', models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True, verbose_name='uren per week')),
                ('wished_by', models.DateField(blank=True, null=True, verbose_name='liefst voor')),
                ('note', models.TextField(blank=True, verbose_name='toelichting')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='participants.participant')),
            ],
            options={
                'verbose_name': 'leerpad',
                'ordering': ['-number'],
                'constraints': [models.UniqueConstraint(fields=('participant', 'number'), name='language_path_once'), models.CheckConstraint(condition=models.Q(('hours_per_week__isnull', True), models.Q(('hours_per_week__gt', 0), ('hours_per_week__lte', 60)), _connector='OR'), name='language_path_hours', violation_error_message='Vul een aantal uren in tussen 0,5 en 60.')],
            },
        ),
        migrations.CreateModel(
            name='LearningTarget',
            fields=[
                ('id', models.UUIDField(default=meedoen.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('skill', models.CharField(blank=True, choices=[('listening', 'Luisteren'), ('speaking', 'Spreken'), ('interaction', 'Gesprekken voeren'), ('reading', 'Lezen'), ('writing', 'Schrijven')], max_length=12, verbose_name='vaardigheid')),
                ('level', models.CharField(choices=[('can_not_read_write', 'Kan niet lezen en schrijven'), ('alfa_a', 'Alfa A'), ('alfa_b', 'Alfa B'), ('alfa_c', 'Alfa C'), ('a0', 'A0'), ('a1', 'A1'), ('a2', 'A2'), ('b1', 'B1'), ('b2', 'B2'), ('c1', 'C1'), ('c2', 'C2'), ('unknown', 'Onbekend')], max_length=20, verbose_name='doel')),
                ('path', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='language.learningpath')),
            ],
            options={
                'verbose_name': 'doel van een leerpad',
                'constraints': [models.UniqueConstraint(fields=('path', 'skill'), name='language_target_once'), models.CheckConstraint(condition=models.Q(('skill__in', ['', 'reading', 'writing']), ('level__in', ['a0', 'a1', 'a2', 'b1', 'b2', 'c1', 'c2', 'unknown']), _connector='OR'), name='language_target_suits_skill', violation_error_message='Dit niveau is alleen voor lezen en schrijven.')],
            },
        ),
        migrations.CreateModel(
            name='Withdrawal',
            fields=[
                ('id', models.UUIDField(default=meedoen.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('why', models.CharField(choices=[('wrong_dossier', 'Hoort in een ander dossier'), ('mistake', 'Verkeerd ingevuld'), ('twice', 'Staat er dubbel in')], max_length=14, verbose_name='waarom')),
                ('reason', models.TextField(verbose_name='toelichting')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('level', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal', to='language.levelrecord')),
                ('script', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal', to='language.scriptrecord')),
            ],
            options={
                'verbose_name': 'intrekking van een taalniveau',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('level__isnull', False), ('script__isnull', True)), models.Q(('level__isnull', True), ('script__isnull', False)), _connector='OR'), name='language_withdraws_one_thing'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='language_withdrawal_says_why', violation_error_message='Schrijf op wat er niet klopte.')],
            },
        ),
        migrations.AddField(
            model_name='scriptrecord',
            name='stage',
            field=models.PositiveSmallIntegerField(blank=True, choices=[(0, 'Kent nog geen letters van ons alfabet'), (1, 'Kent letters van ons alfabet'), (2, 'Alfa A'), (3, 'Alfa B'), (4, 'Alfa C'), (5, 'Voorbij Alfa C: leest en schrijft ons alfabet')], null=True, verbose_name='leren lezen en schrijven'),
        ),
        migrations.AddField(
            model_name='scriptrecord',
            name='tool',
            field=models.CharField(blank=True, default='', max_length=80, verbose_name='welke toets'),
        ),
        migrations.AlterField(
            model_name='levelrecord',
            name='method',
            field=models.CharField(choices=[('conversation', 'Gesprek'), ('test', 'Toets'), ('exam', 'Examen of diploma'), ('school', 'Bericht van de taalaanbieder'), ('duo', 'Bericht van DUO'), ('self', 'Eigen inschatting van de deelnemer'), ('list', 'Overgenomen uit een lijst')], max_length=12, verbose_name='hoe vastgesteld'),
        ),
        migrations.AlterField(
            model_name='scriptrecord',
            name='method',
            field=models.CharField(choices=[('conversation', 'Gesprek'), ('test', 'Toets'), ('exam', 'Examen of diploma'), ('school', 'Bericht van de taalaanbieder'), ('duo', 'Bericht van DUO'), ('self', 'Eigen inschatting van de deelnemer'), ('list', 'Overgenomen uit een lijst')], max_length=12, verbose_name='hoe vastgesteld'),
        ),
        migrations.AddConstraint(
            model_name='scriptrecord',
            constraint=models.CheckConstraint(condition=models.Q(('stage__isnull', True), ('stage__range', (0, 5)), _connector='OR'), name='language_stage_exists'),
        ),
        AppendOnly(
            table='language_levelrecord',
            when="method <> 'list'",
        ),
        AppendOnly(
            table='language_scriptrecord',
            when="method <> 'list'",
        ),
        AppendOnly(
            table='language_withdrawal',
        ),
        AppendOnly(
            table='language_learningpath',
        ),
        AppendOnly(
            table='language_learningtarget',
        ),
    ]
