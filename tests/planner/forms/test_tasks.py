from datetime import date

import pytest
from django.http import QueryDict
from django.utils.translation import override

from planner.forms.tasks import CELLS, NewLinkForm, TaskForm
from planner.models import Institution, Plan, Task, Translated
from tests.factories import make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    return make_plan("JOR")


@pytest.fixture
def task(plan) -> Task:
    task = plan.workplan.tasks.first()
    task.title = Translated(ar="صياغة", en="Draft")
    task.save()
    return task


def form_for(plan: Plan, task: Task, cell: str = "", **typed: str) -> TaskForm:
    """The form as a browser sends it: what was shown, and what was typed over it."""
    only = CELLS[cell] if cell else ()
    choices = {"institutions": list(plan.country.institutions.all()), "calendars": [], "only": only}
    blank = TaskForm(plan=plan, task=task, **choices)
    data = QueryDict(mutable=True)
    data["version"] = typed.get("version", str(task.version))
    for name in list(blank.fields)[1:]:
        value = blank.initial.get(name)
        shown = "" if value is None else str(value)
        data[name], data[f"initial-{name}"] = typed.get(name, shown), shown
    return TaskForm(data, plan=plan, task=task, **choices)


def values(form: TaskForm) -> dict:
    assert form.is_valid(), form.errors
    return form.values()


def test_task_form_gives_only_what_the_person_changed(plan, task):
    assert values(form_for(plan, task)) == {}
    assert values(form_for(plan, task, days="٧", deadline="1/6/2027")) == {"days": 7, "deadline": date(2027, 6, 1)}


@pytest.mark.parametrize("cell", CELLS)
def test_each_cell_is_edited_alone(plan, task, cell):
    form = form_for(plan, task, cell)

    assert list(form.fields) == ["version", *CELLS[cell]]
    assert values(form) == {}


def test_a_text_is_changed_language_by_language(plan, task):
    assert values(form_for(plan, task, "title", title="صياغة القانون\r\nالجديد")) == {
        "title": {"ar": "صياغة القانون الجديد"}
    }
    assert values(form_for(plan, task, title_fr="Rédiger", title_en="")) == {"title": {"fr": "Rédiger", "en": ""}}


def test_an_institution_is_chosen_or_named(plan, task):
    other = Institution.objects.filter(country="JOR").exclude(pk=task.responsible_id).first()

    assert values(form_for(plan, task, "responsible", responsible=str(other.pk))) == {"responsible": other}
    assert values(form_for(plan, task, "responsible", responsible="")) == {"responsible": None}
    assert values(form_for(plan, task, "responsible", new_institution="دائرة")) == {"responsible": "دائرة"}


def test_a_cancelled_task_has_no_state_to_choose(plan, task):
    task.state = Task.State.CANCELLED

    assert "state" not in form_for(plan, task).fields


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "a\u202eb"}, "title"),
        ({"days": "1.5"}, "days"),
        ({"days": "-1"}, "days"),
        ({"days": "40000"}, "days"),
        ({"people": "0"}, "people"),
        ({"progress": "101"}, "progress"),
        ({"cost": "99999999999"}, "cost"),
        ({"earliest": "tomorrow"}, "earliest"),
        ({"responsible": "0"}, "responsible"),
        ({"calendar": "0"}, "calendar"),
        ({"state": "CANCELLED"}, "state"),
        ({"version": "x"}, "version"),
    ],
)
def test_bad_values_are_refused_at_their_field(plan, task, typed, field):
    form = form_for(plan, task, **typed)

    assert list(form.errors) == [field]


def test_typed_answers_stand_against_a_newer_version(plan, task):
    form = form_for(plan, task, days="9", earliest="2027-05-02")
    assert form.is_valid()
    task.cost, task.days, task.version = 777, 8, 5

    with override("ar"):
        form.stand_against(task)

    assert [form.data[name] for name in ("version", "days", "cost", "initial-cost")] == ["5", "9", "777", "777"]
    assert [(now.label, now.value) for now in form.meanwhile] == [("المدة بأيام العمل", "8"), ("ليس قبل", "")]


def test_new_link_form_knows_only_the_tasks_it_is_given():
    form = NewLinkForm(QueryDict("before=b&kind=FS&lag=-2"), tasks=[("1. Goal", [("a", "1.1 A")])])

    with override("ar"):
        assert form.errors == {"before": ["لا توجد مهمة كهذه في هذه الخطة."]}
