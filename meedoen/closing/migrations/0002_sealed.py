"""What was laid down in a closing interview is never rewritten."""

from django.db import migrations

from meedoen.core.migrations import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("closing", "0001_initial")]
    operations = [
        AppendOnly("closing_closinginterview", when="state = 'held'"),
        AppendOnly("closing_goaloutcome", when="sealed"),
    ]
