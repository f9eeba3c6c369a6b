"""A sealed paper cannot change or go: the database refuses UPDATE and DELETE."""

from django.db import migrations

from meedoen.core.migrations import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]
    operations = [AppendOnly("documents_document", when="sealed")]
