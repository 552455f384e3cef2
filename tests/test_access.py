"""Every address of the software, opened by eight kinds of people.

A new address fails `test_every_address_has_its_expectations` until a row here says who may open it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from exports import queue
from exports.models import Export
from planner.models import Link, Membership, OutsideLink, Plan, User, WorkingWeek
from planner.services.outside_links import add_outside_link
from planner.services.scenarios import start_scenario
from tests.factories import (
    make_administrator,
    make_advisor,
    make_contribution,
    make_coordinator,
    make_member,
    make_official,
    make_plan,
    make_source,
    make_upload,
    make_user,
)
from tests.planner.calculations import make_calculation
from tests.twinning.factories import (
    make_activity,
    make_evidence,
    make_meeting,
    make_need,
    make_paired_round,
    make_person,
    make_practice,
    make_proposal,
    make_report,
    make_round,
    make_twinning,
)
from twinning.models import Evidence, Notice, Round, Twinning
from twinning.queries.evidence import path_of_evidence
from twinning.queries.mails import unsubscribe_token
from twinning.services.feeds import renew_feed
from twinning.services.notices import notify
from twinning.services.rounds import request_run

ACTORS = (
    "anonymous",
    "stranger",
    "own coordinator",
    "partner's coordinator",
    "official",
    "assigned advisor",
    "other advisor",
    "administrator",
)

# Status by actor, in the order of ACTORS. A 302 of the anonymous leads to the sign-in page.
ANYONE = (200, 200, 200, 200, 200, 200, 200, 200)
SIGNED_IN = (302, 200, 200, 200, 200, 200, 200, 200)
COUNTRY = (302, 404, 200, 404, 200, 200, 404, 200)
PLAN = (302, 404, 200, 404, 200, 200, 404, 404)
PLAN_EDITORS = (302, 404, 200, 404, 403, 200, 404, 404)
EDITORS = (302, 404, 200, 404, 404, 200, 404, 404)
PROPOSAL = (302, 404, 200, 200, 200, 200, 200, 404)
# Who may read a calendar and not change it is told so.
CALENDAR_EDITORS = (302, 404, 200, 404, 403, 200, 404, 403)
# Of Jordan, which learns, and Tunisia, which shows; the other advisor advises Tunisia, too.
TWINNING = (302, 404, 200, 200, 200, 200, 200, 404)
# Those of either team; whoever else sees the twinning is told so.
TEAMS = (302, 404, 200, 200, 403, 403, 403, 404)
# A round takes in the whole region: whoever advises any country sees it.
ADVISORS = (302, 404, 404, 404, 404, 200, 200, 404)
# Who only reads is told so.
DRAFTERS = (302, 404, 200, 200, 403, 200, 200, 404)
TAKERS_TEAM = (302, 404, 200, 403, 403, 403, 403, 404)
# What one person brought in is nobody else's.
ADVISOR_ALONE = (302, 404, 404, 404, 404, 200, 404, 404)
ADMINISTRATION = (302, 302, 302, 302, 302, 302, 302, 200)


def of(row: tuple[int, ...], **changed: int) -> tuple[int, ...]:
    """`row` with every 200 turned into another status of success."""
    return tuple(changed["success"] if status == 200 else status for status in row)


@dataclass(frozen=True)
class Expectation:
    """What one method on one address answers to each actor; `address` is filled with the world's keys.

    `is_once`: the first who may do it leaves nothing for the next.
    """

    address: str
    statuses: tuple[int, ...]
    method: str = "get"
    data: dict[str, str] = field(default_factory=dict)
    is_once: bool = False


def entry_expectations(address: str, key: str) -> dict[str, list[Expectation]]:
    """A list of the plan, and what is under it; an entry is removed only by who names its version."""
    route, place = f"plans/<uuid:pk>/{address}", f"/plans/{{plan}}/{address}"
    refused = of(PLAN_EDITORS, success=422)
    return {
        route: [Expectation(place, PLAN)],
        f"{route}new/": [Expectation(f"{place}new/", PLAN_EDITORS), Expectation(f"{place}new/", refused, "post")],
        f"{route}<uuid:key>/": [
            Expectation(f"{place}{{{key}}}/", PLAN_EDITORS),
            Expectation(f"{place}{{{key}}}/", refused, "post"),
        ],
        f"{route}<uuid:key>/remove/": [
            Expectation(f"{place}{{{key}}}/remove/", PLAN_EDITORS),
            Expectation(f"{place}{{{key}}}/remove/", of(PLAN_EDITORS, success=409), "post"),
        ],
    }


def record_expectations(name: str) -> dict[str, list[Expectation]]:
    """A practice or a need of the country that nobody else may read yet."""
    route, place = f"{name}s/<uuid:pk>/", f"/{name}s/{{{name}}}/"
    new = f"/countries/JOR/{name}s/new/"
    return {
        f"countries/<slug:iso3>/{name}s/new/": [
            Expectation(new, EDITORS),
            Expectation(new, of(EDITORS, success=422), "post"),
        ],
        route: [Expectation(place, PLAN)],
        f"{route}change/": [
            Expectation(f"{place}change/", PLAN_EDITORS),
            Expectation(f"{place}change/", of(PLAN_EDITORS, success=422), "post"),
        ],
        # Whoever sees it but may not move it is told so on its page.
        f"{route}moves/<slug:name>/": [
            Expectation(f"{place}moves/submit/", (302, 404, 200, 404, 302, 200, 404, 404)),
            Expectation(f"{place}moves/submit/", (302, 404, 422, 404, 302, 422, 404, 404), "post"),
        ],
    }


def activity_expectations() -> dict[str, list[Expectation]]:
    """An activity of a twinning that is being prepared: both teams write the work plan, and nobody works yet."""
    route, place = "twinnings/<uuid:pk>/activities/<slug:key>/", "/twinnings/{twinning}/activities/{activity}/"
    told, asked = of(TWINNING, success=302), of(TWINNING, success=422)
    return {
        route: [Expectation(place, TWINNING)],
        f"{route}why/": [Expectation(f"{place}why/", TWINNING)],
        f"{route}change/": [
            Expectation(f"{place}change/", TEAMS),
            Expectation(f"{place}change/", of(TEAMS, success=422), "post"),
        ],
        f"{route}remove/": [Expectation(f"{place}remove/", TEAMS)],
        f"{route}place/": [Expectation(f"{place}place/", told, "post", {"by": "up"})],
        f"{route}steps/<slug:name>/": [
            Expectation(f"{place}steps/block/", TWINNING),
            Expectation(f"{place}steps/start/", told, "post"),
        ],
        f"{route}evidence/": [Expectation(f"{place}evidence/", asked, "post")],
        f"{route}comments/": [Expectation(f"{place}comments/", asked, "post")],
        f"{route}waits/": [Expectation(f"{place}waits/", asked, "post")],
        f"{route}waits/<int:link>/remove/": [Expectation(f"{place}waits/1/remove/", told, "post")],
        f"{route}costs/": [Expectation(f"{place}costs/", asked, "post")],
    }


EXPECTATIONS: dict[str, list[Expectation]] = {
    "": [Expectation("/", SIGNED_IN)],
    "accounts/login/": [Expectation("/accounts/login/", (200, *[302] * 7))],
    "accounts/logout/": [Expectation("/accounts/logout/", (302,) * 8, "post")],
    "time-direction/": [Expectation("/time-direction/", (302,) * 8, "post", {"direction": "ltr", "next": "/"})],
    "language/": [Expectation("/language/", (302,) * 8, "post", {"language": "fr", "next": "/"})],
    "library/": [Expectation("/library/", SIGNED_IN)],
    "library/<slug:code>/": [Expectation("/library/INN-01/", SIGNED_IN)],
    "countries/<slug:iso3>/": [Expectation("/countries/JOR/", COUNTRY)],
    "countries/<slug:iso3>/like/": [Expectation("/countries/JOR/like/", COUNTRY)],
    "countries/<slug:iso3>/calendar/": [Expectation("/countries/JOR/calendar/", COUNTRY)],
    "countries/<slug:iso3>/calendar/<int:year>/restore/": [
        Expectation("/countries/JOR/calendar/2027/restore/", CALENDAR_EDITORS),
        Expectation("/countries/JOR/calendar/2027/restore/", of(CALENDAR_EDITORS, success=302), "post"),
    ],
    "countries/<slug:iso3>/calendar/<slug:kind>/new/": [
        Expectation("/countries/JOR/calendar/days/new/", CALENDAR_EDITORS),
        Expectation("/countries/JOR/calendar/days/new/", of(CALENDAR_EDITORS, success=422), "post", {"day": "soon"}),
    ],
    "countries/<slug:iso3>/calendar/<slug:kind>/<int:pk>/": [
        Expectation("/countries/JOR/calendar/weeks/{week}/", CALENDAR_EDITORS),
        Expectation("/countries/JOR/calendar/weeks/{week}/", of(CALENDAR_EDITORS, success=422), "post"),
    ],
    "countries/<slug:iso3>/calendar/<slug:kind>/<int:pk>/remove/": [
        Expectation("/countries/JOR/calendar/weeks/{week}/remove/", CALENDAR_EDITORS),
        Expectation("/countries/JOR/calendar/weeks/{week}/remove/", of(CALENDAR_EDITORS, success=422), "post"),
    ],
    "countries/<slug:iso3>/calendar/weeks/<int:pk>/confirm/": [
        Expectation("/countries/JOR/calendar/weeks/{week}/confirm/", of(CALENDAR_EDITORS, success=302), "post"),
    ],
    "countries/<slug:iso3>/practices/": [Expectation("/countries/JOR/practices/", COUNTRY)],
    "practices/": [Expectation("/practices/", SIGNED_IN)],
    **record_expectations("practice"),
    "countries/<slug:iso3>/needs/": [Expectation("/countries/JOR/needs/", COUNTRY)],
    "countries/<slug:iso3>/suggestions/<str:code>/": [
        Expectation("/countries/JOR/suggestions/INN-01/", of(EDITORS, success=302), "post"),
    ],
    **record_expectations("need"),
    "rounds/": [Expectation("/rounds/", SIGNED_IN)],
    "rounds/new/": [
        Expectation("/rounds/new/", (302, 403, 403, 403, 403, 200, 200, 403)),
        Expectation("/rounds/new/", (302, 403, 403, 403, 403, 422, 422, 403), "post", {"title": ""}),
    ],
    "rounds/<uuid:pk>/": [Expectation("/rounds/{round}/", ADVISORS)],
    "rounds/<uuid:pk>/change/": [
        Expectation("/rounds/{draft}/change/", ADVISORS),
        Expectation("/rounds/{draft}/change/", of(ADVISORS, success=422), "post", {"title": ""}),
    ],
    "rounds/<uuid:pk>/run/": [Expectation("/rounds/{draft}/run/", of(ADVISORS, success=302), "post")],
    "rounds/<uuid:pk>/progress/": [Expectation("/rounds/{running}/progress/", of(ADVISORS, success=302))],
    "rounds/<uuid:pk>/again/": [Expectation("/rounds/{round}/again/", of(ADVISORS, success=302), "post")],
    "rounds/<uuid:pk>/drop/": [
        Expectation("/rounds/{draft}/drop/", ADVISORS),
        # Whoever comes after the one who dropped it finds nothing.
        Expectation("/rounds/{draft}/drop/", (302, 404, 404, 404, 404, 302, 404, 404), "post"),
    ],
    "rounds/<uuid:pk>/rules/new/": [
        Expectation("/rounds/{draft}/rules/new/", ADVISORS),
        Expectation("/rounds/{draft}/rules/new/", of(ADVISORS, success=422), "post", {"kind": ""}),
    ],
    "rounds/<uuid:pk>/rules/<int:rule>/remove/": [
        Expectation("/rounds/{draft}/rules/1/remove/", of(ADVISORS, success=302), "post")
    ],
    "rounds/<uuid:pk>/needs/<uuid:need>/": [Expectation("/rounds/{round}/needs/{paired_need}/", ADVISORS)],
    "rounds/<uuid:pk>/pairs/<uuid:practice>/<uuid:need>/": [
        Expectation("/rounds/{round}/pairs/{paired_practice}/{paired_need}/", ADVISORS),
        Expectation(
            "/rounds/{round}/pairs/{paired_practice}/{paired_need}/",
            of(ADVISORS, success=422),
            "post",
            {"kind": ""},
        ),
    ],
    "rounds/<uuid:pk>/pairs/<uuid:practice>/<uuid:need>/why-not/": [
        Expectation("/rounds/{round}/pairs/{paired_practice}/{paired_need}/why-not/", ADVISORS)
    ],
    "rounds/<uuid:pk>/weights/": [
        Expectation("/rounds/{round}/weights/", ADVISORS),
        Expectation("/rounds/{round}/weights/", of(ADVISORS, success=422), "post", {"weight_theme": "1"}),
    ],
    "rounds/<uuid:pk>/weights/ranges/": [Expectation("/rounds/{round}/weights/ranges/", ADVISORS)],
    "rounds/<uuid:pk>/compare/": [Expectation("/rounds/{round}/compare/", ADVISORS)],
    "rounds/<uuid:pk>/adopt/": [
        Expectation("/rounds/{round}/adopt/", ADVISORS),
        Expectation("/rounds/{round}/adopt/", of(ADVISORS, success=422), "post", {"answer_by": ""}),
    ],
    "notices/": [Expectation("/notices/", SIGNED_IN)],
    "notices/link/": [Expectation("/notices/link/", SIGNED_IN)],
    "notices/read/": [Expectation("/notices/read/", (302,) * 8, "post")],
    "notices/settings/": [
        Expectation("/notices/settings/", SIGNED_IN),
        Expectation("/notices/settings/", of(SIGNED_IN, success=422), "post", {"often": "HOURLY"}),
    ],
    "notices/calendar/": [
        Expectation("/notices/calendar/", SIGNED_IN),
        Expectation("/notices/calendar/", of(SIGNED_IN, success=422), "post", {"scope": "OTHERS"}),
    ],
    "notices/calendar/renew/": [Expectation("/notices/calendar/renew/", SIGNED_IN, "post", {"scope": "ALL"})],
    "notices/calendar/revoke/": [Expectation("/notices/calendar/revoke/", (302,) * 8, "post")],
    "feeds/<str:token>.ics": [
        Expectation("/feeds/{feed}.ics", ANYONE),
        Expectation("/feeds/0000000000000000000000000000000000000000000.ics", (404,) * 8),
    ],
    # Whoever has the token, signed in or not; it names one person.
    "unsubscribe/<str:token>/": [
        Expectation("/unsubscribe/{unsubscribe}/", ANYONE),
        Expectation("/unsubscribe/{unsubscribe}/", ANYONE, "post"),
        Expectation("/unsubscribe/1:forged/", (404,) * 8),
    ],
    # Of a plan's approval, told to its advisor.
    "notices/<uuid:pk>/": [Expectation("/notices/{notice}/", of(ADVISOR_ALONE, success=302))],
    "twinnings/": [Expectation("/twinnings/", SIGNED_IN)],
    "twinnings/<uuid:pk>/": [Expectation("/twinnings/{twinning}/", TWINNING)],
    "my-activities/": [Expectation("/my-activities/", SIGNED_IN)],
    "twinnings/<uuid:pk>/activities/": [Expectation("/twinnings/{twinning}/activities/", TWINNING)],
    "twinnings/<uuid:pk>/board/": [Expectation("/twinnings/{twinning}/board/", TWINNING)],
    "twinnings/<uuid:pk>/gantt/": [Expectation("/twinnings/{twinning}/gantt/", TWINNING)],
    "twinnings/<uuid:pk>/graph/": [Expectation("/twinnings/{twinning}/graph/", TWINNING)],
    "twinnings/<uuid:pk>/news/": [Expectation("/twinnings/{twinning}/news/", TWINNING)],
    "twinnings/<uuid:pk>/activities/new/": [
        Expectation("/twinnings/{twinning}/activities/new/", TEAMS),
        Expectation("/twinnings/{twinning}/activities/new/", of(TEAMS, success=422), "post"),
    ],
    **activity_expectations(),
    "twinnings/<uuid:pk>/evidence/<uuid:evidence>/": [
        Expectation("/twinnings/{twinning}/evidence/{evidence}/", TWINNING)
    ],
    "twinnings/<uuid:pk>/evidence/<uuid:evidence>/remove/": [
        # Nobody may before the twinning is started, and is told so on the activity's page.
        Expectation("/twinnings/{twinning}/evidence/{evidence}/remove/", of(TWINNING, success=302), "post"),
    ],
    "twinnings/<uuid:pk>/moves/<slug:name>/": [
        # Whoever sees it but may not move it is told so on its page.
        Expectation("/twinnings/{twinning}/moves/cancel/", (302, 404, 200, 200, 302, 302, 302, 404)),
        Expectation("/twinnings/{twinning}/moves/cancel/", (302, 404, 422, 422, 302, 302, 302, 404), "post"),
    ],
    # Nobody of them is invited.
    "twinnings/<uuid:pk>/invitation/": [
        Expectation("/twinnings/{twinning}/invitation/", (302, 404, 404, 404, 404, 404, 404, 404), "post")
    ],
    "twinnings/<uuid:pk>/people/": [Expectation("/twinnings/{twinning}/people/", TWINNING)],
    "twinnings/<uuid:pk>/people/invite/<slug:side>/": [
        Expectation("/twinnings/{twinning}/people/invite/taker/", TAKERS_TEAM),
        Expectation("/twinnings/{twinning}/people/invite/taker/", of(TAKERS_TEAM, success=422), "post"),
    ],
    "twinnings/<uuid:pk>/people/<int:person>/remove/": [
        Expectation("/twinnings/{twinning}/people/{person}/remove/", TAKERS_TEAM),
        # Then there is nobody to be removed.
        Expectation("/twinnings/{twinning}/people/{person}/remove/", (302, 404, 302, *5 * (404,)), "post"),
    ],
    "twinnings/<uuid:pk>/people/<int:person>/hand-over/": [
        Expectation("/twinnings/{twinning}/people/{person}/hand-over/", TAKERS_TEAM),
        Expectation("/twinnings/{twinning}/people/{person}/hand-over/", of(TAKERS_TEAM, success=422), "post"),
    ],
    "twinnings/<uuid:pk>/agreement/": [Expectation("/twinnings/{twinning}/agreement/", TWINNING)],
    "twinnings/<uuid:pk>/agreement/texts/": [
        Expectation("/twinnings/{twinning}/agreement/texts/", DRAFTERS),
        Expectation("/twinnings/{twinning}/agreement/texts/", of(DRAFTERS, success=422), "post"),
    ],
    # Nobody of them is a project leader.
    "twinnings/<uuid:pk>/agreement/sign/": [
        Expectation("/twinnings/{twinning}/agreement/sign/", of(TWINNING, success=403), "post")
    ],
    "twinnings/<uuid:pk>/agreement/<slug:rows>/new/": [
        Expectation("/twinnings/{twinning}/agreement/results/new/", DRAFTERS),
        Expectation("/twinnings/{twinning}/agreement/risks/new/", of(DRAFTERS, success=422), "post"),
    ],
    "twinnings/<uuid:pk>/agreement/<slug:rows>/<int:row>/": [
        Expectation("/twinnings/{twinning}/agreement/results/{mandatory}/", DRAFTERS),
        Expectation("/twinnings/{twinning}/agreement/results/{mandatory}/", of(DRAFTERS, success=422), "post"),
    ],
    # Without the version nothing is removed, and the page says why.
    "twinnings/<uuid:pk>/agreement/<slug:rows>/<int:row>/remove/": [
        Expectation("/twinnings/{twinning}/agreement/results/{mandatory}/remove/", of(DRAFTERS, success=302), "post")
    ],
    "twinnings/<uuid:pk>/agreement/remarks/<slug:article>/": [
        Expectation("/twinnings/{twinning}/agreement/remarks/risks/", of(DRAFTERS, success=302), "post")
    ],
    "twinnings/<uuid:pk>/agreement/remarks/<int:remark>/answer/": [
        Expectation("/twinnings/{twinning}/agreement/remarks/{remark}/answer/", of(DRAFTERS, success=302), "post")
    ],
    "twinnings/<uuid:pk>/results/": [Expectation("/twinnings/{twinning}/results/", TWINNING)],
    # It is in preparation.
    "twinnings/<uuid:pk>/results/<int:result>/close/": [
        Expectation("/twinnings/{twinning}/results/{mandatory}/close/", of(TWINNING, success=403))
    ],
    "twinnings/<uuid:pk>/results/<int:result>/level/": [
        Expectation("/twinnings/{twinning}/results/{mandatory}/level/", of(TWINNING, success=302), "post")
    ],
    "twinnings/<uuid:pk>/follow-ups/<int:months>/": [
        Expectation("/twinnings/{twinning}/follow-ups/6/", of(TWINNING, success=403))
    ],
    "twinnings/<uuid:pk>/reports/": [Expectation("/twinnings/{twinning}/reports/", TWINNING)],
    "twinnings/<uuid:pk>/reports/<slug:key>/": [Expectation("/twinnings/{twinning}/reports/q1/", TWINNING)],
    # The twinning is in preparation: whoever sees it is told why nothing is reported yet.
    "twinnings/<uuid:pk>/reports/<slug:key>/change/": [
        Expectation("/twinnings/{twinning}/reports/q1/change/", of(TWINNING, success=302)),
        Expectation("/twinnings/{twinning}/reports/q1/change/", of(TWINNING, success=422), "post"),
    ],
    "twinnings/<uuid:pk>/reports/<slug:key>/submit/": [
        Expectation("/twinnings/{twinning}/reports/q1/submit/", of(TWINNING, success=422), "post")
    ],
    "twinnings/<uuid:pk>/reports/<slug:key>/sign/<slug:side>/": [
        Expectation("/twinnings/{twinning}/reports/q1/sign/giver/", of(TWINNING, success=422), "post")
    ],
    "twinnings/<uuid:pk>/reports/<slug:key>/return/": [
        Expectation("/twinnings/{twinning}/reports/q1/return/", of(TWINNING, success=422), "post")
    ],
    "twinnings/<uuid:pk>/reports/<slug:key>/approve/": [
        Expectation("/twinnings/{twinning}/reports/q1/approve/", of(TWINNING, success=422), "post")
    ],
    "twinnings/<uuid:pk>/meetings/": [Expectation("/twinnings/{twinning}/meetings/", TWINNING)],
    "twinnings/<uuid:pk>/meetings/new/": [
        Expectation("/twinnings/{twinning}/meetings/new/", of(TWINNING, success=302)),
        Expectation("/twinnings/{twinning}/meetings/new/", of(TWINNING, success=422), "post"),
    ],
    "twinnings/<uuid:pk>/meetings/<int:number>/": [
        Expectation("/twinnings/{twinning}/meetings/{meeting}/", of(TWINNING, success=302))
    ],
    "twinnings/<uuid:pk>/meetings/<int:number>/decisions/new/": [
        Expectation("/twinnings/{twinning}/meetings/{meeting}/decisions/new/", of(TWINNING, success=302))
    ],
    "twinnings/<uuid:pk>/meetings/<int:number>/decisions/<int:decision>/": [
        Expectation("/twinnings/{twinning}/meetings/{meeting}/decisions/1/", of(TWINNING, success=302))
    ],
    "twinnings/<uuid:pk>/plans/": [Expectation("/twinnings/{twinning}/plans/", TWINNING)],
    "twinnings/<uuid:pk>/plans/<uuid:plan>/": [Expectation("/twinnings/{twinning}/plans/{plan}/", PLAN)],
    "twinnings/<uuid:pk>/plans/<uuid:plan>/waits/new/": [
        Expectation("/twinnings/{twinning}/plans/{plan}/waits/new/", PLAN_EDITORS),
        Expectation("/twinnings/{twinning}/plans/{plan}/waits/new/", of(PLAN_EDITORS, success=422), "post"),
    ],
    "twinnings/<uuid:pk>/plans/<uuid:plan>/waits/<int:link>/": [
        Expectation("/twinnings/{twinning}/plans/{plan}/waits/{crossing}/", PLAN_EDITORS),
        Expectation("/twinnings/{twinning}/plans/{plan}/waits/{crossing}/", of(PLAN_EDITORS, success=422), "post"),
    ],
    "twinnings/<uuid:pk>/plans/<uuid:plan>/waits/<int:link>/remove/": [
        # The first who may removes it.
        Expectation(
            "/twinnings/{twinning}/plans/{plan}/waits/{crossing}/remove/",
            (302, 404, 302, 404, 403, 404, 404, 404),
            "post",
            is_once=True,
        ),
    ],
    "practices/<uuid:pk>/needs/": [Expectation("/practices/{practice}/needs/", PLAN)],
    "needs/<uuid:pk>/practices/": [Expectation("/needs/{need}/practices/", PLAN)],
    "practices/<uuid:pk>/confirm/": [Expectation("/practices/{practice}/confirm/", of(PLAN, success=302), "post")],
    "needs/": [Expectation("/needs/", SIGNED_IN)],
    "countries/<slug:iso3>/places/": [
        Expectation("/countries/JOR/places/", EDITORS),
        Expectation("/countries/JOR/places/", of(EDITORS, success=422), "post"),
    ],
    "give-and-take/": [Expectation("/give-and-take/", (302, 404, 404, 404, 404, 200, 200, 404))],
    "countries/<slug:iso3>/give-and-take/": [Expectation("/countries/JOR/give-and-take/", PLAN)],
    "proposals/": [Expectation("/proposals/", SIGNED_IN)],
    "countries/<slug:iso3>/proposals/": [Expectation("/countries/JOR/proposals/", PLAN)],
    # Both countries and all advisors see it; only the coordinators answer, and the others are told so.
    "proposals/<uuid:pk>/": [Expectation("/proposals/{proposal}/", PROPOSAL)],
    "proposals/<uuid:pk>/answer/": [
        Expectation("/proposals/{proposal}/answer/", of(PROPOSAL, success=302), "post", {"answer": "accept"}),
        Expectation("/proposals/{proposal}/answer/", of(PROPOSAL, success=422), "post"),
    ],
    "countries/<slug:iso3>/plans/new/": [
        Expectation("/countries/JOR/plans/new/", EDITORS),
        Expectation("/countries/JOR/plans/new/", EDITORS, "post"),
    ],
    "plans/<uuid:pk>/": [Expectation("/plans/{plan}/", PLAN)],
    "plans/<uuid:pk>/dates/": [
        Expectation("/plans/{plan}/dates/", PLAN_EDITORS),
        Expectation("/plans/{plan}/dates/", of(PLAN_EDITORS, success=422), "post"),
    ],
    "plans/<uuid:pk>/tasks/": [Expectation("/plans/{plan}/tasks/", PLAN)],
    "plans/<uuid:pk>/new-task/": [
        Expectation("/plans/{plan}/new-task/", PLAN_EDITORS),
        Expectation("/plans/{plan}/new-task/", of(PLAN_EDITORS, success=422), "post"),
    ],
    "plans/<uuid:pk>/tasks/<str:key>/": [
        Expectation("/plans/{plan}/tasks/{task}/", PLAN_EDITORS),
        Expectation("/plans/{plan}/tasks/{task}/", of(PLAN_EDITORS, success=422), "post"),
    ],
    "plans/<uuid:pk>/tasks/<str:key>/cells/<slug:cell>/": [
        Expectation("/plans/{plan}/tasks/{task}/cells/days/", of(PLAN_EDITORS, success=302)),
        Expectation("/plans/{plan}/tasks/{task}/cells/days/", of(PLAN_EDITORS, success=302), "post"),
    ],
    "plans/<uuid:pk>/tasks/<str:key>/move/": [
        Expectation("/plans/{plan}/tasks/{task}/move/", of(PLAN_EDITORS, success=302), "post", {"by": "down"}),
    ],
    "plans/<uuid:pk>/tasks/<str:key>/cancel/": [
        Expectation("/plans/{plan}/tasks/{task}/cancel/", of(PLAN_EDITORS, success=302), "post"),
    ],
    "plans/<uuid:pk>/tasks/<str:key>/revive/": [
        Expectation("/plans/{plan}/tasks/{task}/revive/", of(PLAN_EDITORS, success=302), "post"),
    ],
    "plans/<uuid:pk>/tasks/<str:key>/links/": [
        Expectation("/plans/{plan}/tasks/{task}/links/", of(PLAN_EDITORS, success=422), "post"),
    ],
    "plans/<uuid:pk>/tasks/<str:key>/links/<int:link>/": [
        Expectation("/plans/{plan}/tasks/{waiting}/links/{link}/", of(PLAN_EDITORS, success=422), "post"),
    ],
    "plans/<uuid:pk>/tasks/<str:key>/links/<int:link>/remove/": [
        # Once one editor has removed it, it is gone for the next.
        Expectation(
            "/plans/{plan}/tasks/{waiting}/links/{link}/remove/", (302, 404, 302, 404, 403, 409, 404, 404), "post"
        ),
    ],
    "plans/<uuid:pk>/tasks/<str:key>/why/": [Expectation("/plans/{plan}/tasks/{task}/why/", PLAN)],
    "plans/<uuid:pk>/quality/": [Expectation("/plans/{plan}/quality/", PLAN)],
    "plans/<uuid:pk>/gantt/": [Expectation("/plans/{plan}/gantt/", PLAN)],
    "plans/<uuid:pk>/graph/": [Expectation("/plans/{plan}/graph/", PLAN)],
    "plans/<uuid:pk>/about/": [
        Expectation("/plans/{plan}/about/", PLAN),
        Expectation("/plans/{plan}/about/", of(PLAN_EDITORS, success=422), "post"),
    ],
    **entry_expectations("commitments/", "commitment"),
    "plans/<uuid:pk>/commitments/<uuid:key>/move/": [
        Expectation("/plans/{plan}/commitments/{commitment}/move/", of(PLAN_EDITORS, success=302), "post"),
    ],
    "plans/<uuid:pk>/commitments/adopt/": [
        Expectation("/plans/{plan}/commitments/adopt/", PLAN_EDITORS),
        Expectation("/plans/{plan}/commitments/adopt/", of(PLAN_EDITORS, success=422), "post"),
    ],
    **entry_expectations("costs/", "source"),
    "plans/<uuid:pk>/costs/commitments/<uuid:key>/": [
        Expectation("/plans/{plan}/costs/commitments/{commitment}/", PLAN_EDITORS),
        Expectation("/plans/{plan}/costs/commitments/{commitment}/", of(PLAN_EDITORS, success=302), "post"),
    ],
    **entry_expectations("results/", "indicator"),
    **entry_expectations("risks/", "risk"),
    **entry_expectations("consultation/", "contribution"),
    "plans/<uuid:pk>/moves/<slug:name>/": [
        # Whoever sees the plan but may not move it is told so on the plan.
        Expectation("/plans/{plan}/moves/send_for_review/", (302, 404, 200, 404, 302, 200, 404, 404)),
        Expectation("/plans/{plan}/moves/approve/", of(PLAN, success=302), "post", {"read_at_change": "0"}),
    ],
    "plans/<uuid:pk>/uncertainty/": [
        Expectation("/plans/{plan}/uncertainty/", PLAN),
        Expectation(
            "/plans/{plan}/uncertainty/", of(PLAN, success=302), "post", {"assumption": "SOME", "runs": "1000"}
        ),
    ],
    "plans/<uuid:pk>/capacity/": [
        Expectation("/plans/{plan}/capacity/", PLAN),
        # Nothing was typed in, so that an editor is told what is missing.
        Expectation("/plans/{plan}/capacity/", of(PLAN_EDITORS, success=422), "post"),
    ],
    "plans/<uuid:pk>/capacity/level/": [
        Expectation("/plans/{plan}/capacity/level/", of(PLAN_EDITORS, success=302), "post")
    ],
    "plans/<uuid:pk>/capacity/accept/<uuid:calculation>/": [
        # It is a simulation, which proposes nothing.
        Expectation("/plans/{plan}/capacity/accept/{calculation}/", of(PLAN_EDITORS, success=404), "post")
    ],
    "plans/<uuid:pk>/capacity/undo/": [
        Expectation("/plans/{plan}/capacity/undo/", of(PLAN_EDITORS, success=302), "post")
    ],
    "calculations/<uuid:pk>/": [Expectation("/calculations/{calculation}/", of(PLAN, success=302))],
    "plans/<uuid:pk>/baseline/": [Expectation("/plans/{plan}/baseline/", PLAN)],
    "plans/<uuid:pk>/history/": [Expectation("/plans/{plan}/history/", PLAN)],
    "plans/<uuid:pk>/revisions/": [Expectation("/plans/{plan}/revisions/", PLAN)],
    "plans/<uuid:pk>/revisions/keep/": [
        Expectation("/plans/{plan}/revisions/keep/", (302, 404, 200, 404, 302, 200, 404, 404)),
        Expectation("/plans/{plan}/revisions/keep/", of(PLAN, success=302), "post", {"reason": "Because"}),
    ],
    "countries/<slug:iso3>/plans/import/": [
        Expectation("/countries/JOR/plans/import/", EDITORS),
        Expectation("/countries/JOR/plans/import/", EDITORS, "post"),
    ],
    "countries/<slug:iso3>/plans/import/<uuid:upload>/": [
        Expectation("/countries/JOR/plans/import/{project}/", ADVISOR_ALONE),
    ],
    "plans/<uuid:pk>/exchange/": [
        Expectation("/plans/{plan}/exchange/", PLAN),
        Expectation("/plans/{plan}/exchange/", PLAN_EDITORS, "post"),
    ],
    "plans/<uuid:pk>/exchange/<uuid:upload>/": [
        Expectation("/plans/{plan}/exchange/{sheet}/", (302, 404, 404, 404, 403, 200, 404, 404)),
    ],
    "plans/<uuid:pk>/plan.xlsx": [Expectation("/plans/{plan}/plan.xlsx", PLAN)],
    "plans/<uuid:pk>/plan.xml": [Expectation("/plans/{plan}/plan.xml", PLAN)],
    "plans/<uuid:pk>/plan.ics": [Expectation("/plans/{plan}/plan.ics", PLAN)],
    "plans/<uuid:pk>/plan.json": [Expectation("/plans/{plan}/plan.json", PLAN)],
    "plans/<uuid:pk>/scenarios/": [
        Expectation("/plans/{plan}/scenarios/", PLAN),
        Expectation("/plans/{plan}/scenarios/", of(PLAN, success=302), "post", {"name": "Two teams"}),
    ],
    "plans/<uuid:pk>/scenario/": [Expectation("/plans/{scenario}/scenario/", PLAN)],
    "plans/<uuid:pk>/scenario/adopt/": [
        Expectation("/plans/{scenario}/scenario/adopt/", (302, 404, 200, 404, 302, 200, 404, 404)),
        Expectation("/plans/{scenario}/scenario/adopt/", (302, 404, 200, 404, 302, 200, 404, 404), "post"),
    ],
    "plans/<uuid:pk>/scenario/drop/": [
        Expectation("/plans/{scenario}/scenario/drop/", PLAN),
        # Whoever comes after the one who dropped it finds nothing.
        Expectation("/plans/{scenario}/scenario/drop/", (302, 404, 302, 404, 404, 404, 404, 404), "post"),
    ],
    "plans/<uuid:pk>/exports/": [
        Expectation("/plans/{plan}/exports/", PLAN),
        Expectation("/plans/{plan}/exports/", of(PLAN, success=302), "post", {"language": "ar", "profile": "full"}),
    ],
    "rounds/<uuid:pk>/exports/": [
        Expectation("/rounds/{round}/exports/", ADVISORS),
        Expectation(
            "/rounds/{round}/exports/", of(ADVISORS, success=302), "post", {"language": "ar", "profile": "round"}
        ),
    ],
    "twinnings/<uuid:pk>/reports/<slug:key>/exports/": [
        Expectation("/twinnings/{twinning}/reports/q{report}/exports/", TWINNING),
        Expectation(
            "/twinnings/{twinning}/reports/q{report}/exports/",
            of(TWINNING, success=302),
            "post",
            {"language": "ar", "profile": "report"},
        ),
    ],
    "twinnings/<uuid:pk>/exports/": [
        Expectation("/twinnings/{twinning}/exports/", TWINNING),
        Expectation(
            "/twinnings/{twinning}/exports/",
            of(TWINNING, success=302),
            "post",
            {"language": "ar", "profile": "signing", "second_language": "fr"},
        ),
    ],
    "exports/<uuid:pk>/": [Expectation("/exports/{export}/", of(PLAN, success=302))],
    "exports/<uuid:pk>/retry/": [Expectation("/exports/{export}/retry/", of(PLAN, success=302), "post")],
    "exports/<uuid:pk>/download/": [Expectation("/exports/{export}/download/", PLAN)],
}


class Keys(dict[str, str]):
    """What is named in addresses, made when it is first asked for: most addresses need only the plan."""

    def __init__(self, makers: dict[str, Callable[[], object]]) -> None:
        super().__init__()
        self.makers = makers

    def __missing__(self, name: str) -> str:
        self[name] = str(self.makers[name]())
        return self[name]


@dataclass(frozen=True)
class World:
    clients: dict[str, Client]
    keys: Keys


@pytest.fixture
def world(db, settings, tmp_path) -> World:
    """Jordan's plan with a finished file; its people, its twinning partner's, and others."""
    settings.EXPORTS_DIR = settings.EVIDENCE_DIR = tmp_path
    plan = make_plan("JOR")
    twinning = make_twinning()
    people: dict[str, User] = {
        "stranger": make_user(),
        "own coordinator": make_coordinator("JOR"),
        "partner's coordinator": make_coordinator("TUN"),
        "official": make_official("JOR"),
        "assigned advisor": make_advisor("JOR", "TUN"),
        "other advisor": make_advisor("MAR", "TUN"),
        "administrator": make_administrator(),
    }
    clients = {"anonymous": Client()}
    for actor, user in people.items():
        clients[actor] = Client()
        clients[actor].force_login(user)
    link = Link.objects.filter(after__workplan=plan.workplan).first()
    paired = cache(round_to_read)
    makers = {
        "plan": lambda: plan.pk,
        "task": lambda: plan.workplan.tasks.first().key,
        "link": lambda: link.pk,
        "waiting": lambda: link.after.key,
        "export": lambda: finished_export(plan).pk,
        "commitment": lambda: plan.commitments.get().key,
        "indicator": lambda: plan.commitments.get().indicators.first().key,
        "risk": lambda: plan.commitments.get().risks.first().key,
        "source": lambda: make_source(plan).key,
        "contribution": lambda: make_contribution(plan).key,
        "sheet": lambda: make_upload(people["assigned advisor"], plan=plan).pk,
        "project": lambda: make_upload(people["assigned advisor"]).pk,
        "week": lambda: WorkingWeek.objects.get(country="JOR").pk,
        "scenario": lambda: make_scenario(plan, people["own coordinator"]).pk,
        "practice": lambda: make_practice("JOR").pk,
        "need": lambda: make_need("JOR").pk,
        "calculation": lambda: make_calculation(plan, "RUNNING", now=timezone.now()).pk,
        "feed": lambda: renew_feed(user=people["official"], scope="ALL", says_titles=True, now=timezone.now()),
        "unsubscribe": lambda: unsubscribe_token(people["stranger"]),
        "notice": lambda: make_notice(plan, people["assigned advisor"]).pk,
        "twinning": lambda: twinning.pk,
        "proposal": lambda: make_proposal(answer_by=timezone.localdate() + timedelta(days=30)).pk,
        "person": lambda: make_person(twinning, make_member("JOR", Membership.Role.TEAM_MEMBER)).pk,
        "mandatory": lambda: twinning.results.create(order=1, title={"ar": "نتيجة"}).pk,
        "remark": lambda: twinning.remarks.create(article="risks", text="؟", written_at=timezone.now()).pk,
        "meeting": lambda: make_meeting(twinning).number,
        "report": lambda: make_report(twinning).number,
        "crossing": lambda: make_crossing(twinning, plan).pk,
        "activity": lambda: make_activity(twinning).task.key,
        "evidence": lambda: kept_evidence(twinning).pk,
        "round": lambda: paired().pk,
        "draft": lambda: make_round().pk,
        "running": lambda: running_round().pk,
        "paired_practice": lambda: paired().result["pairs"][0][0],
        "paired_need": lambda: paired().result["pairs"][0][1],
    }
    return World(clients, Keys(makers))


def kept_evidence(twinning: Twinning) -> Evidence:
    evidence = make_evidence(make_activity(twinning))
    path_of_evidence(evidence).write_bytes(b"%PDF-")
    return evidence


def make_crossing(twinning: Twinning, plan: Plan) -> OutsideLink:
    mission = make_activity(twinning, where="JOINT").task
    waiting = plan.workplan.tasks.last().key
    return add_outside_link(plan=plan, before=mission, after=waiting, user=None, now=timezone.now())


def make_notice(plan: Plan, user: User) -> Notice:
    notify([user], kind=Notice.Kind.PLAN_APPROVED, about=plan, now=timezone.now())
    return Notice.objects.get(user=user)


def round_to_read() -> Round:
    make_need("LBN", state="OPEN", themes=["TRUST"])
    return make_paired_round()


def running_round() -> Round:
    running = make_round()
    request_run(round_=running, user=None, now=timezone.now())
    return running


def make_scenario(plan: Plan, user: User) -> Plan:
    return start_scenario(plan=plan, name="Two teams", user=user, now=timezone.now())


def finished_export(plan: Plan) -> Export:
    now = timezone.now()
    export = Export.objects.create(
        plan=plan,
        revision=1,
        language="ar",
        state="READY",
        asked_at=now,
        rung_at=now,
        finished_at=now,
        sha256="0" * 64,
        size=4,
    )
    queue.file_of(export).write_bytes(b"word")
    return export


def addresses(patterns: list, prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route


def own_addresses() -> list[str]:
    return [route for route in addresses(get_resolver().url_patterns) if not route.startswith("admin/")]


def test_every_address_has_its_expectations():
    assert sorted(own_addresses()) == sorted(EXPECTATIONS)


@pytest.mark.parametrize(
    "expectation",
    [pytest.param(e, id=f"{e.method} {e.address}") for rows in EXPECTATIONS.values() for e in rows],
)
def test_each_actor_gets_what_is_expected(world, expectation):
    address = expectation.address.format_map(world.keys)

    statuses = []
    for actor in ACTORS:
        response = getattr(world.clients[actor], expectation.method)(address, expectation.data)
        if response.streaming:
            list(response)  # read to its end, a file is closed
        statuses.append(response.status_code)

    assert dict(zip(ACTORS, statuses, strict=True)) == dict(zip(ACTORS, expectation.statuses, strict=True))


@pytest.mark.parametrize(
    "route", sorted({route for route in addresses(get_resolver().url_patterns) if route.startswith("admin/")})
)
def test_the_administration_is_for_administrators(world, route):
    """Model pages are opened at their list; what a pattern needs to name a row is filled with one that is not there."""
    address = "/" + route.replace("<path:object_id>", "0").replace("<int:content_type_id>", "0")
    address = address.replace("<path:object_id>", "0").replace("(?P<app_label>", "").replace("^", "").replace("$", "")
    public = address in ("/admin/login/", "/admin/logout/", "/admin/jsi18n/")

    for actor in ACTORS[:-1]:
        response = world.clients[actor].get(address)
        allowed = {200, 302, 405} if public else {302, 404}
        assert response.status_code in allowed, (actor, address)
        if response.status_code == 302 and not public:
            assert "login" in response["Location"]


def test_no_draft_is_in_the_administration(world):
    from django.contrib import admin

    names = {model._meta.label for model in admin.site._registry}

    assert not names & {"planner.Plan", "planner.Commitment", "planner.Task", "planner.Link", "planner.Workplan"}


@pytest.mark.parametrize("actor", ACTORS[1:])
def test_what_is_not_yours_answers_like_what_does_not_exist(world, actor):
    nothing = "00000000-0000-4000-8000-000000000000"
    client = world.clients[actor]
    for expectation in (rows[0] for rows in EXPECTATIONS.values()):
        if "{" not in expectation.address or expectation.statuses[ACTORS.index(actor)] != 404 or expectation.is_once:
            continue
        method = getattr(client, expectation.method)

        theirs = method(expectation.address.format_map(world.keys))
        absent = method(expectation.address.format(**dict.fromkeys(world.keys.makers, nothing) | {"week": 0}))

        assert (theirs.status_code, theirs.content) == (absent.status_code, absent.content)


def test_a_removed_member_loses_access_with_the_next_request(world):
    client = world.clients["official"]
    user = User.objects.get(pk=client.session["_auth_user_id"])
    pages = ["/plans/{plan}/", "/plans/{plan}/exports/", "/exports/{export}/", "/exports/{export}/download/"]

    user.memberships.all().delete()

    assert [client.get(page.format_map(world.keys)).status_code for page in pages] == [404, 404, 404, 404]
