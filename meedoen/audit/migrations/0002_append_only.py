"""The log can grow and not change: the database refuses UPDATE and DELETE."""

from django.db import migrations

from meedoen.core.migrations import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [AppendOnly("audit_event"), AppendOnly("audit_look")]
