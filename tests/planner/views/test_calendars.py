from datetime import date

import pytest

from planner.models import Holiday, ShortHours, WorkingWeek
from tests.factories import make_administrator, make_advisor, make_coordinator, make_official
from tests.planner.views.pages import query_count, reader

pytestmark = pytest.mark.django_db
PAGE = "/countries/JOR/calendar/"


@pytest.fixture
def coordinator():
    return reader(make_coordinator("JOR"))


def ramadan() -> ShortHours:
    return ShortHours.objects.get(country="JOR", first=date(2027, 2, 8))


def typed_season(**changed: object) -> dict[str, object]:
    return {"first": "2027-02-08", "last": "2027-03-08", "share": "5/7", "name_en": "Ramadan", "version": 1} | changed


@pytest.mark.parametrize("make_reader", [lambda: make_official("JOR"), make_administrator])
def test_people_of_the_country_read_its_calendar_and_find_nothing_to_press(make_reader):
    content = reader(make_reader()).get(f"{PAGE}?year=2027").content.decode()

    assert "Calendar of Jordan" in content
    assert "Eid al-Adha" in content
    assert "/calendar/days/" not in content
    assert "<form" not in content.partition("<main")[2]


def test_a_coordinator_finds_what_can_be_changed(coordinator):
    content = coordinator.get(f"{PAGE}?year=2027").content.decode()

    for address in (f"{PAGE}days/new/", f"{PAGE}seasons/new/", f"{PAGE}weeks/new/", f"{PAGE}2027/restore/"):
        assert address in content
    assert f"{PAGE}seasons/{ramadan().pk}/" in content


def test_the_page_of_a_country_leads_to_its_calendar():
    assert f'href="{PAGE}"' in reader(make_official("JOR")).get("/countries/JOR/").content.decode()


@pytest.mark.parametrize("year", ["soon", "²", "99999", "-1", ""])
def test_a_year_that_is_none_shows_this_one(coordinator, year):
    response = coordinator.get(PAGE, {"year": year})

    assert response.context["page"].year == date.today().year


def test_the_page_takes_the_same_queries_for_few_rows_and_for_many(coordinator):
    Holiday.objects.filter(country="JOR").exclude(day=date(2027, 5, 16)).delete()
    ShortHours.objects.filter(country="JOR").exclude(pk=ramadan().pk).delete()
    few = query_count(coordinator, f"{PAGE}?year=2027")

    for month in (6, 7, 8):
        Holiday.objects.create(country_id="JOR", day=date(2027, month, 2), name={"en": "x"})
        WorkingWeek.objects.create(country_id="JOR", holds_from=date(2027, month, 1), weekend=[6], source={"en": "x"})
        ShortHours.objects.create(
            country_id="JOR", first=date(2027, month, 3), last=date(2027, month, 9), share=0.5, name={"en": "x"}
        )

    assert query_count(coordinator, f"{PAGE}?year=2027") == few <= 15


@pytest.mark.parametrize(
    ("kind", "typed", "place"),
    [
        ("days", {"day": "20/1/2027", "is_estimated": "on", "name_ar": "يوم"}, "?year=2027#days"),
        ("days", {"day": "٢٢/١/٢٠٢٧", "is_working": "yes", "name_ar": "يوم"}, "?year=2027#days"),
        (
            "seasons",
            {"first": "2027-07-01", "last": "2027-07-31", "share": "80%", "name_ar": "الصيف"},
            "?year=2027#seasons",
        ),
        ("weeks", {"holds_from": "2028-01-01", "weekend": ["5", "6"], "source_ar": "تعميم"}, "?year=2028#weeks"),
    ],
)
def test_a_coordinator_adds_a_row_and_comes_back_to_its_year(coordinator, kind, typed, place):
    response = coordinator.post(f"{PAGE}{kind}/new/", typed)

    assert (response.status_code, response["Location"]) == (302, PAGE + place)


def test_a_working_day_is_chosen_by_the_button_that_led_to_the_form(coordinator):
    form = coordinator.get(f"{PAGE}days/new/?is_working=yes").context["form"]

    assert form["is_working"].value() == "yes"


def test_what_the_calendar_refuses_stands_by_its_field_with_the_typed_text(coordinator):
    response = coordinator.post(f"{PAGE}days/new/", {"day": "2027-05-16", "name_en": "Bridge"})

    content = response.content.decode()
    assert response.status_code == 422
    assert "16 May 2027 is in the calendar already: Eid al-Adha. Change that entry." in content
    assert 'value="Bridge"' in content


def test_a_change_is_saved_on_the_version_it_was_made_from(coordinator):
    response = coordinator.post(f"{PAGE}seasons/{ramadan().pk}/", typed_season())

    assert response.status_code == 302
    assert (ramadan().share, ramadan().version) == (5 / 7, 2)


def test_an_edit_over_a_newer_version_shows_both_and_can_then_be_saved(coordinator):
    address = f"{PAGE}seasons/{ramadan().pk}/"
    coordinator.post(address, typed_season(share="60%"))

    refused = coordinator.post(address, typed_season(share="75%"))

    content = refused.content.decode()
    assert refused.status_code == 409
    assert "Somebody else has changed this in the meantime." in content
    share = next(row for row in refused.context["differences"] if row.label.startswith("Share"))
    assert (share.kept, share.typed) == ("3/5", "3/4")
    assert 'name="version" value="2"' in content
    assert 'value="75%"' in content
    assert ramadan().share == 0.6
    assert coordinator.post(address, typed_season(share="75%", version=2)).status_code == 302
    assert ramadan().share == 0.75


