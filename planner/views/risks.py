from planner.forms.risks import RiskForm
from planner.models import CommitmentRisk
from planner.queries.risks import risk_register
from planner.services.entries import next_order
from planner.views.entries import EntryKind

RISKS = EntryKind(
    name="risks",
    read=risk_register,
    entries=lambda plan: CommitmentRisk.objects.filter(commitment__plan=plan),
    new=lambda plan: CommitmentRisk(order=next_order(CommitmentRisk.objects.filter(commitment__plan=plan))),
    form=RiskForm,
)
