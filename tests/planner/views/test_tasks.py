import re
from itertools import pairwise

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from planner.models import Link, Plan, Task, Translated
from tests.factories import make_advisor, make_baseline, make_big_plan, make_official, make_plan
from tests.planner.views.pages import HISTORY, HTMX, query_count, reader, templates_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    """Jordan's plan with two commitments; the tasks a, b, c one after the other in the first and d in the second."""
    plan = make_plan("JOR", codes=("INN-01", "INN-02"))
    plan.workplan.tasks.all().delete()
    first, second = plan.commitments.all()
    rows = [
        Task.objects.create(
            workplan=plan.workplan,
            commitment=commitment,
            key=key,
            order=order,
            days=5,
            title=Translated(ar=f"مهمة {key}", en=f"Task {key}"),
        )
        for key, order, commitment in (("a", 1, first), ("b", 2, first), ("c", 3, first), ("d", 1, second))
    ]
    for before, after in pairwise(rows[:3]):
        Link.objects.create(before=before, after=after)
    return plan


@pytest.fixture
def editor() -> Client:
    return reader(make_advisor("JOR"))


def seen(plan: Plan) -> str:
    plan.workplan.refresh_from_db()
    return str(plan.workplan.change_number)


def shown(form, names: tuple[str, ...]) -> dict[str, str]:
    """What a browser sends of a form that nobody has touched."""
    data = {"version": str(form["version"].value())}
    for name in names:
        value = form[name].value()
        data[name] = data[f"initial-{name}"] = "" if value is None else str(value)
    return data


def type_in_cell(editor: Client, plan: Plan, key: str, cell: str, **typed: str):
    """Open the cell, type over what it shows, and save."""
    address = f"/plans/{plan.pk}/tasks/{key}/cells/{cell}/"
    form = editor.get(address, headers=HTMX).context["form"]
    data = shown(form, tuple(name for name in form.fields if name != "version")) | typed
    return editor.post(address, {"seen": seen(plan)} | data, headers=HTMX)


def swapped(response) -> list[str]:
    """The parts of the page that the answer exchanges."""
    return re.findall(r'id="([^"]+)"[^>]*hx-swap-oob="true"', response.content.decode())


@pytest.mark.parametrize(
    ("headers", "is_whole"),
    [
        pytest.param({}, True, id="page"),
        pytest.param(HTMX, False, id="fragment"),
        pytest.param(HISTORY, True, id="back"),
    ],
)
def test_plan_tasks_answers_with_the_page_or_with_its_table(plan, editor, headers, is_whole):
    response = editor.get(f"/plans/{plan.pk}/tasks/", headers=headers)

    assert ("planner/plan_tasks.html" in templates_of(response)) is is_whole
    assert 'id="task-1.1"' in response.content.decode()
    assert response["Vary"].count("HX-Request") == 1


@pytest.mark.parametrize("query", ["", "?columns=details", "?columns=progress&picture=gantt", "?columns=x&picture=y"])
def test_plan_tasks_show_other_columns_and_a_picture_by_address(plan, editor, query):
    content = editor.get(f"/plans/{plan.pk}/tasks/{query}").content.decode()

    assert ("Output" in content, "Actual start" in content, "Total slack" in content) == (
        "details" in query,
        "progress" in query,
        "columns" not in query or "columns=x" in query,
    )
    assert ('aria-label="Gantt chart"' in content and "<svg" in content.split('id="tasks-picture"')[1]) == (
        "gantt" in query
    )


def test_plan_tasks_are_read_only_for_an_official(plan):
    content = reader(make_official("JOR")).get(f"/plans/{plan.pk}/tasks/").content.decode()

    assert "data-address" not in content
    assert "editing.js" not in content
    assert f"/plans/{plan.pk}/tasks/a/&quot;" not in content
    assert "Add a task" not in content


def test_an_edit_of_a_cell_brings_the_rows_that_moved_and_no_other(plan, editor):
    response = type_in_cell(editor, plan, "b", "days", days="9")

    assert Task.objects.get(key="b").days == 9
    # Not 1.1, whose dates stand; but 2.1, whose slack has grown.
    assert swapped(response) == ["tasks-seen", "tasks-facts", "task-1.2", "task-1.3", "task-2.1"]
    assert response["HX-Reswap"] == "none"
    assert 'name="seen" value="1"' in response.content.decode()


def test_an_edit_that_moves_no_date_brings_its_row_alone(plan, editor):
    response = type_in_cell(editor, plan, "b", "cost", cost="1,200")

    assert Task.objects.get(key="b").cost == 1200
    assert swapped(response) == ["tasks-seen", "tasks-facts", "task-1.2"]


