"""What was measured cannot change or go. A step from a list goes when that list is taken back."""

from django.db import migrations

from meedoen.core.migrations import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("ladder", "0001_initial")]
    operations = [AppendOnly("ladder_measurement", when="source <> 'list'")]
