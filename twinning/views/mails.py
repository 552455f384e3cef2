"""How mail is asked for and stopped."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from twinning.forms.notices import MailSettingForm
from twinning.queries.mails import often_of, settings_page, user_key_in
from twinning.services.mails import keep_mail_setting
from twinning.services.mails import unsubscribe as stop_mail


@require_http_methods(["GET", "POST"])
def notice_settings(request: HttpRequest) -> HttpResponse:
    form = MailSettingForm(request.POST or None, initial={"often": often_of(request.user)})
    if request.method == "POST" and form.is_valid():
        keep_mail_setting(user=request.user, often=form.cleaned_data["often"])
        messages.success(request, _("Saved."))
        return redirect("notice_settings")
    context = {"form": form, "page": settings_page(request.user), "section": "notices"}
    return render(request, "twinning/notice_settings.html", context, status=422 if form.errors else 200)


@login_not_required
@csrf_exempt  # a mail program posts without a cookie (RFC 8058); the token in the address is what counts
@never_cache
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Asks first, for what opens links by itself must not unsubscribe anybody. Says nothing of who it is about."""
    user_key = user_key_in(token)
    if user_key is None:
        raise Http404
    if request.method == "POST":
        stop_mail(user_key=user_key)
    return render(request, "twinning/unsubscribe.html", {"is_done": request.method == "POST"})
