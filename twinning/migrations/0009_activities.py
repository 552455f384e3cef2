"""What makes a task an activity of two countries, with acceptance, evidence and comments."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('planner', '0015_scenario_name'),
        ('twinning', '0008_twinnings'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('kind', models.CharField(choices=[('TASK', 'Task at home'), ('EXPERT_MISSION', 'Expert mission'), ('STUDY_VISIT', 'Study visit'), ('WORKSHOP', 'Workshop'), ('ASSESSMENT', 'Assessment mission'), ('TRAINING', 'Training'), ('REMOTE', 'Remote session'), ('STEERING', 'Steering meeting')], default='TASK', max_length=14, verbose_name='kind')),
                ('where', models.CharField(choices=[('GIVER', 'Giving country'), ('TAKER', 'Receiving country'), ('JOINT', 'Both countries')], default='TAKER', max_length=5, verbose_name='working days of')),
                ('people', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='people taking part')),
                ('blocked_reason', models.TextField(blank=True, verbose_name='why it is blocked')),
                ('blocked_by', models.CharField(blank=True, choices=[('GIVER', 'Giving country'), ('TAKER', 'Receiving country')], max_length=5, verbose_name='who can lift it')),
                ('giver_assignee', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('result', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='activities', to='twinning.mandatoryresult')),
                ('taker_assignee', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('task', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='activity', to='planner.task')),
                ('twinning', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='activities', to='twinning.twinning')),
            ],
            options={
                'verbose_name_plural': 'activities',
                'ordering': ['twinning', 'task__order'],
            },
        ),
        migrations.CreateModel(
            name='Acceptance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('GIVER', 'Giving country'), ('TAKER', 'Receiving country')], max_length=5, verbose_name='side')),
                ('accepted_at', models.DateTimeField()),
                ('accepted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='acceptances', to='twinning.activity')),
            ],
            options={
                'ordering': ['activity', 'accepted_at'],
            },
        ),
        migrations.CreateModel(
            name='ActivityMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=24)),
                ('before', models.CharField(max_length=12)),
                ('after', models.CharField(max_length=12)),
                ('side', models.CharField(blank=True, choices=[('GIVER', 'Giving country'), ('TAKER', 'Receiving country')], max_length=5)),
                ('moved_at', models.DateTimeField()),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='twinning.activity')),
                ('moved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['activity', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='comment')),
                ('written_at', models.DateTimeField()),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='twinning.activity')),
                ('mentions', models.ManyToManyField(blank=True, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('written_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['activity', 'written_at'],
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200, verbose_name='file name')),
                ('media_type', models.CharField(max_length=100)),
                ('size', models.PositiveIntegerField(help_text='Bytes.')),
                ('sha256', models.CharField(max_length=64)),
                ('uploaded_at', models.DateTimeField()),
                ('activity', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='twinning.activity')),
                ('result', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='twinning.mandatoryresult')),
                ('twinning', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='twinning.twinning')),
                ('uploaded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'evidence',
                'ordering': ['twinning', 'uploaded_at'],
            },
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['TASK', 'EXPERT_MISSION', 'STUDY_VISIT', 'WORKSHOP', 'ASSESSMENT', 'TRAINING', 'REMOTE', 'STEERING'])), name='activity_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('where__in', ['GIVER', 'TAKER', 'JOINT'])), name='activity_where_known'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('blocked_by__in', ['', 'GIVER', 'TAKER'])), name='activity_blocked_by_known'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['EXPERT_MISSION', 'STUDY_VISIT', 'WORKSHOP', 'ASSESSMENT', 'STEERING']), _negated=True), ('where', 'JOINT'), _connector='OR'), name='activity_of_two_countries_is_joint'),
        ),
        migrations.AddConstraint(
            model_name='acceptance',
            constraint=models.UniqueConstraint(fields=('activity', 'side'), name='acceptance_once_a_side'),
        ),
        migrations.AddConstraint(
            model_name='acceptance',
            constraint=models.CheckConstraint(condition=models.Q(('side__in', ['GIVER', 'TAKER'])), name='acceptance_side_known'),
        ),
        migrations.AddConstraint(
            model_name='activitymove',
            constraint=models.CheckConstraint(condition=models.Q(('side__in', ['', 'GIVER', 'TAKER'])), name='activity_move_side_known'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='comment_says_something'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('activity__isnull', False), ('result__isnull', True)), models.Q(('activity__isnull', True), ('result__isnull', False)), _connector='OR'), name='evidence_of_an_activity_or_of_a_result'),
        ),
    ]