def test_a_new_title_also_comes_to_the_rows_that_name_it(plan, editor):
    response = type_in_cell(editor, plan, "a", "title", title="عنوان جديد")

    assert Task.objects.get(key="a").title == {"ar": "عنوان جديد", "en": "Task a"}
    assert swapped(response) == ["tasks-seen", "tasks-facts", "task-1.1", "task-1.2"]


def test_a_page_that_missed_another_edit_gets_the_whole_table(plan, editor):
    old = seen(plan)
    type_in_cell(editor, plan, "a", "cost", cost="5")

    response = type_in_cell(editor, plan, "d", "cost", cost="7", seen=old)

    assert swapped(response) == ["tasks-seen", "tasks-facts", "plan-tasks"]
    assert "$5" not in response.content.decode()  # the table of dates shows no cost


def test_the_open_picture_comes_along(plan, editor):
    response = type_in_cell(editor, plan, "b", "days", days="9", picture="gantt")

    assert "tasks-picture" in swapped(response)
    assert "<svg" in response.content.decode()


def test_the_open_gantt_chart_shows_the_baseline_as_its_own_page_does(plan, editor):
    make_baseline(plan)

    page = editor.get(f"/plans/{plan.pk}/tasks/?picture=gantt").context["page"]
    edited = type_in_cell(editor, plan, "b", "days", days="9", picture="gantt")

    assert "Baseline dates" in page.picture.legend
    assert "Baseline dates" in edited.content.decode()


def test_a_cancelled_edit_asks_the_server_nothing_and_an_untouched_one_changes_nothing(plan, editor):
    response = type_in_cell(editor, plan, "b", "days")

    assert Task.objects.get(key="b").version == 1
    assert swapped(response) == ["tasks-seen", "tasks-facts", "task-1.2"]


@pytest.mark.parametrize(
    ("cell", "typed", "sentence"),
    [
        ("days", {"days": "many"}, "Write a whole number."),
        ("progress", {"progress": "101"}, "Ensure this value is less than or equal to 100."),
        ("actual_finish", {"actual_finish": "2027-02-01"}, "Say when the task started, too."),
        ("durations", {"optimistic_days": "9", "pessimistic_days": "10"}, "longer than the likely one"),
    ],
)
def test_a_bad_value_comes_back_in_its_cell_with_what_is_wrong(plan, editor, cell, typed, sentence):
    response = type_in_cell(editor, plan, "b", cell, **typed)

    assert response.status_code == 422
    assert templates_of(response)[0] == "planner/_task_cell.html"
    content = response.content.decode()
    assert sentence in content
    assert all(f'value="{value}"' in content for value in typed.values())


def test_the_second_of_two_people_gets_both_versions_and_keeps_what_they_typed(plan, editor):
    samer = reader(make_advisor("JOR"))
    address = f"/plans/{plan.pk}/tasks/b/cells/days/"
    data = shown(samer.get(address, headers=HTMX).context["form"], ("days",)) | {"days": "3"}
    type_in_cell(editor, plan, "b", "days", days="9")

    refused = samer.post(address, data, headers=HTMX)
    form = refused.context["form"]
    again = samer.post(
        address, {name: form[name].data for name in ("version", "days")} | {"initial-days": "5"}, headers=HTMX
    )

    assert (refused.status_code, again.status_code) == (409, 200)
    content = refused.content.decode()
    assert content.count(", as it stands now:") == 1
    assert "Duration in working days, as it stands now:</dt><dd>9</dd>" in content
    assert 'name="days" value="3"' in content
    assert "Saved by" in content
    assert Task.objects.get(key="b").days == 3


def test_the_whole_form_of_a_task_keeps_what_the_other_changed_elsewhere(plan, editor):
    address = f"/plans/{plan.pk}/tasks/b/"
    form = editor.get(address).context["panel"]["form"]
    data = shown(form, tuple(name for name in form.fields if name != "version")) | {"days": "3"}
    type_in_cell(reader(make_advisor("JOR")), plan, "b", "cost", cost="900")

    refused = editor.post(address, data)
    form = refused.context["panel"]["form"]
    again = editor.post(address, {**data, **{name: form[name].data for name in form.fields}, "initial-cost": "900"})

    assert (refused.status_code, again.status_code) == (409, 302)
    task = Task.objects.get(key="b")
    assert (task.days, task.cost) == (3, 900)


