"""Rounds of pairing, their rules and runs, and the pairs that they propose."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('planner', '0015_scenario_name'),
        ('twinning', '0006_places'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Round',
            fields=[
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('state', models.CharField(choices=[('DRAFT', 'Draft'), ('COMPLETE', 'Complete'), ('NO_SOLUTION', 'No solution'), ('ADOPTED', 'Adopted'), ('SUPERSEDED', 'Superseded')], default='DRAFT', max_length=12, verbose_name='state')),
                ('is_example', models.BooleanField(default=False, editable=False, verbose_name='example')),
                ('goal', models.CharField(choices=[('coverage', 'Most needs met'), ('benefit', 'Highest total score'), ('inclusive', 'Least developed countries first')], default='coverage', max_length=12, verbose_name='goal')),
                ('weights', models.JSONField(default=dict, help_text='By criterion of `twinning.domain.scores`.', verbose_name='weights')),
                ('once_per_country_pair', models.BooleanField(default=True, verbose_name='two countries at most once')),
                ('first_day', models.DateField(verbose_name='first day of its twinnings')),
                ('answer_by', models.DateField(blank=True, null=True, verbose_name='to be answered by')),
                ('places', models.JSONField(blank=True, default=dict, editable=False)),
                ('candidates', models.JSONField(blank=True, default=list, editable=False)),
                ('result', models.JSONField(blank=True, editable=False, null=True)),
                ('created_at', models.DateTimeField()),
                ('ran_at', models.DateTimeField(blank=True, null=True)),
                ('adopted_at', models.DateTimeField(blank=True, null=True)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('follows', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='followers', to='twinning.round')),
            ],
            options={
                'ordering': ['-created_at'],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('score', models.FloatField(verbose_name='score')),
                ('criteria', models.JSONField(default=dict, help_text='The value of each criterion, from 0 to 1.')),
                ('state', models.CharField(choices=[('PROPOSED', 'Proposed'), ('HALF_ACCEPTED', 'Accepted by one side'), ('CONFIRMED', 'Confirmed'), ('DECLINED', 'Declined'), ('EXPIRED', 'Expired')], default='PROPOSED', max_length=13, verbose_name='state')),
                ('answer_by', models.DateField(verbose_name='to be answered by')),
                ('made_at', models.DateTimeField()),
                ('giver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals_to_give', to='planner.country')),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='twinning.need')),
                ('next_after', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='next_best', to='twinning.proposal')),
                ('practice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='twinning.practice')),
                ('taker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals_to_take', to='planner.country')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='twinning.round')),
            ],
            options={
                'ordering': ['round', 'made_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='RoundRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('LOCKED', 'Locked'), ('FORBIDDEN', 'Forbidden')], max_length=9, verbose_name='kind')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='twinning.need')),
                ('practice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='twinning.practice')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rules', to='twinning.round')),
            ],
            options={
                'ordering': ['round', 'kind', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='RoundRun',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('asked_at', models.DateTimeField()),
                ('rung_at', models.DateTimeField(help_text='When the workers were last told of it.')),
                ('state', models.CharField(choices=[('QUEUED', 'Waiting'), ('RUNNING', 'Being made'), ('READY', 'Ready'), ('FAILED', 'Failed'), ('EXPIRED', 'Expired'), ('CANCELLED', 'Cancelled')], default='QUEUED', max_length=12)),
                ('percent', models.PositiveSmallIntegerField(default=0)),
                ('attempt', models.PositiveSmallIntegerField(default=0)),
                ('lease_until', models.DateTimeField(blank=True, null=True)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('step', models.CharField(blank=True, choices=[('', ''), ('READING', 'Reading practices and needs'), ('SCORING', 'Scoring every pair'), ('PAIRING', 'Looking for the best pairs'), ('EXPLAINING', 'Finding the reasons')], default='', max_length=12)),
                ('error', models.CharField(blank=True, choices=[('', ''), ('LOST', 'The round did not end in three attempts. Run it again, or tell your administrator.'), ('CLOSED', 'The round is no longer a draft.'), ('UNEXPECTED', 'Something unexpected stopped the round. Run it again, or tell your administrator.'), ('NOT_ALLOWED', 'The person who asked may no longer run rounds.')], default='', max_length=16)),
                ('asked_by', models.ForeignKey(blank=True, help_text='Empty where the operator asked on the command line.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='runs', to='twinning.round')),
            ],
            options={
                'ordering': ['-asked_at'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ProposalAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('GIVER', 'Giving country'), ('TAKER', 'Receiving country')], max_length=5, verbose_name='side')),
                ('is_accepted', models.BooleanField(verbose_name='accepted')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('answered_at', models.DateTimeField()),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='twinning.proposal')),
            ],
            options={
                'ordering': ['proposal', 'answered_at'],
                'constraints': [models.UniqueConstraint(fields=('proposal', 'side'), name='proposal_answered_once_a_side'), models.CheckConstraint(condition=models.Q(('side__in', ['GIVER', 'TAKER'])), name='proposal_answer_side_known'), models.CheckConstraint(condition=models.Q(('is_accepted', True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='proposal_declined_with_a_reason')],
            },
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['DRAFT', 'COMPLETE', 'NO_SOLUTION', 'ADOPTED', 'SUPERSEDED'])), name='round_state_known'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(('goal__in', ['coverage', 'benefit', 'inclusive'])), name='round_goal_known'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'DRAFT'), ('result__isnull', False), _connector='OR'), name='round_run_has_a_result'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'ADOPTED'), _negated=True), models.Q(('adopted_at__isnull', False), ('answer_by__isnull', False)), _connector='OR'), name='round_adopted_says_when'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.UniqueConstraint(fields=('round', 'practice', 'need'), name='proposal_once_in_a_round'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['PROPOSED', 'HALF_ACCEPTED', 'CONFIRMED'])), fields=('need',), name='proposal_one_standing_a_need'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['PROPOSED', 'HALF_ACCEPTED', 'CONFIRMED', 'DECLINED', 'EXPIRED'])), name='proposal_state_known'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('giver', models.F('taker')), _negated=True), name='proposal_of_two_countries'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('score__gte', 0), ('score__lte', 1)), name='proposal_score_to_one'),
        ),
        migrations.AddConstraint(
            model_name='roundrule',
            constraint=models.UniqueConstraint(fields=('round', 'practice', 'need'), name='round_rule_one_a_pair'),
        ),
        migrations.AddConstraint(
            model_name='roundrule',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['LOCKED', 'FORBIDDEN'])), name='round_rule_kind_known'),
        ),
        migrations.AddIndex(
            model_name='roundrun',
            index=models.Index(fields=['state', 'asked_at'], name='roundrun_by_state'),
        ),
        migrations.AddConstraint(
            model_name='roundrun',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('lease_until__isnull', False), ('state', 'RUNNING')), models.Q(models.Q(('state', 'RUNNING'), _negated=True), ('lease_until__isnull', True)), _connector='OR'), name='roundrun_lease_while_running'),
        ),
        migrations.AddConstraint(
            model_name='roundrun',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('finished_at__isnull', True), ('state__in', ['QUEUED', 'RUNNING'])), models.Q(models.Q(('state__in', ['QUEUED', 'RUNNING']), _negated=True), ('finished_at__isnull', False)), _connector='OR'), name='roundrun_finished_once_it_ends'),
        ),
        migrations.AddConstraint(
            model_name='roundrun',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['FAILED', 'CANCELLED']), models.Q(('error', ''), _negated=True)), models.Q(models.Q(('state__in', ['FAILED', 'CANCELLED']), _negated=True), ('error', '')), _connector='OR'), name='roundrun_refused_says_why'),
        ),
        migrations.AddConstraint(
            model_name='roundrun',
            constraint=models.CheckConstraint(condition=models.Q(('percent__lte', 100)), name='roundrun_percent_to_100'),
        ),
        migrations.AddConstraint(
            model_name='roundrun',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['QUEUED', 'RUNNING', 'READY', 'FAILED', 'EXPIRED', 'CANCELLED'])), name='roundrun_state_known'),
        ),
        migrations.AddConstraint(
            model_name='roundrun',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['QUEUED', 'RUNNING'])), fields=('round',), name='round_run_one_active_a_round'),
        ),
    ]
