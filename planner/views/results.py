from planner.forms.results import IndicatorForm
from planner.models import CommitmentIndicator
from planner.queries.results import plan_results
from planner.services.entries import next_order
from planner.services.results import add_indicator, change_indicator
from planner.views.entries import EntryKind

INDICATORS = EntryKind(
    name="results",
    read=plan_results,
    entries=lambda plan: CommitmentIndicator.objects.filter(commitment__plan=plan).prefetch_related("targets"),
    new=lambda plan: CommitmentIndicator(order=next_order(CommitmentIndicator.objects.filter(commitment__plan=plan))),
    form=IndicatorForm,
    add=add_indicator,
    change=change_indicator,
)
