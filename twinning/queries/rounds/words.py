"""What a round says of itself in sentences: why it has no solution, why a need is unmet, what stands in its way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from planner.models import Country
from twinning.domain.pairing import Candidate, Reason, ReasonKind
from twinning.models import Need, Practice
from twinning.queries.rounds.ground import PlacesLeft


@dataclass(frozen=True)
class Named:
    """The practices, needs and countries that a round speaks of, by their keys as texts."""

    practices: dict[str, Practice]
    needs: dict[str, Need]
    countries: dict[str, Country]

    def complete(self, candidates: Collection[Candidate]) -> None:
        """Read the names of those that are not known yet. Two queries at most."""
        practices = {str(one.practice) for one in candidates} - self.practices.keys()
        needs = {str(one.need) for one in candidates} - self.needs.keys()
        if practices:
            self.practices.update({str(one.pk): one for one in Practice.objects.filter(pk__in=practices)})
        if needs:
            self.needs.update({str(one.pk): one for one in Need.objects.filter(pk__in=needs)})

    def practice(self, key: Any) -> str:
        return _title(self.practices.get(str(key)), str(key))

    def need(self, key: Any) -> str:
        return _title(self.needs.get(str(key)), str(key))

    def country(self, key: Any) -> str:
        return str(self.countries.get(str(key), key))

    def anything(self, key: Any) -> str:
        """Of a key of any kind."""
        if str(key) in self.practices:
            return quoted(self.practice(key))
        return quoted(self.need(key)) if str(key) in self.needs else self.country(key)

    def pair(self, candidate: Candidate) -> str:
        return _("“%(practice)s” of %(giver)s for “%(need)s” of %(taker)s") % {
            "practice": self.practice(candidate.practice),
            "giver": self.country(candidate.provider),
            "need": self.need(candidate.need),
            "taker": self.country(candidate.seeker),
        }


def named(practices: Iterable[Any], needs: Iterable[Any]) -> Named:
    """Three queries. What is no longer there stays without a name."""
    return Named(
        practices={str(one.pk): one for one in Practice.objects.filter(pk__in=set(practices))},
        needs={str(one.pk): one for one in Need.objects.filter(pk__in=set(needs))},
        countries={one.pk: one for one in Country.objects.all()},
    )


def quoted(text: str) -> str:
    return _("“%(text)s”") % {"text": text}


def listed(texts: Iterable[str]) -> str:
    return _(", ").join(texts)


def _title(record: Practice | Need | None, otherwise: str) -> str:
    return record.title.in_language(get_language(), base=record.base_language) if record else otherwise


# --- no solution ----------------------------------------------------------------------------------------


def contradiction_in_words(kept: Mapping[str, Any], names: Named) -> str:
    """One sentence that names what cannot be true at once; `kept` comes from `kept_contradiction`."""
    return _CONTRADICTIONS[kept["kind"]](kept["values"], names)


def keys_of_contradiction(kept: Mapping[str, Any] | None) -> set[str]:
    """The keys of whatever it names, to be read before it is put into words."""
    found: set[str] = set()
    for value in (kept or {"values": {}})["values"].values():
        found.update(map(str, value) if isinstance(value, list) else {str(value)})
    return found


def _said_of_pair(sentence: Any) -> Callable[[Mapping[str, Any], Named], str]:
    return lambda values, names: (
        sentence % {"practice": names.practice(values["practice"]), "need": names.need(values["need"])}
    )


def _said_of_candidate(sentence: Any) -> Callable[[Mapping[str, Any], Named], str]:
    return lambda values, names: (
        sentence % {"practice": names.practice(values["candidate"][0]), "need": names.need(values["candidate"][1])}
    )


def _too_many_locked(values: Mapping[str, Any], names: Named) -> str:
    count, places = values["locked"], values["places"]
    locked = ngettext("%(count)s pair is locked", "%(count)s pairs are locked", count) % {"count": count}
    room = ngettext("there is room for %(count)s", "there is room for %(count)s", places) % {"count": places}
    return _("%(name)s: %(locked)s, but %(room)s.") % {
        "name": names.anything(values["key"]),
        "locked": locked,
        "room": room,
    }


_CONTRADICTIONS: Mapping[str, Callable[[Mapping[str, Any], Named], str]] = {
    "NoCandidate": lambda values, names: _(
        "No published practice of another country may answer any open need, so there is nothing to choose from."
    ),
    "NotAScore": _said_of_candidate(
        gettext_lazy("The score of “%(practice)s” for “%(need)s” is not a number from 0 to 1.")
    ),
    "GivenTwice": _said_of_candidate(gettext_lazy("“%(practice)s” is given twice as an answer to “%(need)s”.")),
    "TwoCountries": lambda values, names: (
        _("%(name)s cannot belong to two countries: %(countries)s.")
        % {"name": names.anything(values["key"]), "countries": listed(map(names.country, values["countries"]))}
    ),
    "NotPlaces": lambda values, names: (
        _("The places of %(name)s must be a whole number, 0 or more.") % {"name": names.anything(values["key"])}
    ),
    "LockedUnknown": _said_of_pair(
        gettext_lazy(
            "“%(practice)s” is locked to “%(need)s”, but one of them is no longer open, or both are of one country."
        )
    ),
    "LockedForbidden": _said_of_pair(gettext_lazy("“%(practice)s” for “%(need)s” is both locked and forbidden.")),
    "NeedLockedTwice": lambda values, names: (
        _("“%(need)s” is locked to more than one practice, and a need is met once: %(practices)s.")
        % {
            "need": names.need(values["need"]),
            "practices": listed(quoted(names.practice(key)) for key in values["practices"]),
        }
    ),
    "CountryPairLockedTwice": lambda values, names: (
        _("More than one pair of %(countries)s is locked, and this round pairs two countries at most once.")
        % {"countries": _(" and ").join(map(names.country, values["countries"]))}
    ),
    "TooManyLocked": _too_many_locked,
}


# --- unmet needs ----------------------------------------------------------------------------------------

_REASONS = {
    ReasonKind.NO_PRACTICE: gettext_lazy("No published practice of another country answers it well enough."),
    ReasonKind.SAME_COUNTRY: gettext_lazy("Only practices of its own country answer it."),
    ReasonKind.FORBIDDEN: gettext_lazy("A rule forbids every practice that answers it."),
    ReasonKind.SEEKER_FULL: gettext_lazy("Its country learns in all its places already:"),
    ReasonKind.PLACES_TAKEN: gettext_lazy("The places of those who could answer it went to:"),
    ReasonKind.COUNTRY_PAIR_TAKEN: gettext_lazy("Where a place is left, the two countries are paired already:"),
    ReasonKind.NO_BENEFIT: gettext_lazy("No practice that answers it scores anything."),
    ReasonKind.TIME_RAN_OUT: gettext_lazy("The search ended before a place was found for it. Run the round again."),
}
_NO_PLACE = {
    ReasonKind.SEEKER_FULL: gettext_lazy("Its country has no place left in which to learn."),
    ReasonKind.PLACES_TAKEN: gettext_lazy("Nobody who could answer it has a place left."),
}


def reason_in_words(reason: Reason) -> str:
    """One sentence; where it ends with a colon, the pairs of `taken_by` follow."""
    if not reason.taken_by and reason.kind in _NO_PLACE:
        return str(_NO_PLACE[reason.kind])
    return str(_REASONS[reason.kind])


# --- what has changed since -----------------------------------------------------------------------------


def obstacles_to(pairs: Iterable[Candidate], names: Named, left: PlacesLeft) -> list[str]:
    """Why these pairs can no longer be proposed, each in a sentence that names what changed; empty where they can."""
    pairs = list(pairs)
    found: list[str] = []
    for key in dict.fromkeys(str(one.practice) for one in pairs):
        practice = names.practices.get(key)
        if practice is None or practice.state != Practice.State.PUBLISHED:
            found.append(_("The practice “%(title)s” is no longer published.") % {"title": names.practice(key)})
    for key in dict.fromkeys(str(one.need) for one in pairs):
        need = names.needs.get(key)
        if need is None or need.state != Need.State.OPEN:
            found.append(_("The need “%(title)s” is no longer open.") % {"title": names.need(key)})
    for places, asked, sentence in (
        (left.givers, Counter(str(one.provider) for one in pairs), _("%(name)s has no place left in which to give.")),
        (left.takers, Counter(str(one.seeker) for one in pairs), _("%(name)s has no place left in which to learn.")),
        (left.practices, Counter(str(one.practice) for one in pairs), _("%(name)s has no place left.")),
    ):
        found += [
            sentence % {"name": names.anything(key)} for key, count in asked.items() if count > places.get(key, count)
        ]
    return found
