from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from planner.services.people import keep_language


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """For this browser, and for whoever is signed in also for what is written to them later."""
    if request.user.is_authenticated:
        keep_language(user=request.user, language=request.POST.get("language", ""))
    return set_language(request)