@pytest.mark.parametrize(
    ("action", "data", "lines"),
    [
        ("move/", {"by": "up"}, ["bac", "d"]),
        ("move/", {"by": "down"}, ["acb", "d"]),
        ("move/", {"place": "1"}, ["bac", "d"]),
        ("move/", {"commitment": "second", "place": "1"}, ["ac", "bd"]),
    ],
)
def test_a_task_is_moved_without_javascript(plan, editor, action, data, lines):
    first, second = plan.commitments.all()
    commitment = second if data.get("commitment") == "second" else first

    response = editor.post(f"/plans/{plan.pk}/tasks/b/{action}", data | {"commitment": str(commitment.pk)})

    assert response.status_code == 302
    assert ["".join(t.key for t in row.tasks.order_by("order")) for row in (first, second)] == lines
    assert response["Location"].startswith(f"/plans/{plan.pk}/tasks/?open=")


def test_a_move_brings_the_commitments_whose_numbers_changed(plan, editor):
    first, second = plan.commitments.all()
    data = {"commitment": str(second.pk), "place": "1", "seen": seen(plan)}

    response = editor.post(f"/plans/{plan.pk}/tasks/b/move/", data, headers=HTMX)

    assert swapped(response) == ["tasks-seen", "tasks-facts", f"tasks-of-{first.pk}", f"tasks-of-{second.pk}"]
    assert templates_of(response)[1] == "planner/_task_panel.html"


def test_a_move_by_keys_opens_no_panel(plan, editor):
    data = {"by": "up", "in_table": "1", "seen": seen(plan)}

    response = editor.post(f"/plans/{plan.pk}/tasks/b/move/", data, headers=HTMX)

    assert "planner/_task_panel.html" not in templates_of(response)
    assert response["HX-Reswap"] == "none"


def test_a_cancelled_task_stays_in_the_table_without_dates(plan, editor):
    response = editor.post(f"/plans/{plan.pk}/tasks/b/cancel/", {"seen": seen(plan)}, headers=HTMX)

    # 1.3 no longer waits for it.
    assert swapped(response) == ["tasks-seen", "tasks-facts", "task-1.2", "task-1.3", "task-2.1"]
    content = editor.get(f"/plans/{plan.pk}/tasks/").content.decode()
    assert content.count('class="cancelled"') == 1
    assert editor.post(f"/plans/{plan.pk}/tasks/b/revive/").status_code == 302
    assert 'class="cancelled"' not in editor.get(f"/plans/{plan.pk}/tasks/").content.decode()


def test_a_task_is_added_to_the_commitment_it_was_asked_for(plan, editor):
    second = plan.commitments.last()
    address = f"/plans/{plan.pk}/new-task/"

    page = editor.get(f"{address}?commitment={second.pk}")
    response = editor.post(
        address, {"commitment": str(second.pk), "title": "جديدة", "days": "٣", "seen": seen(plan)}, headers=HTMX
    )

    assert f'<option value="{second.pk}" selected>' in page.content.decode()
    assert second.tasks.order_by("order").last().title == {"ar": "جديدة"}
    assert swapped(response) == ["tasks-seen", "tasks-facts", f"tasks-of-{second.pk}"]


def test_a_task_without_a_title_is_refused_with_the_form(plan, editor):
    response = editor.post(f"/plans/{plan.pk}/new-task/", {"title": "", "days": "3"})

    assert response.status_code == 422
    assert sorted(response.context["form"].errors) == ["commitment", "title"]


def test_a_link_is_added_changed_and_removed_without_javascript(plan, editor):
    address = f"/plans/{plan.pk}/tasks/d/links/"

    added = editor.post(address, {"before": "a", "kind": "SS", "lag": "2"})
    link = Link.objects.get(after__key="d")
    kept = [(link.before.key, link.kind, link.lag)]
    changed = editor.post(f"{address}{link.pk}/", {"kind": "FF", "lag": "-1", "version": "1"})
    link.refresh_from_db()
    kept.append((link.before.key, link.kind, link.lag))
    removed = editor.post(f"{address}{link.pk}/remove/")

    assert [response.status_code for response in (added, changed, removed)] == [302, 302, 302]
    assert kept == [("a", "SS", 2), ("a", "FF", -1)]
    assert not Link.objects.filter(after__key="d").exists()


def test_a_link_that_closes_a_circle_is_refused_and_the_circle_shown(plan, editor):
    response = editor.post(f"/plans/{plan.pk}/tasks/a/links/", {"before": "c", "kind": "FS", "lag": "0"}, headers=HTMX)

    assert response.status_code == 422
    assert response.context["panel"]["circle"] == ["1.1 Task a", "1.2 Task b", "1.3 Task c"]
    content = response.content.decode()
    assert "This dependency would close a circle" in content
    assert '<option value="c" selected>' in content


