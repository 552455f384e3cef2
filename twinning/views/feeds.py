"""The calendar feed of a person."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from twinning.forms.notices import FeedForm
from twinning.queries.feeds import FeedPage, events_in, feed_now, feed_page
from twinning.services.feeds import change_feed, renew_feed, revoke_feed


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """For a calendar program, which has the address and nothing else. Whether the person may still see a twinning is
    asked each time, also where nothing has changed.
    """
    found = feed_now(token)
    etag = f'"{found.stamp}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(events_in(found), content_type="text/calendar; charset=utf-8")
        response.headers["Content-Disposition"] = 'inline; filename="twinning.ics"'
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@require_http_methods(["GET", "POST"])
def feed_settings(request: HttpRequest) -> HttpResponse:
    """What the feed holds, under the address that it has."""
    page = feed_page(request.user)
    form = FeedForm(request.POST or None, feed=page.feed)
    if request.method == "POST" and form.is_valid():
        change_feed(user=request.user, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("feed_settings")
    return _feed_page(request, page, form)


@require_POST
def feed_renew(request: HttpRequest) -> HttpResponse:
    """The address is in this answer and nowhere else, and so there is nothing to lead on to."""
    page = feed_page(request.user)
    form = FeedForm(request.POST, feed=page.feed)
    if not form.is_valid():
        return _feed_page(request, page, form)
    token = renew_feed(user=request.user, now=timezone.now(), **form.cleaned_data)
    address = request.build_absolute_uri(reverse("feed", args=[token]))
    page = feed_page(request.user)
    return _feed_page(request, page, FeedForm(feed=page.feed), address=address)


@require_POST
def feed_revoke(request: HttpRequest) -> HttpResponse:
    revoke_feed(user=request.user)
    messages.success(request, _("The address leads nowhere any more."))
    return redirect("feed_settings")


def _feed_page(request: HttpRequest, page: FeedPage, form: FeedForm, *, address: str = "") -> HttpResponse:
    # The scheme by which a calendar program offers to subscribe.
    subscribe = "webcal" + address[address.index(":") :] if address else ""
    context = {"page": page, "form": form, "address": address, "subscribe": subscribe, "section": "notices"}
    return render(request, "twinning/feed_settings.html", context, status=422 if form.errors else 200)
