"""What happened with a signal stays as it was written down."""

from django.db import migrations

from meedoen.core.migrations import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("trends", "0001_initial")]
    operations = [AppendOnly("trends_signalstep")]
