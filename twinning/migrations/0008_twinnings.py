"""The joint projects of two countries: agreement, people, results, risks."""

import django.db.models.deletion
import planner.models.translated
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('planner', '0015_scenario_name'),
        ('twinning', '0007_rounds'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Twinning',
            fields=[
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('is_example', models.BooleanField(default=False, editable=False, verbose_name='example')),
                ('state', models.CharField(choices=[('PREPARING', 'In preparation'), ('AGREED', 'Agreed'), ('INCEPTION', 'Inception'), ('IMPLEMENTING', 'Being implemented'), ('SUSPENDED', 'Suspended'), ('FINALISING', 'Being finalised'), ('CLOSED', 'Closed'), ('FOLLOWED_UP', 'Followed up'), ('CANCELLED', 'Cancelled'), ('ARCHIVED', 'In the archive')], default='PREPARING', max_length=12, verbose_name='state')),
                ('revision', models.PositiveIntegerField(default=1, verbose_name='revision')),
                ('base_language', models.CharField(default='ar', max_length=2, verbose_name='written in')),
                ('title', planner.models.translated.TranslatedField(verbose_name='title')),
                ('background', planner.models.translated.TranslatedField(blank=True, verbose_name='background')),
                ('cooperation', planner.models.translated.TranslatedField(blank=True, verbose_name='field of cooperation')),
                ('resources', planner.models.translated.TranslatedField(blank=True, verbose_name='resources')),
                ('management', planner.models.translated.TranslatedField(blank=True, verbose_name='management and monitoring')),
                ('review', planner.models.translated.TranslatedField(blank=True, verbose_name='review')),
                ('created_at', models.DateTimeField()),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='closed on')),
                ('giver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='twinnings_given', to='planner.country')),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='twinnings', to='twinning.need')),
                ('practice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='twinnings', to='twinning.practice')),
                ('proposal', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='twinning', to='twinning.proposal')),
                ('taker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='twinnings_taken', to='planner.country')),
                ('workplan', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='twinning', to='planner.workplan')),
            ],
            options={
                'ordering': ['-created_at'],
            },
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('GIVER', 'Giving country'), ('TAKER', 'Receiving country')], max_length=5, verbose_name='side')),
                ('revision', models.PositiveIntegerField(verbose_name='revision')),
                ('sha256', models.CharField(help_text="Of the agreement's values as canonical JSON.", max_length=64)),
                ('signed_at', models.DateTimeField()),
                ('signed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('twinning', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signatures', to='twinning.twinning')),
            ],
            options={
                'ordering': ['twinning', 'revision', 'signed_at'],
            },
        ),
        migrations.CreateModel(
            name='MandatoryResult',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('order', models.PositiveSmallIntegerField()),
                ('title', planner.models.translated.TranslatedField(verbose_name='title')),
                ('indicator', planner.models.translated.TranslatedField(blank=True, verbose_name='indicator')),
                ('self_assessed', models.CharField(blank=True, choices=[('', 'Not assessed'), ('NOT_STARTED', 'Not started'), ('LIMITED', 'Limited'), ('SUBSTANTIAL', 'Substantial'), ('COMPLETE', 'Complete'), ('WITHDRAWN', 'Withdrawn')], default='', max_length=12, verbose_name='assessed by the countries')),
                ('advisor_assessed', models.CharField(blank=True, choices=[('', 'Not assessed'), ('NOT_STARTED', 'Not started'), ('LIMITED', 'Limited'), ('SUBSTANTIAL', 'Substantial'), ('COMPLETE', 'Complete'), ('WITHDRAWN', 'Withdrawn')], max_length=12, verbose_name='assessed by the advisor')),
                ('done_alone_on', models.DateField(blank=True, null=True, verbose_name='done alone on')),
                ('done_alone_how', models.TextField(blank=True, verbose_name='how it was done alone')),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('twinning', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='results', to='twinning.twinning')),
            ],
            options={
                'ordering': ['twinning', 'order'],
            },
        ),
        migrations.CreateModel(
            name='FollowUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('months', models.PositiveSmallIntegerField(verbose_name='months after closing')),
                ('due_on', models.DateField(verbose_name='due on')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='done on')),
                ('finding', models.TextField(blank=True, verbose_name='finding')),
                ('done_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('twinning', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='follow_ups', to='twinning.twinning')),
            ],
            options={
                'ordering': ['twinning', 'months'],
            },
        ),
        migrations.CreateModel(
            name='TwinningMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=24)),
                ('before', models.CharField(max_length=16)),
                ('after', models.CharField(max_length=16)),
                ('moved_at', models.DateTimeField()),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('moved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('twinning', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='twinning.twinning')),
            ],
            options={
                'ordering': ['twinning', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='TwinningPerson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('GIVER', 'Giving country'), ('TAKER', 'Receiving country')], max_length=5, verbose_name='side')),
                ('role', models.CharField(choices=[('LEADER', 'Project leader'), ('DEPUTY', 'Deputy'), ('MEMBER', 'Team member')], default='MEMBER', max_length=6, verbose_name='role')),
                ('invited_at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('left_at', models.DateTimeField(blank=True, null=True)),
                ('invited_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('twinning', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='people', to='twinning.twinning')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='twinning_places', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['twinning', 'side', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='TwinningRisk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('order', models.PositiveSmallIntegerField()),
                ('text', planner.models.translated.TranslatedField(verbose_name='risk')),
                ('likelihood', models.CharField(choices=[('LOW', 'Low'), ('MEDIUM', 'Medium'), ('HIGH', 'High')], default='MEDIUM', max_length=6, verbose_name='likelihood')),
                ('effect', models.CharField(choices=[('LOW', 'Low'), ('MEDIUM', 'Medium'), ('HIGH', 'High')], default='MEDIUM', max_length=6, verbose_name='effect')),
                ('mitigation', planner.models.translated.TranslatedField(blank=True, verbose_name='mitigation')),
                ('owner', planner.models.translated.TranslatedField(blank=True, verbose_name='owner')),
                ('twinning', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='risks', to='twinning.twinning')),
            ],
            options={
                'ordering': ['twinning', 'order'],
            },
        ),
        migrations.AddConstraint(
            model_name='twinning',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['PREPARING', 'AGREED', 'INCEPTION', 'IMPLEMENTING', 'SUSPENDED', 'FINALISING', 'CLOSED', 'FOLLOWED_UP', 'CANCELLED', 'ARCHIVED'])), name='twinning_state_known'),
        ),
        migrations.AddConstraint(
            model_name='twinning',
            constraint=models.CheckConstraint(condition=models.Q(('giver', models.F('taker')), _negated=True), name='twinning_of_two_countries'),
        ),
        migrations.AddConstraint(
            model_name='twinning',
            constraint=models.CheckConstraint(condition=models.Q(('revision__gte', 1)), name='twinning_revision_from_one'),
        ),
        migrations.AddConstraint(
            model_name='twinning',
            constraint=models.CheckConstraint(condition=models.Q(('base_language__in', ['ar', 'en', 'fr'])), name='twinning_base_language_known'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.UniqueConstraint(fields=('twinning', 'revision', 'side'), name='signature_once_a_side'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.CheckConstraint(condition=models.Q(('side__in', ['GIVER', 'TAKER'])), name='signature_side_known'),
        ),
        migrations.AddConstraint(
            model_name='mandatoryresult',
            constraint=models.UniqueConstraint(fields=('twinning', 'order'), name='mandatory_result_order_once'),
        ),
        migrations.AddConstraint(
            model_name='mandatoryresult',
            constraint=models.CheckConstraint(condition=models.Q(('advisor_assessed__in', ['', 'NOT_STARTED', 'LIMITED', 'SUBSTANTIAL', 'COMPLETE', 'WITHDRAWN']), ('self_assessed__in', ['', 'NOT_STARTED', 'LIMITED', 'SUBSTANTIAL', 'COMPLETE', 'WITHDRAWN'])), name='mandatory_result_completion_known'),
        ),
        migrations.AddConstraint(
            model_name='mandatoryresult',
            constraint=models.CheckConstraint(condition=models.Q(('closed_at__isnull', True), ('done_alone_on__isnull', False), _connector='OR'), name='mandatory_result_closed_once_done_alone'),
        ),
        migrations.AddConstraint(
            model_name='followup',
            constraint=models.UniqueConstraint(fields=('twinning', 'months'), name='follow_up_once'),
        ),
        migrations.AddConstraint(
            model_name='followup',
            constraint=models.CheckConstraint(condition=models.Q(('months__in', [6, 12])), name='follow_up_at_6_and_12_months'),
        ),
        migrations.AddConstraint(
            model_name='followup',
            constraint=models.CheckConstraint(condition=models.Q(('done_on__isnull', True), models.Q(('finding', ''), _negated=True), _connector='OR'), name='follow_up_done_says_what'),
        ),
        migrations.AddConstraint(
            model_name='twinningmove',
            constraint=models.CheckConstraint(condition=models.Q(('before', models.F('after')), _negated=True), name='twinning_move_leads_elsewhere'),
        ),
        migrations.AddConstraint(
            model_name='twinningperson',
            constraint=models.UniqueConstraint(condition=models.Q(('left_at__isnull', True)), fields=('twinning', 'user'), name='twinning_person_once_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='twinningperson',
            constraint=models.UniqueConstraint(condition=models.Q(('left_at__isnull', True), ('role', 'LEADER')), fields=('twinning', 'side'), name='twinning_one_leader_a_side'),
        ),
        migrations.AddConstraint(
            model_name='twinningperson',
            constraint=models.CheckConstraint(condition=models.Q(('side__in', ['GIVER', 'TAKER'])), name='twinning_person_side_known'),
        ),
        migrations.AddConstraint(
            model_name='twinningperson',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['LEADER', 'DEPUTY', 'MEMBER'])), name='twinning_person_role_known'),
        ),
        migrations.AddConstraint(
            model_name='twinningrisk',
            constraint=models.UniqueConstraint(fields=('twinning', 'order'), name='twinning_risk_order_once'),
        ),
        migrations.AddConstraint(
            model_name='twinningrisk',
            constraint=models.CheckConstraint(condition=models.Q(('effect__in', ['LOW', 'MEDIUM', 'HIGH']), ('likelihood__in', ['LOW', 'MEDIUM', 'HIGH'])), name='twinning_risk_level_known'),
        ),
    ]
