"""Addresses of practices, needs, rounds and twinnings."""

from django.urls import path

from twinning.views import (
    answers,
    crossings,
    feeds,
    mails,
    needs,
    notices,
    practices,
    twinnings,
)
from twinning.views.needs import NEEDS
from twinning.views.practices import PRACTICES

urlpatterns = [
    path("countries/<slug:iso3>/practices/", practices.country_practices, name="country_practices"),
    path("practices/", practices.practices, name="practices"),
    path("practices/<uuid:pk>/", practices.practice, name="practice"),
    path("practices/<uuid:pk>/confirm/", practices.practice_confirm, name="practice_confirm"),
    path("practices/<uuid:pk>/needs/", answers.practice_needs, name="practice_needs"),
    *PRACTICES.paths(),
    path("countries/<slug:iso3>/needs/", needs.country_needs, name="country_needs"),
    path("countries/<slug:iso3>/suggestions/<str:code>/", needs.suggestion_answer, name="suggestion_answer"),
    path("needs/<uuid:pk>/", needs.need, name="need"),
    path("needs/<uuid:pk>/practices/", answers.need_practices, name="need_practices"),
    *NEEDS.paths(),
    path("notices/", notices.notices, name="notices"),
    path("notices/link/", notices.notices_link, name="notices_link"),
    path("notices/read/", notices.notices_read, name="notices_read"),
    path("notices/settings/", mails.notice_settings, name="notice_settings"),
    path("notices/calendar/", feeds.feed_settings, name="feed_settings"),
    path("notices/calendar/renew/", feeds.feed_renew, name="feed_renew"),
    path("notices/calendar/revoke/", feeds.feed_revoke, name="feed_revoke"),
    path("feeds/<str:token>.ics", feeds.feed, name="feed"),
    path("unsubscribe/<str:token>/", mails.unsubscribe, name="unsubscribe"),
    path("notices/<uuid:pk>/", notices.notice, name="notice"),
    path("twinnings/", twinnings.twinnings, name="twinnings"),
    path("twinnings/<uuid:pk>/", twinnings.twinning, name="twinning"),
    path("twinnings/<uuid:pk>/plans/", crossings.plans_of_twinning, name="twinning_plans"),
    path("twinnings/<uuid:pk>/plans/<uuid:plan>/", crossings.effect_on_plan, name="twinning_plan"),
    path("twinnings/<uuid:pk>/plans/<uuid:plan>/waits/new/", crossings.crossing_new, name="crossing_new"),
    path("twinnings/<uuid:pk>/plans/<uuid:plan>/waits/<int:link>/", crossings.crossing_change, name="crossing_change"),
    path(
        "twinnings/<uuid:pk>/plans/<uuid:plan>/waits/<int:link>/remove/",
        crossings.crossing_remove,
        name="crossing_remove",
    ),
]
