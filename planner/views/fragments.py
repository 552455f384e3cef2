"""Does the browser want a whole page or the part of it that changes?"""

from django.http import HttpRequest


def wants_fragment(request: HttpRequest) -> bool:
    """A page put back by the browser's history is always whole. Such views vary on the header HX-Request."""
    return bool(request.htmx) and not request.htmx.history_restore_request
