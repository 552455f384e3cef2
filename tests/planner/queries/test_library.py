import pytest
from django.http import Http404

from planner.models import BlueprintTask, Recommendation, Theme
from planner.queries.library import library_page, recommendation_page

pytestmark = pytest.mark.django_db


def codes(page) -> list[str]:
    return [row.code for group in page.groups for row in group.recommendations]


def test_library_page_is_grouped_by_study_and_in_order():
    page = library_page()

    assert [group.study.pk for group in page.groups] == ["MODEL", "TECH", "POLICY"]
    assert codes(page) == list(Recommendation.objects.values_list("code", flat=True))
    assert page.count == page.total == 24


def test_library_page_asks_for_every_theme():
    trust, target = Theme.objects.get(kind="RITE", code="TRUST"), Theme.objects.get(kind="SDG", code="16.6")

    page = library_page(themes=[trust.code, target.code])

    both = Recommendation.objects.filter(themes=trust).filter(themes=target)
    assert codes(page) == list(both.values_list("code", flat=True))
    assert 0 < page.count < page.total


@pytest.mark.parametrize("typed", ["هيئه", "الهيئة", "tec-02", "٢"])
def test_library_page_finds_words_in_any_spelling(typed):
    assert library_page(words=typed).count > 0


def test_library_page_finds_words_of_all_three_languages():
    first = Recommendation.objects.get(pk="INN-01")

    for language in ("ar", "en", "fr"):
        assert "INN-01" in codes(library_page(words=first.title[language]))


def test_library_page_counts_tasks():
    page = library_page(study="MODEL")

    counted = {row.code: row.task_count for row in page.groups[0].recommendations}
    assert counted["INN-01"] == Recommendation.objects.get(pk="INN-01").blueprint_tasks.count()


def test_recommendation_page_numbers_tasks_and_says_what_they_wait_for():
    page = recommendation_page("INN-02")

    assert [row.number for row in page.tasks] == list(range(1, len(page.tasks) + 1))
    second = page.tasks[1]
    assert [(wait.number, [other.code for other in wait.brought_by]) for wait in second.waits] == [(None, ["INN-01"])]
    assert {wait.number for wait in page.tasks[2].waits} == {2, None}


def test_recommendation_page_names_who_else_brings_a_shared_task():
    page = recommendation_page("INN-02")

    shared = {row.task.key: [other.code for other in row.also_in] for row in page.tasks if row.also_in}
    others = BlueprintTask.objects.get(pk="SH-NEEDS").recommendations.exclude(pk="INN-02")
    assert shared == {"SH-NEEDS": list(others.values_list("code", flat=True))}


def test_recommendation_page_names_prerequisites_both_ways():
    page = recommendation_page("TEC-02")

    assert [row.code for row in page.prerequisites] == ["TEC-01"]
    assert "TEC-08" in [row.code for row in page.prerequisite_of]


def test_recommendation_page_is_not_found_for_an_unknown_code():
    with pytest.raises(Http404):
        recommendation_page("XXX-99")