def test_the_second_change_of_a_link_gets_both_versions(plan, editor):
    link = Link.objects.get(after__key="b")
    address = f"/plans/{plan.pk}/tasks/b/links/{link.pk}/"
    editor.post(address, {"kind": "FS", "lag": "4", "version": "1"})

    refused = editor.post(address, {"kind": "FS", "lag": "9", "version": "1"})
    again = editor.post(address, {"kind": "FS", "lag": "9", "version": "2"})

    assert (refused.status_code, again.status_code) == (409, 302)
    content = refused.content.decode()
    assert "finish to start, plus 4 working days" in content
    assert 'value="9"' in content
    link.refresh_from_db()
    assert link.lag == 9


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_link_that_is_gone_or_of_another_plan_is_refused_in_words(plan, editor, headers):
    theirs = Link.objects.filter(after__workplan=make_plan("TUN").workplan).first()
    removed = Link.objects.get(after__key="b")
    Link.objects.filter(pk=removed.pk).delete()

    responses = [
        editor.post(f"/plans/{plan.pk}/tasks/b/links/{link.pk}/{page}", data, headers=headers)
        for link in (theirs, removed)
        for page, data in (("remove/", {}), ("", {"kind": "SS", "lag": "1", "version": "1"}))
    ]

    assert [response.status_code for response in responses] == [409] * 4
    assert all("Somebody else has removed this in the meantime." in answer.content.decode() for answer in responses)
    assert Link.objects.filter(pk=theirs.pk, kind=theirs.kind).exists()


@pytest.mark.parametrize("task", ["a", "c", "nothing"])
@pytest.mark.parametrize("page", ["", "remove/"])
@pytest.mark.parametrize("data", [{"kind": "SS", "lag": "1", "version": "1"}, {}])
def test_a_link_is_found_only_under_the_task_that_waits_by_it(plan, editor, task, page, data):
    link = Link.objects.get(after__key="b")

    response = editor.post(f"/plans/{plan.pk}/tasks/{task}/links/{link.pk}/{page}", data)

    assert response.status_code == 404
    assert Link.objects.filter(pk=link.pk, kind="FS", version=1).exists()


def test_progress_alone_is_reported_while_a_plan_is_being_implemented(plan, editor):
    Plan.objects.filter(pk=plan.pk).update(state=Plan.State.IMPLEMENTING)

    page = editor.get(f"/plans/{plan.pk}/tasks/?columns=progress").content.decode()
    reported = type_in_cell(editor, plan, "b", "progress", progress="40", columns="progress")
    planned = editor.get(f"/plans/{plan.pk}/tasks/b/cells/days/", headers=HTMX)

    assert set(re.findall(r'data-cell="(\w+)"', page)) == {"state", "progress", "actual_start", "actual_finish"}
    assert f'href="/plans/{plan.pk}/tasks/b/"' not in page
    assert (reported.status_code, planned.status_code) == (200, 403)
    assert "task-1.2" in swapped(reported)
    assert 'data-cell="days"' not in reported.content.decode()
    assert Task.objects.get(key="b").progress == 40


@pytest.mark.parametrize("page", ["nothing/", "nothing/cells/days/", "a/cells/nothing/"])
def test_a_task_or_a_cell_that_is_not_there_is_not_found(plan, editor, page):
    assert editor.get(f"/plans/{plan.pk}/tasks/{page}", headers=HTMX).status_code == 404


@pytest.mark.parametrize("page", ["", "?picture=gantt", "?columns=details", "?columns=progress"])
def test_plan_tasks_take_the_same_queries_at_any_size(page):
    client = reader(make_advisor("JOR"))
    small, large = make_big_plan(tasks=15, tasks_each=5), make_big_plan(tasks=60, tasks_each=5)

    counts = [query_count(client, f"/plans/{plan.pk}/tasks/{page}") for plan in (small, large)]

    assert counts[0] == counts[1] <= 15


@pytest.fixture
def long_plan() -> Plan:
    """Five commitments of thirteen tasks; each commitment waits for an earlier one."""
    return make_big_plan(tasks=65, tasks_each=13)


def open_groups(content: str) -> list[str]:
    return re.findall(r'name="open" value="(\w+)"', content)


