from django import template

from twinning.models import Twinning
from twinning.queries import twinnings

register = template.Library()


@register.simple_tag
def people_of_twinning(twinning: Twinning) -> list[twinnings.SidePeople]:
    """A tag, so that no page of a twinning can forget to say who sees it."""
    return twinnings.people_who_see_twinning(twinning)
