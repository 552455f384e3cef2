"""That tasks wait for tasks of other workplans."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('planner', '0015_scenario_name'),
    ]

    operations = [
        migrations.AddField(
            model_name='workplan',
            name='may_wait_outside',
            field=models.BooleanField(default=False, editable=False, help_text='Where not, nobody looks for links from outside.'),
        ),
        migrations.CreateModel(
            name='OutsideLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('kind', models.CharField(choices=[('FS', 'finish to start'), ('SS', 'start to start')], default='FS', max_length=2, verbose_name='kind')),
                ('lag', models.SmallIntegerField(default=0, help_text='Working days; below zero is a lead.', verbose_name='lag')),
                ('days_without', models.PositiveSmallIntegerField(blank=True, help_text='Empty: as many as with it.', null=True, verbose_name='working days without it')),
                ('cost_without', models.PositiveIntegerField(blank=True, help_text='US dollars. Empty: the same as with it.', null=True, verbose_name='additional cost without it')),
                ('after', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='outside_links_before', to='planner.task')),
                ('before', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='outside_links_after', to='planner.task')),
            ],
            options={
                'ordering': ['before', 'after'],
                'constraints': [models.UniqueConstraint(fields=('before', 'after'), name='outside_link_once'), models.CheckConstraint(condition=models.Q(('before', models.F('after')), _negated=True), name='outside_link_not_to_itself'), models.CheckConstraint(condition=models.Q(('kind__in', ['FS', 'SS'])), name='outside_link_kind_known')],
            },
        ),
    ]
