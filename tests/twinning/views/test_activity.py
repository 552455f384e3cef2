import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from planner.models import Link, Membership
from tests.factories import make_advisor, make_coordinator, make_member
from tests.twinning.factories import make_activity, make_evidence, make_person, make_twinning
from tests.twinning.files import archive, pdf
from twinning.models import Comment, Evidence

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.EVIDENCE_DIR = tmp_path / "evidence"


@pytest.fixture
def twinning():
    return make_twinning(state="IMPLEMENTING")


def signed_in(user, language: str = "en") -> Client:
    client = Client(headers={"accept-language": language})
    client.force_login(user)
    return client


def place(name: str, activity, *more) -> str:
    return reverse(name, args=[activity.twinning_id, activity.task.key, *more])


def upload(client: Client, activity, content: bytes, name: str = "تقرير.pdf"):
    return client.post(place("activity_evidence", activity), {"file": SimpleUploadedFile(name, content)})


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_an_activity_asks_the_same_at_any_number(twinning, count, django_assert_max_num_queries):
    activity = make_activity(twinning)
    user = make_coordinator("JOR")
    for _number in range(count):
        make_evidence(activity)
        Comment.objects.create(activity=activity, text="ملاحظة", written_at="2027-01-03T09:00Z", written_by=user)
        Link.objects.create(before=make_activity(twinning).task, after=activity.task)
    client = signed_in(user)
    client.get(place("activity", activity))

    with django_assert_max_num_queries(22):
        page = client.get(place("activity", activity)).content.decode()

    assert page.count('class="comment"') == count


def test_a_file_is_added_and_had_as_an_attachment_that_no_browser_guesses_at(twinning):
    activity = make_activity(twinning)
    client = signed_in(make_coordinator("JOR"))

    added = upload(client, activity, pdf().getvalue())
    evidence = Evidence.objects.get()
    answer = client.get(reverse("evidence", args=[twinning.pk, evidence.pk]))

    assert added.url == f"{place('activity', activity)}#evidence"
    assert b"".join(answer.streaming_content) == pdf().getvalue()
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<script>alert(1)</script>", "This type of file is not taken."),
        (archive({"[Content_Types].xml": "x", "word/vbaProject.bin": "x"}).getvalue(), "contains macros or programs"),
        (b"%PDF-" + b"0" * (10 * 1024 * 1024), "The file is larger than 10 MB."),
        (b"", "The file is empty."),
    ],
)
def test_a_file_that_is_not_taken_is_told_in_a_sentence(twinning, content, sentence):
    answer = upload(signed_in(make_coordinator("JOR")), make_activity(twinning), content)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_whoever_was_removed_has_no_file_with_the_next_request(twinning):
    activity = make_activity(twinning)
    member = make_member("JOR", Membership.Role.TEAM_MEMBER)
    person = make_person(twinning, member)
    client = signed_in(member)
    upload(client, activity, pdf().getvalue())
    address = reverse("evidence", args=[twinning.pk, Evidence.objects.get().pk])
    before = client.get(address)
    before.close()

    person.left_at = person.accepted_at
    person.save()

    assert (before.status_code, client.get(address).status_code) == (200, 404)


def test_a_file_is_not_had_under_another_twinning(twinning):
    evidence = make_evidence(make_activity(twinning))

    answer = signed_in(make_coordinator("JOR")).get(reverse("evidence", args=[make_twinning().pk, evidence.pk]))

    assert answer.status_code == 404


def test_comments_are_plain_text_and_mention_people_of_the_twinning(twinning):
    activity = make_activity(twinning)
    make_coordinator("TUN")
    advisor = make_advisor("JOR")
    client = signed_in(advisor)

    client.post(place("activity_comment", activity), {"text": f"<script>x</script> @{advisor.username}"})
    page = client.get(place("activity", activity)).content.decode()

    assert "&lt;script&gt;x&lt;/script&gt;" in page
    assert f'<strong class="mention">@{advisor.username}</strong>' in page


def test_a_circle_is_refused_by_the_names_of_its_activities(twinning):
    survey, mission = make_activity(twinning, title="مسح"), make_activity(twinning, title="بعثة")
    client = signed_in(make_coordinator("JOR"))
    client.post(place("activity_wait", mission), {"before": survey.task.key})

    answer = client.post(place("activity_wait", survey), {"before": mission.task.key})

    assert answer.status_code == 422
    assert "would wait for each other in a circle: 1 مسح → 2 بعثة → 1 مسح" in answer.content.decode()


def test_costs_are_kept_a_line_a_kind_and_summed(twinning):
    activity = make_activity(twinning)
    client = signed_in(make_coordinator("JOR"))
    cost = place("activity_cost", activity)

    client.post(cost, {"kind": "TRAVEL", "planned": "4,000", "spent": ""})
    client.post(cost, {"kind": "INTERPRETATION", "planned": "1,500", "spent": "1,200"})
    client.post(cost, {"kind": "TRAVEL", "planned": "4,500", "spent": "100"})
    page = client.get(place("activity", activity)).content.decode()

    assert all(sum in page for sum in ("$6,000", "$1,300"))
    assert client.post(cost, {"kind": "TRAVEL"}).status_code == 302
    assert [line.kind for line in activity.costs.all()] == ["INTERPRETATION"]


def test_an_advisor_keeps_no_costs_and_adds_no_files(twinning):
    activity = make_activity(twinning)
    client = signed_in(make_advisor("JOR"))

    cost = client.post(place("activity_cost", activity), {"kind": "TRAVEL", "planned": "5"})
    file = upload(client, activity, pdf().getvalue())

    assert (cost.status_code, file.status_code) == (422, 422)
    assert "advisors read and comment" in cost.content.decode()
    assert (activity.costs.count(), Evidence.objects.count()) == (0, 0)


def test_why_an_activity_has_its_dates_is_told(twinning):
    first, second = make_activity(twinning, title="مسح"), make_activity(twinning, title="بعثة", where="JOINT")
    Link.objects.create(before=first.task, after=second.task)

    page = signed_in(make_coordinator("JOR")).get(place("activity_why", second)).content.decode()

    assert "Waits for 1" in page
    assert place("activity_why", first) in page


def test_an_acceptance_by_one_side_shows_whose_turn_it_is(twinning):
    activity = make_activity(twinning, state="SUBMITTED")
    client = signed_in(make_coordinator("JOR"))
    step = place("activity_step", activity, "accept")

    client.post(step, {"version": 1})
    twice = client.post(step, {"version": 2}, follow=True).content.decode()

    assert "Your side has accepted it already; now it is the other side&#x27;s turn." in twice
    assert 'Tunisia: <span class="tag tag--neutral">not answered yet</span>' in twice