@pytest.mark.parametrize("version", ["", "x", "²", "9" * 30])
def test_a_version_that_is_none_overwrites_nothing(coordinator, version):
    response = coordinator.post(f"{PAGE}seasons/{ramadan().pk}/", typed_season(version=version))

    assert response.status_code == 409
    assert ramadan().share == 1


def test_a_change_of_a_row_that_is_gone_keeps_the_typed_text_and_offers_to_add_it(coordinator):
    pk = ramadan().pk
    ramadan().delete()

    response = coordinator.post(f"{PAGE}seasons/{pk}/", typed_season())

    content = response.content.decode()
    assert response.status_code == 409
    assert "Somebody else has removed this in the meantime." in content
    assert f'action="{PAGE}seasons/new/"' in content
    assert 'value="5/7"' in content


def test_a_row_is_removed_after_a_look_at_it(coordinator):
    address = f"{PAGE}seasons/{ramadan().pk}/remove/"

    page = coordinator.get(address)
    response = coordinator.post(address, {"version": 1})

    assert ("First day", "8 February 2027") in page.context["facts"]
    assert (response.status_code, response["Location"]) == (302, f"{PAGE}?year=2027#seasons")
    assert not ShortHours.objects.filter(country="JOR", first=date(2027, 2, 8)).exists()


def test_a_row_that_was_changed_meanwhile_is_looked_at_again_before_it_is_removed(coordinator):
    coordinator.post(f"{PAGE}seasons/{ramadan().pk}/", typed_season())

    response = coordinator.post(f"{PAGE}seasons/{ramadan().pk}/remove/", {"version": 1})

    assert response.status_code == 409
    assert ("Share of a full day's work", "5/7") in response.context["facts"]
    assert ramadan().share == 5 / 7


def test_the_only_working_week_is_not_removed(coordinator):
    week = WorkingWeek.objects.get(country="JOR")

    response = coordinator.post(f"{PAGE}weeks/{week.pk}/remove/", {"version": 1})

    assert "only working week" in response.content.decode()
    assert WorkingWeek.objects.filter(pk=week.pk).exists()


def test_a_working_week_is_confirmed(coordinator):
    WorkingWeek.objects.filter(country="JOR").update(needs_confirmation=True)
    week = WorkingWeek.objects.get(country="JOR")

    assert f"{PAGE}weeks/{week.pk}/confirm/" in coordinator.get(PAGE).content.decode()
    coordinator.post(f"{PAGE}weeks/{week.pk}/confirm/", {"version": 1})

    week.refresh_from_db()
    assert not week.needs_confirmation
    assert f"{PAGE}weeks/{week.pk}/confirm/" not in coordinator.get(PAGE).content.decode()


def test_a_week_that_changed_meanwhile_is_not_confirmed_unseen(coordinator):
    WorkingWeek.objects.filter(country="JOR").update(needs_confirmation=True, version=2)
    week = WorkingWeek.objects.get(country="JOR")

    response = coordinator.post(f"{PAGE}weeks/{week.pk}/confirm/", {"version": 1}, follow=True)

    week.refresh_from_db()
    assert week.needs_confirmation
    assert "Somebody else has changed this in the meantime." in response.content.decode()


def test_restoring_a_year_says_first_what_it_would_do(coordinator):
    own = Holiday.objects.create(country_id="JOR", day=date(2027, 1, 20), name={"en": "Day of the tree"})

    page = coordinator.get(f"{PAGE}2027/restore/").content.decode()
    response = coordinator.post(f"{PAGE}2027/restore/")

    assert "These go" in page
    assert "Day of the tree" in page
    assert (response.status_code, response["Location"]) == (302, f"{PAGE}?year=2027")
    assert not Holiday.objects.filter(pk=own.pk).exists()
    assert "There is nothing to restore." in coordinator.get(f"{PAGE}2027/restore/").content.decode()


@pytest.mark.parametrize("address", ["moons/new/", "moons/1/", "moons/1/remove/", "1999/restore/", "days/0/"])
def test_what_no_calendar_has_is_not_found(coordinator, address):
    assert coordinator.get(PAGE + address).status_code == 404


def test_a_row_of_another_country_is_not_found_in_one_s_own():
    client = reader(make_advisor("TUN"))

    for part in ("", "remove/"):
        assert client.get(f"/countries/TUN/calendar/seasons/{ramadan().pk}/{part}").status_code == 404
    assert client.post(f"/countries/TUN/calendar/seasons/{ramadan().pk}/remove/", {"version": 1}).status_code == 404
    assert client.post(f"/countries/TUN/calendar/seasons/{ramadan().pk}/", typed_season()).status_code == 409
    assert ramadan().share == 1


def test_an_official_is_told_who_keeps_the_calendar():
    response = reader(make_official("JOR")).post(f"{PAGE}days/new/", {"day": "2027-01-20", "name_en": "x"})

    assert response.status_code == 403
    assert not Holiday.objects.filter(country="JOR", day=date(2027, 1, 20)).exists()
