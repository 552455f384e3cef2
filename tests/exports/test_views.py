"""Rana advises Jordan, Hala is Jordan's official, Amel belongs to Tunisia. All actors: tests/test_access.py."""

import gzip
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.db.models import F
from django.test import Client
from django.utils import timezone

from exports import queue
from exports.models import Export, Fault
from planner.models import JobState, Membership
from planner.queries.jobs import POLL_PAUSES
from tests.exports.factories import make_empty_plan, make_export
from tests.factories import make_member
from tests.twinning.factories import make_round

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("exports_folder")]

HTMX = {"HX-Request": "true"}


@pytest.fixture
def plan():
    return make_empty_plan("JOR")


@pytest.fixture
def rana():
    return signed_in(make_member("JOR", Membership.Role.ADVISOR, "rana"))


@pytest.fixture
def amel():
    return signed_in(make_member("TUN", Membership.Role.COORDINATOR, "amel"))


def signed_in(user):
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(user)
    return client


def address(plan):
    return f"/plans/{plan.pk}/exports/"


def fresh(plan, state=JobState.QUEUED, **fields):
    return make_export(plan, state, now=timezone.now(), **fields)


# --- the panel ------------------------------------------------------------------------------------------


def test_panel_is_a_whole_page_and_alone_for_htmx(rana, plan):
    page = rana.get(address(plan))
    fragment = rana.get(address(plan), headers=HTMX)
    from_history = rana.get(address(plan), headers={**HTMX, "HX-History-Restore-Request": "true"})

    assert [response.status_code for response in (page, fragment, from_history)] == [200, 200, 200]
    assert page.content.strip().startswith(b"<!doctype html>")
    assert fragment.content.strip().startswith(b"<section")
    assert fragment.content.count(b'id="exports"') == page.content.count(b'id="exports"') == 1
    assert from_history.content.strip().startswith(b"<!doctype html>")
    assert "HX-Request" in fragment["Vary"]


def test_panel_offers_the_readers_own_language_first(rana, plan):
    rana.post("/language/", {"language": "fr"})

    chosen = rana.get(address(plan)).context["form"]

    assert (chosen["language"].value(), chosen["profile"].value()) == ("fr", "full")


def test_panel_of_another_country_is_not_there(amel, plan):
    assert amel.get(address(plan)).status_code == 404
    assert amel.post(address(plan), {"language": "ar", "profile": "full"}).status_code == 404
    assert Export.objects.count() == 0


def test_panel_needs_as_many_queries_at_three_files_as_at_one(rana, plan, django_assert_num_queries):
    fresh(plan, language="ar")
    with django_assert_num_queries(5):
        rana.get(address(plan), headers=HTMX)
    fresh(plan, language="en")
    fresh(plan, language="fr")

    with django_assert_num_queries(5):
        rana.get(address(plan), headers=HTMX)


def test_panel_shows_ten_files_newest_first(rana, plan):
    files = [
        make_export(plan, JobState.READY, now=timezone.now() - timedelta(minutes=minutes)) for minutes in range(12)
    ]

    rows = rana.get(address(plan)).context["rows"]

    assert [row.job for row in rows] == files[:10]


# --- asking ---------------------------------------------------------------------------------------------


def test_asking_without_javascript_comes_back_to_the_page(rana, plan):
    response = rana.post(address(plan), {"language": "fr", "profile": "short"})

    assert (response.status_code, response["Location"]) == (302, address(plan))
    assert list(Export.objects.values_list("plan", "language", "profile", "asked_by__username", "state")) == [
        (plan.pk, "fr", "short", "rana", JobState.QUEUED)
    ]


def test_asking_with_htmx_shows_the_panel_with_the_request_in_it(rana, plan):
    response = rana.post(address(plan), {"language": "ar", "profile": "full"}, headers=HTMX)

    assert response.status_code == 200
    assert [row.job for row in response.context["rows"]] == [Export.objects.get()]


def test_asking_twice_is_one_request(rana, plan):
    for _click in range(3):
        rana.post(address(plan), {"language": "ar", "profile": "full"})

    assert Export.objects.count() == 1


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_asking_for_a_language_that_is_not_there_says_so(rana, plan, headers):
    response = rana.post(address(plan), {"language": "de", "profile": "full"}, headers=headers)

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["language"]
    assert 'class="error-summary"' in response.content.decode()
    assert Export.objects.count() == 0


