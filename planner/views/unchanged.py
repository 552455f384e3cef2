"""A page of a plan that nobody has edited is answered without being drawn again."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import NamedTuple
from uuid import UUID

from django.contrib.messages import get_messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.text import compress_string

from planner.queries.access import plan_for_viewing
from planner.queries.unchanged import KEPT_SECONDS, name_of, page_stamp
from planner.views.fragments import wants_fragment

PlanView = Callable[[HttpRequest, UUID], HttpResponse]


class KeptPage(NamedTuple):
    """`content` is compressed as it goes over the wire; compressing takes longer than all the rest of an answer."""

    content: bytes
    content_type: str


def drawn_once(view: PlanView) -> PlanView:
    """The page is kept for the person who opened it until something that it shows has changed.

    Whether they may see it is asked first, each time. A page that greets with a message, or is asked for without the
    cookie that its forms are checked by, is drawn and not kept. Who asks whether a page is still as it was, by its
    ETag, is told so before any other work.
    """

    @wraps(view)
    def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
        plan = plan_for_viewing(request.user, pk)
        secret = request.META.get("CSRF_COOKIE")
        if not secret or len(get_messages(request)):
            return view(request, pk)
        # The secret stands in the page's forms.
        stamp = page_stamp(request.user, plan, today=timezone.localdate())
        name = name_of(stamp, secret, request.get_full_path(), wants_fragment(request))
        etag = f'W/"{name}"'
        if unchanged := get_conditional_response(request, etag=etag):
            return unchanged
        if "gzip" not in request.headers.get("Accept-Encoding", ""):
            response = view(request, pk)
        elif page := cache.get(name):
            response = _compressed(HttpResponse(page.content, content_type=page.content_type))
        else:
            response = view(request, pk)
            if response.status_code == 200:
                # Random bytes in front hide the true size from whoever tries to guess what a page holds by it.
                response.content = compress_string(response.content, max_random_bytes=100)
                cache.set(name, KeptPage(response.content, response.headers["Content-Type"]), KEPT_SECONDS)
                _compressed(response)
        response.headers["ETag"] = etag
        return response

    return answer


def _compressed(response: HttpResponse) -> HttpResponse:
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Length"] = str(len(response.content))
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
