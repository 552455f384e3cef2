import os
from datetime import timedelta

import pytest

from planner.permissions import NotAllowed
from tests.factories import make_advisor, make_coordinator
from tests.twinning.factories import NOW, make_activity, make_twinning
from tests.twinning.files import archive, pdf
from twinning.models import Evidence
from twinning.services import evidence as services
from twinning.services.evidence import (
    FileNotTaken,
    Submitted,
    TooManyFiles,
    add_evidence,
    remove_evidence,
    sweep_evidence_files,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.EVIDENCE_DIR = tmp_path / "evidence"
    return settings.EVIDENCE_DIR


def add(activity, user, source=None, name="تقرير.pdf"):
    return add_evidence(
        twinning=activity.twinning, activity=activity, source=source or pdf(), name=name, user=user, now=NOW
    )


def files_in(folder):
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_a_file_lies_under_its_key_with_its_size_and_hash(folder):
    activity = make_activity(make_twinning(state="IMPLEMENTING"))

    kept = add(activity, make_coordinator("JOR"), name="../report.exe")

    assert files_in(folder) == [str(kept.pk)]
    assert (folder / str(kept.pk)).read_bytes() == pdf().getvalue()
    assert (kept.name, kept.media_type, kept.size) == ("report.pdf", "application/pdf", len(pdf().getvalue()))


def test_a_file_that_is_refused_leaves_nothing_behind(folder):
    activity = make_activity(make_twinning(state="IMPLEMENTING"))

    with pytest.raises(FileNotTaken) as refused:
        add(activity, make_coordinator("JOR"), source=archive({"a.txt": "x"}))

    assert "PDF" in str(refused.value)
    assert (files_in(folder), Evidence.objects.count()) == ([], 0)


def test_a_row_that_is_not_saved_leaves_no_file(folder, monkeypatch):
    activity = make_activity(make_twinning(state="IMPLEMENTING"))

    def refuse(self, **options):
        raise RuntimeError("the database is away")

    monkeypatch.setattr(Evidence, "save", refuse)
    with pytest.raises(RuntimeError):
        add(activity, make_coordinator("JOR"))

    assert files_in(folder) == []


def test_so_many_files_and_no_more(monkeypatch):
    monkeypatch.setattr(services, "MOST_FILES", 1)
    activity, user = make_activity(make_twinning(state="IMPLEMENTING")), make_coordinator("JOR")
    add(activity, user)

    with pytest.raises(TooManyFiles):
        add(activity, user)


@pytest.mark.parametrize("state", ["SUBMITTED", "DONE"])
def test_what_was_submitted_keeps_its_files(state):
    activity, user = make_activity(make_twinning(state="IMPLEMENTING")), make_coordinator("JOR")
    kept = add(activity, user)
    activity.task.state = state
    activity.task.save(update_fields=["state"])
    kept = Evidence.objects.select_related("twinning", "activity__task").get(pk=kept.pk)

    with pytest.raises(Submitted):
        remove_evidence(evidence=kept, user=user)
    with pytest.raises(Submitted):
        add(kept.activity, user)


def test_a_removed_file_goes_from_the_disk(folder, django_capture_on_commit_callbacks):
    activity, user = make_activity(make_twinning(state="IMPLEMENTING")), make_coordinator("JOR")
    kept = add(activity, user)

    with django_capture_on_commit_callbacks(execute=True):
        remove_evidence(evidence=kept, user=user)

    assert (files_in(folder), Evidence.objects.count()) == ([], 0)


def test_the_sweep_deletes_old_files_without_a_row(folder):
    activity = make_activity(make_twinning(state="IMPLEMENTING"))
    kept = add(activity, make_coordinator("JOR"))
    for name in ("old", "young"):
        (folder / name).write_bytes(b"x")
    long_ago = (NOW - timedelta(days=1)).timestamp()
    for name in ("old", str(kept.pk)):
        os.utime(folder / name, (long_ago, long_ago))
    os.utime(folder / "young", (NOW.timestamp(), NOW.timestamp()))

    sweep_evidence_files(now=NOW)

    assert files_in(folder) == sorted([str(kept.pk), "young"])


@pytest.mark.parametrize("state", ["SUSPENDED", "CLOSED"])
def test_a_twinning_that_is_not_open_takes_no_files(state):
    with pytest.raises(NotAllowed):
        add(make_activity(make_twinning(state=state)), make_coordinator("JOR"))


def test_advisors_add_no_files():
    with pytest.raises(NotAllowed):
        add(make_activity(make_twinning(state="IMPLEMENTING")), make_advisor("JOR"))
