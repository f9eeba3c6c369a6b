"""What the figures count of the ladder: from the start to each later measurement.

Derived from the measurements that count; here once for everybody who was measured before.
"""

from datetime import date, timedelta
from itertools import groupby

import django.db.models.deletion
from django.db import migrations, models

BATCH = 2_000


def climb(apps, schema_editor):
    """Safe to run again: it begins with nothing."""
    measurements = apps.get_model("ladder", "Measurement").objects
    climbs = apps.get_model("ladder", "Climb").objects
    climbs.all().delete()
    rows = measurements.filter(withdrawal__isnull=True).order_by(
        "participant", "measured_on", "recorded_at", "pk"
    )
    facts = rows.values_list(
        "participant", "pk", "measured_on", "recorded", "due_to_trajectory", "growth_step",
        "growth_horizon_months",
    )
    made = []
    for person, theirs in groupby(facts.iterator(BATCH), key=lambda row: row[0]):
        made += [climbs.model(participant_id=person, **one) for one in _climbs(list(theirs))]
        if len(made) >= BATCH:
            climbs.bulk_create(made)
            made = []
    climbs.bulk_create(made)


def _climbs(line):
    first_day = [one for one in line if one[2] == line[0][2]]
    _person, _pk, start_on, start, _by_us, hoped, months = first_day[-1]
    due = _months_later(start_on, months) if hoped else None
    for (_whose, pk, day, now, by_us, *_growth), following in zip(
        line, [*line[1:], None], strict=True
    ):
        if day > start_on:
            yield {
                "measurement_id": pk, "start": start, "now": now, "by_us": by_us, "hoped": hoped,
                "expected_by": due, "measured_on": day,
                "until": following[2] if following else None,
            }


def _months_later(day, months):
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, min(day.day, (following - timedelta(days=1)).day))


class Migration(migrations.Migration):

    dependencies = [
        ('ladder', '0003_withdrawal'),
        ('participants', '0006_counted'),
    ]

    operations = [
        migrations.CreateModel(
            name='Climb',
            fields=[
                ('measurement', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='ladder.measurement')),
                ('start', models.PositiveSmallIntegerField()),
                ('now', models.PositiveSmallIntegerField()),
                ('by_us', models.BooleanField()),
                ('hoped', models.PositiveSmallIntegerField(null=True)),
                ('expected_by', models.DateField(null=True)),
                ('measured_on', models.DateField()),
                ('until', models.DateField(null=True)),
                ('participant', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='participants.participant')),
            ],
            options={
                'verbose_name': 'verschil met de start',
                'indexes': [models.Index(fields=['participant', 'measured_on', 'until', 'start', 'now', 'by_us', 'hoped', 'expected_by'], name='ladder_climbs_counted')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('measured_on')), _connector='OR'), name='ladder_climb_in_order')],
            },
        ),
        migrations.RunPython(climb, migrations.RunPython.noop),
    ]
