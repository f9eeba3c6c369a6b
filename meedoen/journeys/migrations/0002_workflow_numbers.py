"""What the flow chart counts stands in one index: route, team and days of a visit, open journeys.

Visits from before get theirs from their journey, in batches; rerunning changes nothing.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone

BATCH = 2000
ROUTES = [('neighbourhood', 'wijkgerichte inburgering'), ('regular', 'reguliere inburgering')]


def fill(apps, schema_editor):
    Visit = apps.get_model('journeys', 'PhaseVisit')
    waiting = Visit.objects.filter(team=None).select_related('journey__flow').order_by('pk')
    while batch := list(waiting[:BATCH]):
        for visit in batch:
            visit.route = visit.journey.flow.route
            visit.team_id = visit.journey.team_id
            if visit.left_at is not None:
                left, entered = timezone.localtime(visit.left_at), timezone.localtime(visit.entered_at)
                visit.days = (left.date() - entered.date()).days
        Visit.objects.bulk_update(batch, ['route', 'team', 'days'], batch_size=200)
    if schema_editor.connection.vendor == 'postgresql':
        # The rows just written are checked now, so that the table may change after them.
        schema_editor.execute('SET CONSTRAINTS ALL IMMEDIATE')
        schema_editor.execute('SET CONSTRAINTS ALL DEFERRED')


class Migration(migrations.Migration):

    dependencies = [
        ('journeys', '0001_initial'),
        ('teams', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='phasevisit',
            name='days',
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='phasevisit',
            name='route',
            field=models.CharField(choices=ROUTES, default='', max_length=15),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='phasevisit',
            name='team',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='teams.team'),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='phasevisit',
            name='team',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='teams.team'),
        ),
        migrations.AddIndex(
            model_name='journey',
            index=models.Index(condition=models.Q(('closed_at__isnull', True)), fields=['flow', 'phase', 'entered_phase_at', 'team', 'closed_at'], name='journeys_flow_now'),
        ),
        migrations.AddIndex(
            model_name='phasevisit',
            index=models.Index(condition=models.Q(('left_at__isnull', False)), fields=['route', 'phase', 'days', 'left_at', 'team'], name='journeys_visit_days'),
        ),
        migrations.AddConstraint(
            model_name='phasevisit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('days__isnull', True), ('left_at__isnull', True)), models.Q(('days__isnull', False), ('left_at__isnull', False)), _connector='OR'), name='journeys_visit_days_when_left'),
        ),
    ]
