"""A measurement that was a mistake can be withdrawn; it stays to be read."""

import django.db.models.deletion
import django.utils.timezone
import meedoen.core.ids
from django.conf import settings
from django.db import migrations, models

from meedoen.core.migrations import AppendOnly


class Migration(migrations.Migration):

    dependencies = [
        ('ladder', '0002_append_only'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Withdrawal',
            fields=[
                ('id', models.UUIDField(default=meedoen.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('why', models.CharField(choices=[('wrong_dossier', 'Hoort in een ander dossier'), ('mistake', 'Verkeerd ingevuld'), ('twice', 'Staat er dubbel in')], max_length=14, verbose_name='waarom')),
                ('reason', models.TextField(verbose_name='toelichting')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('measurement', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal', to='ladder.measurement')),
            ],
            options={
                'verbose_name': 'intrekking van een meting',
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='ladder_withdrawal_says_why', violation_error_message='Schrijf op wat er niet klopte.')],
            },
        ),
        AppendOnly("ladder_withdrawal"),
    ]
