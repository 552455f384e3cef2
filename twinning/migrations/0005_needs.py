"""What countries want to learn, and which suggestions they dismissed."""

import django.db.models.deletion
import planner.models.translated
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('planner', '0013_plan_moves'),
        ('twinning', '0004_practice_rules'),
    ]

    operations = [
        migrations.CreateModel(
            name='DismissedSuggestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dismissed_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['country', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Need',
            fields=[
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('base_language', models.CharField(default='ar', max_length=2, verbose_name='written in')),
                ('state', models.CharField(choices=[('DRAFT', 'Draft'), ('SUBMITTED', 'Waiting for review'), ('OPEN', 'Open'), ('MATCHED', 'Matched'), ('IN_TWINNING', 'In twinning'), ('MET', 'Met'), ('PARTLY_MET', 'Partly met'), ('WITHDRAWN', 'Withdrawn')], default='DRAFT', max_length=12, verbose_name='state')),
                ('is_example', models.BooleanField(default=False, editable=False, verbose_name='example')),
                ('title', planner.models.translated.TranslatedField(verbose_name='title')),
                ('why_now', planner.models.translated.TranslatedField(blank=True, verbose_name='why now')),
                ('expected_results', planner.models.translated.TranslatedField(blank=True, verbose_name='expected results')),
                ('decided_by', planner.models.translated.TranslatedField(blank=True, verbose_name='who decides')),
                ('priority', models.PositiveSmallIntegerField(choices=[(1, 'High'), (2, 'Medium'), (3, 'Low')], default=2, verbose_name='priority')),
                ('readiness', models.PositiveSmallIntegerField(choices=[(1, 'Ready to start'), (2, 'Ready within a year'), (3, 'Still to be prepared')], default=2, verbose_name='readiness')),
                ('languages', models.JSONField(blank=True, default=list, verbose_name='languages')),
                ('months', models.JSONField(blank=True, default=list, help_text='1 to 12; none is any.', verbose_name='preferred months')),
            ],
            options={
                'ordering': ['country', 'priority', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='NeedMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=24)),
                ('before', models.CharField(max_length=16)),
                ('after', models.CharField(max_length=16)),
                ('moved_at', models.DateTimeField()),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
            ],
            options={
                'ordering': ['need', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='dismissedsuggestion',
            name='country',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dismissed_suggestions', to='planner.country'),
        ),
        migrations.AddField(
            model_name='dismissedsuggestion',
            name='dismissed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='dismissedsuggestion',
            name='indicator',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='planner.indicator'),
        ),
        migrations.AddField(
            model_name='dismissedsuggestion',
            name='recommendation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='planner.recommendation'),
        ),
        migrations.AddField(
            model_name='need',
            name='commitment',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='needs', to='planner.commitment'),
        ),
        migrations.AddField(
            model_name='need',
            name='country',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='needs', to='planner.country'),
        ),
        migrations.AddField(
            model_name='need',
            name='indicators',
            field=models.ManyToManyField(blank=True, related_name='needs', to='planner.indicator'),
        ),
        migrations.AddField(
            model_name='need',
            name='recommendation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='needs', to='planner.recommendation'),
        ),
        migrations.AddField(
            model_name='need',
            name='themes',
            field=models.ManyToManyField(blank=True, related_name='needs', to='planner.theme'),
        ),
        migrations.AddField(
            model_name='needmove',
            name='moved_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='needmove',
            name='need',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='twinning.need'),
        ),
        migrations.AddConstraint(
            model_name='dismissedsuggestion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('indicator__isnull', False), ('recommendation__isnull', True)), models.Q(('indicator__isnull', True), ('recommendation__isnull', False)), _connector='OR'), name='dismissed_suggestion_of_one_origin'),
        ),
        migrations.AddConstraint(
            model_name='dismissedsuggestion',
            constraint=models.UniqueConstraint(fields=('country', 'indicator'), name='dismissed_indicator_once'),
        ),
        migrations.AddConstraint(
            model_name='dismissedsuggestion',
            constraint=models.UniqueConstraint(fields=('country', 'recommendation'), name='dismissed_recommendation_once'),
        ),
        migrations.AddConstraint(
            model_name='need',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['DRAFT', 'SUBMITTED', 'OPEN', 'MATCHED', 'IN_TWINNING', 'MET', 'PARTLY_MET', 'WITHDRAWN'])), name='need_state_known'),
        ),
        migrations.AddConstraint(
            model_name='need',
            constraint=models.CheckConstraint(condition=models.Q(('base_language__in', ['ar', 'en', 'fr'])), name='need_base_language_known'),
        ),
        migrations.AddConstraint(
            model_name='need',
            constraint=models.CheckConstraint(condition=models.Q(('priority__in', [1, 2, 3])), name='need_priority_known'),
        ),
        migrations.AddConstraint(
            model_name='need',
            constraint=models.CheckConstraint(condition=models.Q(('readiness__in', [1, 2, 3])), name='need_readiness_known'),
        ),
        migrations.AddConstraint(
            model_name='needmove',
            constraint=models.CheckConstraint(condition=models.Q(('before', models.F('after')), _negated=True), name='need_move_leads_elsewhere'),
        ),
    ]
