from planner.forms.consultation import ContributionForm
from planner.models import Contribution
from planner.queries.consultation import consultation_log
from planner.services.consultation import add_contribution, change_contribution
from planner.views.entries import EntryKind

CONTRIBUTIONS = EntryKind(
    name="consultation",
    read=consultation_log,
    entries=lambda plan: plan.contributions.all(),
    new=lambda plan: Contribution(plan=plan),
    form=ContributionForm,
    add=add_contribution,
    change=change_contribution,
)
