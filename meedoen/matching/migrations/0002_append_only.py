"""What was known at the moment of choosing stays as it was: the database refuses changes."""

from django.db import migrations

from meedoen.core.migrations import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("matching", "0001_initial")]
    operations = [AppendOnly("matching_weighing")]
