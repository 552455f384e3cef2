"""What both countries signed, and what they said to each other before."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('twinning', '0016_visits'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(verbose_name='revision')),
                ('contents', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('agreed_at', models.DateTimeField()),
                ('twinning', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agreements', to='twinning.twinning')),
            ],
            options={
                'ordering': ['twinning', '-revision'],
                'constraints': [models.UniqueConstraint(fields=('twinning', 'revision'), name='agreement_revision_once')],
            },
        ),
        migrations.CreateModel(
            name='Remark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('article', models.CharField(max_length=12, verbose_name='article')),
                ('side', models.CharField(blank=True, choices=[('GIVER', 'Giving country'), ('TAKER', 'Receiving country')], max_length=5, verbose_name='side')),
                ('text', models.TextField(verbose_name='remark')),
                ('written_at', models.DateTimeField()),
                ('answer', models.TextField(blank=True, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('twinning', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='remarks', to='twinning.twinning')),
                ('written_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['twinning', 'written_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('side__in', ['', 'GIVER', 'TAKER'])), name='remark_side_known'), models.CheckConstraint(condition=models.Q(('article__in', ['background', 'cooperation', 'results', 'tasks', 'risks', 'schedule', 'resources', 'management', 'review'])), name='remark_article_known'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='remark_answered_says_what')],
            },
        ),
    ]
