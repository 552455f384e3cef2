"""In how many twinnings at once a country can give and take."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('planner', '0013_plan_moves'),
        ('twinning', '0005_needs'),
    ]

    operations = [
        migrations.CreateModel(
            name='Places',
            fields=[
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('country', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='places', serialize=False, to='planner.country')),
                ('as_giver', models.PositiveSmallIntegerField(default=1, verbose_name='places as giver')),
                ('as_taker', models.PositiveSmallIntegerField(default=1, verbose_name='places as taker')),
            ],
            options={
                'verbose_name_plural': 'places',
                'ordering': ['country'],
            },
        ),
        migrations.AddConstraint(
            model_name='places',
            constraint=models.CheckConstraint(condition=models.Q(('as_giver__lte', 100)), name='places_as_giver_within_reason'),
        ),
        migrations.AddConstraint(
            model_name='places',
            constraint=models.CheckConstraint(condition=models.Q(('as_taker__lte', 100)), name='places_as_taker_within_reason'),
        ),
    ]
