"""What holds of every practice."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('twinning', '0003_pause_without_consent'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='practice',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['DRAFT', 'SUBMITTED', 'IN_REVIEW', 'RETURNED', 'PUBLISHED', 'PAUSED', 'OUTDATED', 'ARCHIVED'])), name='practice_state_known'),
        ),
        migrations.AddConstraint(
            model_name='practice',
            constraint=models.CheckConstraint(condition=models.Q(('life_stage__in', ['', 'PILOT', 'IN_USE', 'EXTENDED', 'ENDED'])), name='practice_life_stage_known'),
        ),
        migrations.AddConstraint(
            model_name='practice',
            constraint=models.CheckConstraint(condition=models.Q(('evidence__in', ['', 'DESCRIBED', 'MEASURED', 'EVALUATED'])), name='practice_evidence_known'),
        ),
        migrations.AddConstraint(
            model_name='practice',
            constraint=models.CheckConstraint(condition=models.Q(('base_language__in', ['ar', 'en', 'fr'])), name='practice_base_language_known'),
        ),
        migrations.AddConstraint(
            model_name='practice',
            constraint=models.CheckConstraint(condition=models.Q(('places__lte', 100)), name='practice_places_within_reason'),
        ),
        migrations.AddConstraint(
            model_name='practice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'PUBLISHED'), _negated=True), ('has_consent', True), models.Q(('reference_key', ''), _negated=True), _connector='OR'), name='practice_published_with_consent'),
        ),
        migrations.AddConstraint(
            model_name='practicemove',
            constraint=models.CheckConstraint(condition=models.Q(('before', models.F('after')), _negated=True), name='practice_move_leads_elsewhere'),
        ),
    ]
