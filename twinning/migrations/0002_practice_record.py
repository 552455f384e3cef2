"""A practice answers the questions of a good-practice form, and keeps how it was moved."""

import django.db.models.deletion
import planner.models.translated
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('planner', '0013_plan_moves'),
        ('twinning', '0001_first'),
    ]

    operations = [
        migrations.CreateModel(
            name='PracticeMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=24)),
                ('before', models.CharField(max_length=16)),
                ('after', models.CharField(max_length=16)),
                ('moved_at', models.DateTimeField()),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
            ],
            options={
                'ordering': ['practice', '-pk'],
            },
        ),
        migrations.AlterModelOptions(
            name='practice',
            options={'ordering': ['country', 'reference_key', 'pk']},
        ),
        migrations.RemoveConstraint(
            model_name='practice',
            name='practice_state_known',
        ),
        migrations.AddField(
            model_name='practice',
            name='base_language',
            field=models.CharField(default='ar', max_length=2, verbose_name='written in'),
        ),
        migrations.AddField(
            model_name='practice',
            name='conditions',
            field=planner.models.translated.TranslatedField(blank=True, verbose_name='what another country must have'),
        ),
        migrations.AddField(
            model_name='practice',
            name='confirmed_on',
            field=models.DateField(blank=True, null=True, verbose_name='confirmed on'),
        ),
        migrations.AddField(
            model_name='practice',
            name='constraints',
            field=planner.models.translated.TranslatedField(blank=True, verbose_name='constraints'),
        ),
        migrations.AddField(
            model_name='practice',
            name='contact',
            field=models.CharField(blank=True, max_length=300, verbose_name='contact'),
        ),
        migrations.AddField(
            model_name='practice',
            name='documents',
            field=models.JSONField(blank=True, default=list, help_text='Each an address and a title.', verbose_name='documents'),
        ),
        migrations.AddField(
            model_name='practice',
            name='enabling_factors',
            field=planner.models.translated.TranslatedField(blank=True, verbose_name='enabling factors'),
        ),
        migrations.AddField(
            model_name='practice',
            name='evidence',
            field=models.CharField(blank=True, choices=[('', 'Not stated'), ('DESCRIBED', 'Results are described'), ('MEASURED', 'Results are measured'), ('EVALUATED', 'Results were evaluated by others')], max_length=12, verbose_name='evidence'),
        ),
        migrations.AddField(
            model_name='practice',
            name='evidence_on',
            field=models.DateField(blank=True, null=True, verbose_name='date of the evidence'),
        ),
        migrations.AddField(
            model_name='practice',
            name='has_consent',
            field=models.BooleanField(default=False, verbose_name='consent to publish'),
        ),
        migrations.AddField(
            model_name='practice',
            name='languages',
            field=models.JSONField(blank=True, default=list, verbose_name='languages in which experts can teach'),
        ),
        migrations.AddField(
            model_name='practice',
            name='lessons',
            field=planner.models.translated.TranslatedField(blank=True, verbose_name='lessons'),
        ),
        migrations.AddField(
            model_name='practice',
            name='life_stage',
            field=models.CharField(blank=True, choices=[('', 'Not stated'), ('PILOT', 'Being tried out'), ('IN_USE', 'In use'), ('EXTENDED', 'Extended or taken up elsewhere'), ('ENDED', 'Ended')], max_length=12, verbose_name='life stage'),
        ),
        migrations.AddField(
            model_name='practice',
            name='places',
            field=models.PositiveSmallIntegerField(default=1, verbose_name='places offered a year'),
        ),
        migrations.AddField(
            model_name='practice',
            name='problem',
            field=planner.models.translated.TranslatedField(blank=True, verbose_name='problem before'),
        ),
        migrations.AddField(
            model_name='practice',
            name='resources',
            field=planner.models.translated.TranslatedField(blank=True, verbose_name='resources and cost'),
        ),
        migrations.AddField(
            model_name='practice',
            name='results',
            field=planner.models.translated.TranslatedField(blank=True, verbose_name='results'),
        ),
        migrations.AddField(
            model_name='practice',
            name='solution',
            field=planner.models.translated.TranslatedField(blank=True, verbose_name='solution and technology'),
        ),
        migrations.AddField(
            model_name='practice',
            name='stakeholders',
            field=planner.models.translated.TranslatedField(blank=True, verbose_name='stakeholders'),
        ),
        migrations.AddField(
            model_name='practice',
            name='steps',
            field=planner.models.translated.TranslatedField(blank=True, verbose_name='steps and time'),
        ),
        migrations.AddField(
            model_name='practice',
            name='sustainability',
            field=planner.models.translated.TranslatedField(blank=True, verbose_name='sustainability'),
        ),
        migrations.AddField(
            model_name='practice',
            name='themes',
            field=models.ManyToManyField(blank=True, related_name='practices', to='planner.theme'),
        ),
        migrations.AddField(
            model_name='practice',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AlterField(
            model_name='practice',
            name='state',
            field=models.CharField(choices=[('DRAFT', 'Draft'), ('SUBMITTED', 'Waiting for review'), ('IN_REVIEW', 'In review'), ('RETURNED', 'Returned'), ('PUBLISHED', 'Published'), ('PAUSED', 'Paused'), ('OUTDATED', 'Outdated'), ('ARCHIVED', 'In the archive')], default='DRAFT', max_length=12, verbose_name='state'),
        ),
        migrations.AddField(
            model_name='practicemove',
            name='moved_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='practicemove',
            name='practice',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='twinning.practice'),
        ),
    ]