@pytest.mark.parametrize(
    ("query", "opened"),
    [
        ("", []),
        ("?open=2", ["2"]),
        ("?open=2&open=4", ["2", "4"]),
        ("?open=2&open=4&shut=2", ["4"]),
        ("?open=all", ["1", "2", "3", "4", "5"]),
        ("?open=9&open=x", []),
    ],
)
def test_a_long_table_shows_its_commitments_closed_but_for_those_asked_for(long_plan, editor, query, opened):
    content = editor.get(f"/plans/{long_plan.pk}/tasks/{query}").content.decode()

    assert open_groups(content) == opened
    assert set(re.findall(r'<tr id="task-(\d+)\.', content)) == set(opened)
    assert content.count('aria-expanded="false"') == 5 - len(opened)


def test_a_table_of_sixty_tasks_is_open(editor):
    plan = make_big_plan(tasks=60, tasks_each=12)

    content = editor.get(f"/plans/{plan.pk}/tasks/").content.decode()

    assert open_groups(content) == ["all"]
    assert "aria-expanded" not in content.split('id="plan-tasks"')[1]


def test_a_closed_commitment_says_what_its_tasks_come_to(long_plan, editor):
    page = editor.get(f"/plans/{long_plan.pk}/tasks/").context["page"]

    assert [group.summary[0] for group in page.groups] == ["13 tasks"] * 5
    assert page.groups[0].summary[1].startswith("3 January 2027 to ")
    assert page.groups[0].has_critical


def test_a_commitment_is_opened_alone_and_the_links_follow(long_plan, editor):
    address = f"/plans/{long_plan.pk}/tasks/"

    opened = editor.get(f"{address}?columns=details&part=3&open=3&open=1", headers=HTMX)
    closed = editor.get(f"{address}?part=3&open=1", headers=HTMX)
    absent = editor.get(f"{address}?part=9&open=9", headers=HTMX)

    content = opened.content.decode()
    assert open_groups(content) == ["3"]
    assert content.count("<tr id=") == 13
    assert "?columns=progress&amp;open=3&amp;open=1" in content
    assert closed.content.decode().count("<tr id=") == 0
    assert "?open=1&amp;columns=details" in closed.content.decode()
    assert absent.status_code == 404


def test_an_edit_in_a_long_table_brings_no_row_of_a_closed_commitment(long_plan, editor):
    edited = type_in_cell(editor, long_plan, "task-1", "days", days="90", open="1")

    parts = swapped(edited)
    closed = [f"tasks-of-{row.pk}" for row in long_plan.commitments.all()[1:]]
    assert {part for part in parts if part.startswith("task-")} >= {"task-1.1", "task-1.2"}
    assert not [part for part in parts if re.match(r"task-[2-5]", part)]
    assert [part for part in parts if part.startswith("tasks-of")] == closed  # their dates moved


def test_what_was_edited_in_a_closed_commitment_stands_open_afterwards(long_plan, editor):
    third = long_plan.commitments.get(order=3)
    data = {"commitment": str(third.pk), "title": "جديدة", "days": "3", "seen": seen(long_plan)}

    response = editor.post(f"/plans/{long_plan.pk}/new-task/", data, headers=HTMX)

    assert f"tasks-of-{third.pk}" in swapped(response)
    assert open_groups(response.content.decode()) == ["3"]


def test_a_long_table_weighs_little_in_every_language():
    plan = make_big_plan(tasks=500)
    for language in ("ar", "en", "fr"):
        client = reader(make_advisor("JOR"), language)
        client.get("/")
        page = client.get(f"/plans/{plan.pk}/tasks/", headers={"Accept-Encoding": "gzip"})
        assert len(page.content) < 20_000, language


def test_an_edit_takes_the_same_queries_at_any_size():
    client = reader(make_advisor("JOR"))
    counts = []
    for size in (50, 500):
        plan = make_big_plan(tasks=size)
        address = f"/plans/{plan.pk}/tasks/task-3/cells/days/"
        data = {"version": "1", "days": "7", "initial-days": "1", "seen": "0", "picture": "gantt", "open": "all"}
        client.get(f"/plans/{plan.pk}/tasks/?picture=gantt")  # what is edited was looked at before
        with CaptureQueriesContext(connection) as captured:
            response = client.post(address, data, headers=HTMX)
        assert response.status_code == 200
        counts.append(len(captured))

    assert counts[0] == counts[1] <= 15, [query["sql"][:150] for query in captured]


def test_a_task_takes_the_same_queries_at_any_size():
    client = reader(make_advisor("JOR"))
    small, large = make_big_plan(tasks=15), make_big_plan(tasks=60)

    counts = [query_count(client, f"/plans/{plan.pk}/tasks/task-7/") for plan in (small, large)]

    assert counts[0] == counts[1] <= 15
