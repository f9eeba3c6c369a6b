"""What was found out cannot change or go. A level from a list goes when that list is taken back."""

from django.db import migrations

from meedoen.core.migrations import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("language", "0001_initial")]
    operations = [
        AppendOnly("language_levelrecord", when="method <> 'list'"),
        AppendOnly("language_scriptrecord", when="method <> 'list'"),
    ]
