"""For which age an offer is: both ends open for what is there already."""


import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('network', '0002_directory'),
        ('offers', '0002_directory'),
    ]

    operations = [
        migrations.AddField(
            model_name='offer',
            name='age_max',
            field=models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(120)], verbose_name='leeftijd, tot en met'),
        ),
        migrations.AddField(
            model_name='offer',
            name='age_min',
            field=models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(120)], verbose_name='leeftijd, vanaf'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.CheckConstraint(condition=models.Q(('age_min__isnull', True), ('age_max__isnull', True), ('age_min__lte', models.F('age_max')), _connector='OR'), name='offers_age_range', violation_error_message='De laagste leeftijd ligt boven de hoogste.'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('age_min__isnull', True), ('age_min__range', (0, 120)), _connector='OR'), models.Q(('age_max__isnull', True), ('age_max__range', (0, 120)), _connector='OR')), name='offers_age_years', violation_error_message='Een leeftijd ligt tussen 0 en 120 jaar.'),
        ),
    ]