def test_asking_answers_though_the_broker_is_down(
    rana, plan, monkeypatch, tmp_path, django_capture_on_commit_callbacks
):
    monkeypatch.setenv("CELERY_BROKER_URL", f"redis+socket://{tmp_path / 'nobody.sock'}")

    with django_capture_on_commit_callbacks(execute=True):
        response = rana.post(address(plan), {"language": "ar", "profile": "full"})

    assert response.status_code == 302
    assert Export.objects.get().state == JobState.QUEUED


# --- watching -------------------------------------------------------------------------------------------


def poll(client, export, polls=1):
    return client.get(f"/exports/{export.pk}/?polls={polls}", headers=HTMX)


@pytest.mark.parametrize(
    ("state", "fields", "shown"),
    [
        (JobState.QUEUED, {}, "place 1 in the queue"),
        (JobState.RUNNING, {"step": "WRITING", "percent": 55}, "Writing the document"),
        (JobState.READY, {}, "Download"),
        (JobState.FAILED, {"error": Fault.NO_SPACE}, "There is no space left for the file."),
        (JobState.EXPIRED, {}, "Expired"),
        (JobState.CANCELLED, {}, "Cancelled"),
    ],
)
def test_each_state_is_said_in_words(rana, plan, state, fields, shown):
    export = fresh(plan, state, **fields)

    assert shown in poll(rana, export).content.decode()


@pytest.mark.parametrize("state", JobState)
def test_the_page_asks_again_only_while_something_may_change(rana, plan, state):
    export = fresh(plan, state)

    asks_again = "hx-get" in poll(rana, export).content.decode()

    assert asks_again == (state in (JobState.QUEUED, JobState.RUNNING))


@pytest.mark.parametrize("state", JobState)
def test_the_page_offers_to_try_again_only_where_there_is_no_file(rana, plan, state):
    export = fresh(plan, state)

    offers = f"/exports/{export.pk}/retry/" in poll(rana, export).content.decode()

    assert offers == (state in (JobState.FAILED, JobState.EXPIRED, JobState.CANCELLED))


@pytest.mark.parametrize(
    ("polls", "pause", "following"),
    [
        ("0", 1, 1),
        ("1", 1, 2),
        ("2", 2, 3),
        ("7", 10, 8),
        ("999", 10, 1000),
        ("-1", 1, 1),
        ("x", 1, 1),
        ("9" * 50, 1, 1),
    ],
)
def test_the_page_asks_ever_more_patiently(rana, plan, polls, pause, following):
    row = poll(rana, fresh(plan), polls).context["row"]

    assert (row.poll_after, row.next_poll) == (pause, following)
    assert pause in POLL_PAUSES


def test_the_end_is_announced_once_it_comes(rana, plan):
    running, ready = fresh(plan, JobState.RUNNING, language="ar"), fresh(plan, JobState.READY, language="en")

    assert "export-news" not in poll(rana, running).content.decode()
    assert (
        'id="export-news" hx-swap-oob="innerHTML">English · Full edition: Ready<' in poll(rana, ready).content.decode()
    )


@pytest.mark.parametrize("state", JobState)
@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_an_answer_to_the_page_is_light(rana, plan, state, language):
    rana.post("/language/", {"language": language})
    export = fresh(plan, state, asked_by=make_member("JOR", Membership.Role.OFFICIAL, "hala"))

    assert len(gzip.compress(poll(rana, export).content)) <= 600


def test_a_place_in_the_queue_counts_the_files_of_all_countries(rana, plan):
    fresh(make_empty_plan("TUN"))
    export = fresh(plan)

    assert poll(rana, export).context["row"].place == 2


def test_watching_takes_back_a_job_whose_worker_died(rana, plan):
    long_ago = timezone.now() - timedelta(minutes=5)
    export = make_export(plan, JobState.RUNNING, now=long_ago)

    poll(rana, export)

    export.refresh_from_db()
    assert (export.state, export.attempt) == (JobState.QUEUED, 1)


def test_watching_without_javascript_leads_to_the_page(rana, plan):
    export = fresh(plan)

    response = rana.get(f"/exports/{export.pk}/")

    assert (response.status_code, response["Location"]) == (302, address(plan))


