"""The words of all names, once: to forgive a slip in typing."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('participants', '0002_sights'),
    ]

    operations = [
        migrations.CreateModel(
            name='NameWord',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('word', models.CharField(max_length=40, unique=True)),
            ],
            options={
                'verbose_name': 'woord uit namen',
            },
        ),
    ]
