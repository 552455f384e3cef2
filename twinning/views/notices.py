from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from twinning.queries.notices import MOST_COUNTED, notice_for_reading, notices_page, unread_count
from twinning.services.notices import mark_all_read, mark_read


@require_GET
def notices(request: HttpRequest) -> HttpResponse:
    page = notices_page(request.user, number=request.GET.get("page"))
    return render(request, "twinning/notices.html", {"page": page, "section": "notices"})


@require_GET
def notices_link(request: HttpRequest) -> HttpResponse:
    """The link of the masthead with the number of unread notices, for the page that asks for it once it is shown."""
    count = unread_count(request.user)
    return render(
        request, "_notices_link.html", {"count": count, "is_more": count > MOST_COUNTED, "most": MOST_COUNTED}
    )


@require_GET
def notice(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Leads to what the notice is about, which counts as having read it."""
    read = notice_for_reading(request.user, pk)
    mark_read(notice=read, now=timezone.now())
    return redirect(read)


@require_POST
def notices_read(request: HttpRequest) -> HttpResponse:
    mark_all_read(user=request.user, now=timezone.now())
    return redirect("notices")