def test_watching_after_the_session_ended_leads_the_whole_page_to_sign_in(plan):
    export = fresh(plan)

    response = Client().get(
        f"/exports/{export.pk}/", headers={**HTMX, "HX-Current-URL": f"http://testserver{address(plan)}"}
    )

    assert (response.status_code, response.content) == (200, b"")
    assert response["HX-Redirect"] == f"/accounts/login/?next={address(plan)}"


def test_watching_another_countrys_file_is_not_possible(amel, plan):
    assert poll(amel, fresh(plan)).status_code == 404


# --- trying again ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", [JobState.FAILED, JobState.EXPIRED, JobState.CANCELLED])
def test_retry_asks_for_the_same_again_as_the_plan_stands_now(rana, plan, state):
    export = fresh(plan, state, language="fr", profile="short")
    type(plan).objects.update(revision=F("revision") + 1)

    response = rana.post(f"/exports/{export.pk}/retry/")

    assert (response.status_code, response["Location"]) == (302, address(plan))
    again = plan.exports.exclude(pk=export.pk).get()
    assert (again.state, again.language, again.profile, again.revision) == (JobState.QUEUED, "fr", "short", 2)
    assert again.asked_by.username == "rana"


def test_retry_with_htmx_shows_the_panel(rana, plan):
    export = fresh(plan, JobState.FAILED)

    response = rana.post(f"/exports/{export.pk}/retry/", headers=HTMX)

    assert [row.job.state for row in response.context["rows"]] == [JobState.QUEUED, JobState.FAILED]


def test_retry_twice_is_one_request(rana, plan):
    export = fresh(plan, JobState.FAILED)

    for _click in range(2):
        rana.post(f"/exports/{export.pk}/retry/")

    assert plan.exports.count() == 2


def test_retry_of_another_countrys_file_is_not_possible(amel, plan):
    export = fresh(plan, JobState.FAILED)

    assert amel.post(f"/exports/{export.pk}/retry/").status_code == 404
    assert plan.exports.count() == 1


# --- downloading ----------------------------------------------------------------------------------------


def download(client, export):
    return client.get(f"/exports/{export.pk}/download/")


def test_download_bears_the_plans_own_name(rana, plan):
    export = fresh(plan, JobState.READY)

    response = download(rana, export)

    assert b"".join(response.streaming_content) == b"word"
    name = quote(f"خطة العمل الوطنية – الأردن – {export.finished_at:%Y-%m-%d}.docx")
    assert response["Content-Disposition"] == f"attachment; filename*=utf-8''{name}"
    assert response["Content-Type"] == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert (response["Content-Length"], response["Cache-Control"]) == ("4", "no-store")


@pytest.mark.parametrize(
    "state", [JobState.QUEUED, JobState.RUNNING, JobState.FAILED, JobState.EXPIRED, JobState.CANCELLED]
)
def test_download_of_what_is_not_ready_is_not_there(rana, plan, state):
    assert download(rana, fresh(plan, state)).status_code == 404


def test_download_of_a_file_that_is_gone_is_not_there(rana, plan):
    export = fresh(plan, JobState.READY)
    queue.file_of(export).unlink()

    assert download(rana, export).status_code == 404


def test_download_of_another_countrys_file_is_not_possible(amel, plan):
    assert download(amel, fresh(plan, JobState.READY)).status_code == 404


# --- rounds ---------------------------------------------------------------------------------------------


def test_the_report_of_a_round_is_asked_for_as_a_plan_s_file_is(rana):
    round_ = make_round(state="COMPLETE")
    page = f"/rounds/{round_.pk}/exports/"

    answer = rana.post(page, {"language": "fr", "profile": "round"}, headers=HTMX)

    export = Export.objects.get()
    assert (export.round, export.language, export.profile, export.state) == (round_, "fr", "round", JobState.QUEUED)
    assert f'id="export-{export.pk}"' in answer.content.decode()
    assert "<html" not in answer.content.decode()
    html = rana.get(page).content.decode()
    assert '<input type="hidden" name="profile" value="round"' in html
    assert '<a href="/rounds/" aria-current="true">' in html


def test_a_draft_of_a_round_has_no_report(rana):
    assert rana.get(f"/rounds/{make_round().pk}/exports/").status_code == 404
