"""Addresses of countries, the library and plans."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

from planner.forms.sign_in import SignInForm
from planner.views import (
    calculations,
    calendars,
    capacity,
    countries,
    exchange,
    explanations,
    history,
    languages,
    library,
    new_plan,
    pictures,
    plan_dates,
    plans,
    revisions,
    scenarios,
    start,
    states,
    tasks,
    uncertainty,
)
from planner.views.about import plan_about
from planner.views.commitments import COMMITMENTS, commitment_move, plan_adopt
from planner.views.consultation import CONTRIBUTIONS
from planner.views.costs import SOURCES, plan_amounts
from planner.views.quality import plan_quality
from planner.views.results import INDICATORS
from planner.views.risks import RISKS

urlpatterns = [
    path("", start.start, name="start"),
    path(
        "accounts/login/",
        LoginView.as_view(
            template_name="planner/sign_in.html", authentication_form=SignInForm, redirect_authenticated_user=True
        ),
        name="login",
    ),
    path("accounts/logout/", LogoutView.as_view(), name="logout"),
    path("time-direction/", pictures.time_direction, name="time_direction"),
    path("language/", languages.language, name="set_language"),
    path("countries/<slug:iso3>/", countries.country, name="country"),
    path("countries/<slug:iso3>/like/", countries.country_like, name="country_like"),
    path("countries/<slug:iso3>/calendar/", calendars.calendar, name="calendar"),
    path("countries/<slug:iso3>/calendar/<int:year>/restore/", calendars.restore, name="calendar_restore"),
    path("countries/<slug:iso3>/calendar/<slug:kind>/new/", calendars.add, name="calendar_add"),
    path("countries/<slug:iso3>/calendar/<slug:kind>/<int:pk>/", calendars.change, name="calendar_change"),
    path("countries/<slug:iso3>/calendar/<slug:kind>/<int:pk>/remove/", calendars.remove, name="calendar_remove"),
    path("countries/<slug:iso3>/calendar/weeks/<int:pk>/confirm/", calendars.confirm, name="calendar_confirm"),
    path("countries/<slug:iso3>/plans/new/", new_plan.plan_new, name="plan_new"),
    path("countries/<slug:iso3>/plans/import/", exchange.plan_import, name="plan_import"),
    path("countries/<slug:iso3>/plans/import/<uuid:upload>/", exchange.plan_import_check, name="plan_import_check"),
    path("library/", library.library, name="library"),
    path("library/<slug:code>/", library.recommendation, name="recommendation"),
    path("plans/<uuid:pk>/", plans.plan, name="plan"),
    path("plans/<uuid:pk>/dates/", plan_dates.plan_dates, name="plan_dates"),
    path("plans/<uuid:pk>/tasks/", tasks.plan_tasks, name="plan_tasks"),
    path("plans/<uuid:pk>/new-task/", tasks.task_new, name="task_new"),
    path("plans/<uuid:pk>/tasks/<str:key>/", tasks.task, name="task"),
    path("plans/<uuid:pk>/tasks/<str:key>/cells/<slug:cell>/", tasks.task_cell, name="task_cell"),
    path("plans/<uuid:pk>/tasks/<str:key>/move/", tasks.task_move, name="task_move"),
    path("plans/<uuid:pk>/tasks/<str:key>/cancel/", tasks.task_cancel, name="task_cancel"),
    path("plans/<uuid:pk>/tasks/<str:key>/revive/", tasks.task_revive, name="task_revive"),
    path("plans/<uuid:pk>/tasks/<str:key>/links/", tasks.link_add, name="link_add"),
    path("plans/<uuid:pk>/tasks/<str:key>/links/<int:link>/", tasks.link_change, name="link_change"),
    path("plans/<uuid:pk>/tasks/<str:key>/links/<int:link>/remove/", tasks.link_remove, name="link_remove"),
    path("plans/<uuid:pk>/tasks/<str:key>/why/", explanations.task_why, name="task_why"),
    path("plans/<uuid:pk>/gantt/", pictures.plan_gantt, name="plan_gantt"),
    path("plans/<uuid:pk>/graph/", pictures.plan_graph, name="plan_graph"),
    path("plans/<uuid:pk>/about/", plan_about, name="plan_about"),
    path("plans/<uuid:pk>/commitments/adopt/", plan_adopt, name="plan_adopt"),
    path("plans/<uuid:pk>/commitments/<uuid:key>/move/", commitment_move, name="commitment_move"),
    *COMMITMENTS.paths("plans/<uuid:pk>/commitments/"),
    path("plans/<uuid:pk>/exchange/", exchange.plan_exchange, name="plan_exchange"),
    path("plans/<uuid:pk>/exchange/<uuid:upload>/", exchange.plan_exchange_check, name="plan_exchange_check"),
    path("plans/<uuid:pk>/plan.xlsx", exchange.plan_workbook, name="plan_workbook"),
    path("plans/<uuid:pk>/plan.xml", exchange.plan_project_file, name="plan_project_file"),
    path("plans/<uuid:pk>/plan.ics", exchange.plan_events, name="plan_events"),
    path("plans/<uuid:pk>/plan.json", exchange.plan_json, name="plan_json"),
    *SOURCES.paths("plans/<uuid:pk>/costs/"),
    path("plans/<uuid:pk>/costs/commitments/<uuid:key>/", plan_amounts, name="plan_amounts"),
    *INDICATORS.paths("plans/<uuid:pk>/results/"),
    *RISKS.paths("plans/<uuid:pk>/risks/"),
    path("plans/<uuid:pk>/uncertainty/", uncertainty.uncertainty, name="plan_uncertainty"),
    path("plans/<uuid:pk>/capacity/", capacity.capacity, name="plan_capacity"),
    path("plans/<uuid:pk>/capacity/level/", capacity.capacity_level, name="capacity_level"),
    path("plans/<uuid:pk>/capacity/accept/<uuid:calculation>/", capacity.capacity_accept, name="capacity_accept"),
    path("plans/<uuid:pk>/capacity/undo/", capacity.capacity_undo, name="capacity_undo"),
    path("calculations/<uuid:pk>/", calculations.calculation_status, name="calculation_status"),
    *CONTRIBUTIONS.paths("plans/<uuid:pk>/consultation/"),
    path("plans/<uuid:pk>/quality/", plan_quality, name="plan_quality"),
    path("plans/<uuid:pk>/moves/<slug:name>/", states.plan_move, name="plan_move"),
    path("plans/<uuid:pk>/baseline/", revisions.plan_baseline, name="plan_baseline"),
    path("plans/<uuid:pk>/history/", history.plan_history, name="plan_history"),
    path("plans/<uuid:pk>/revisions/", revisions.plan_revisions, name="plan_revisions"),
    path("plans/<uuid:pk>/revisions/keep/", revisions.plan_keep, name="plan_keep"),
    path("plans/<uuid:pk>/scenarios/", scenarios.scenarios, name="plan_scenarios"),
    path("plans/<uuid:pk>/scenario/", scenarios.scenario, name="scenario"),
    path("plans/<uuid:pk>/scenario/adopt/", scenarios.adopt, name="scenario_adopt"),
    path("plans/<uuid:pk>/scenario/drop/", scenarios.drop, name="scenario_drop"),
]
