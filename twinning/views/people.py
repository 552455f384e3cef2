"""Who is in the teams of a twinning: invitations, leaving, handing over."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from planner.services.edits import EditRefused
from twinning.forms.twinnings import HandOverForm, InviteForm
from twinning.models import Side, Twinning, TwinningPerson
from twinning.permissions import check_user_can_change_team
from twinning.queries.access import twinning_for_viewing
from twinning.queries.twinnings import colleagues_of, invitation_for, people_page, people_to_invite
from twinning.services.people import answer_invitation, hand_over, invite, remove_person


@require_GET
def twinning_people(request: HttpRequest, pk: UUID) -> HttpResponse:
    page = people_page(request.user, pk)
    return render(request, "twinning/twinning_people.html", {"twinning": page.twinning, "page": page})


@require_http_methods(["GET", "POST"])
def person_invite(request: HttpRequest, pk: UUID, side: str) -> HttpResponse:
    twinning = twinning_for_viewing(request.user, pk)
    side = side.upper()
    if side not in Side.values:
        raise Http404
    check_user_can_change_team(request.user, twinning, side)
    form = InviteForm(request.POST if request.method == "POST" else None, candidates=people_to_invite(twinning, side))
    if form.is_bound and form.is_valid():
        try:
            person = invite(
                twinning=twinning,
                invited=form.cleaned_data["user"],
                side=side,
                role=form.cleaned_data["role"],
                user=request.user,
                now=timezone.now(),
            )
        except EditRefused as refused:
            form.add_error(refused.field, str(refused))
        else:
            messages.success(request, _("%(name)s is invited.") % {"name": person.user})
            return redirect("twinning_people", twinning.pk)
    shown = {"twinning": twinning, "form": form, "country": twinning.country_of(side)}
    return render(request, "twinning/person_invite.html", shown, status=422 if form.is_bound else 200)


@require_POST
def invitation_answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Of one who cannot see the twinning yet."""
    person = invitation_for(request.user, pk)
    is_accepted = request.POST.get("answer") == "accept"
    try:
        answer_invitation(twinning=person.twinning, is_accepted=is_accepted, user=request.user, now=timezone.now())
    except EditRefused as refused:
        messages.error(request, str(refused))
        return redirect("twinnings")
    if is_accepted:
        messages.success(request, _("You are in the team."))
        return redirect(person.twinning)
    messages.success(request, _("The invitation is declined."))
    return redirect("twinnings")


@require_http_methods(["GET", "POST"])
def person_remove(request: HttpRequest, pk: UUID, person: int) -> HttpResponse:
    """Asks first."""
    twinning, found = _person(request, pk, person)
    if request.method == "POST":
        try:
            remove_person(person=found, user=request.user, now=timezone.now())
        except EditRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("%(name)s is no longer in the team.") % {"name": found.user})
        return redirect("twinnings") if found.user == request.user else redirect("twinning_people", twinning.pk)
    shown = {"twinning": twinning, "person": found, "is_self": found.user == request.user}
    return render(request, "twinning/person_remove.html", shown)


@require_http_methods(["GET", "POST"])
def person_hand_over(request: HttpRequest, pk: UUID, person: int) -> HttpResponse:
    twinning, found = _person(request, pk, person)
    form = HandOverForm(request.POST if request.method == "POST" else None, colleagues=colleagues_of(found))
    if form.is_bound and form.is_valid():
        try:
            count = hand_over(person=found, user=request.user, now=timezone.now(), **form.cleaned_data)
        except EditRefused as refused:
            form.add_error(refused.field, str(refused))
        else:
            said = ngettext("%(count)s activity was handed over.", "%(count)s activities were handed over.", count)
            messages.success(request, said % {"count": count})
            return redirect("twinning_people", twinning.pk)
    shown = {"twinning": twinning, "person": found, "form": form}
    return render(request, "twinning/person_hand_over.html", shown, status=422 if form.is_bound else 200)


def _person(request: HttpRequest, pk: UUID, person: int) -> tuple[Twinning, TwinningPerson]:
    """Somebody of the team that the person leads or coordinates, or the person themselves."""
    twinning = twinning_for_viewing(request.user, pk)
    people = TwinningPerson.objects.select_related("user", "twinning")
    found = get_object_or_404(people, pk=person, twinning=twinning, left_at__isnull=True)
    if found.user_id != request.user.pk:
        check_user_can_change_team(request.user, twinning, found.side)
    return twinning, found
