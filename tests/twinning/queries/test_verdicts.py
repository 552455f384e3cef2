import pytest
from django.utils.translation import override

from twinning.domain.scores import Criterion, Verdict
from twinning.queries.verdicts import CRITERIA, theme_names, verdict_in_words

THEMES = {"TRUST": "Trust", "INCLUSIVENESS": "Inclusiveness"}


def overlap(value, shared=(), missing=()):
    return Verdict(Criterion.RITE, value, {"shared": shared, "missing": missing})


def distance(value, lead):
    return Verdict(Criterion.DISTANCE, value, {"indicators": ("EGDI",), "lead": lead})


def evidence(share, years):
    return Verdict(Criterion.EVIDENCE, 0.5, {"evidence": share, "years": years})


@pytest.mark.parametrize(
    ("verdict", "sentence"),
    [
        (overlap(None), "The need names none, so this has no say."),
        (overlap(1.0, shared=("TRUST",)), "All that is wanted is offered: Trust."),
        (overlap(0.0, missing=("TRUST",)), "Nothing of what is wanted is offered: Trust."),
        (
            overlap(0.5, shared=("TRUST",), missing=("INCLUSIVENESS",)),
            "Offered: Trust. Wanted as well: Inclusiveness.",
        ),
        (evidence(0.0, 0.0), "No evidence of results is stated."),
        (evidence(2 / 3, 0.4), "Results are shown to 67%, less than a year ago."),
        (evidence(1.0, 1.9), "Results are shown to 100%, 1 year ago; with time this counts less."),
        (evidence(1.0, 2.0), "Results are shown to 100%, 2 years ago; with time this counts less."),
        (
            Verdict(Criterion.DISTANCE, None, {"indicators": ()}),
            "No index value of both countries is known that matters here, so this has no say.",
        ),
        (distance(0.0, -0.2), "The giving country is not ahead on the indicators that matter."),
        (distance(0.5, 0.05), "The giving country is ahead by 5 points of 100: only a little."),
        (distance(1.0, 0.25), "The giving country is ahead by 25 points of 100: within reach."),
        (distance(0.5, 0.7), "The giving country is ahead by 70 points of 100: hard to catch up with."),
        (
            Verdict(Criterion.LANGUAGE, None, {"shared": ()}),
            "One side has not stated its languages, so this has no say.",
        ),
        (Verdict(Criterion.LANGUAGE, 0.0, {"shared": ()}), "They share no working language."),
        (Verdict(Criterion.LANGUAGE, 1.0, {"shared": ("ar", "fr")}), "They can work in: Arabic, French."),
        (
            Verdict(Criterion.WORKDAYS, None, {"common": 0, "possible": 0}),
            "No working day of both countries is known in the wanted months, so this has no say.",
        ),
        (
            Verdict(Criterion.WORKDAYS, 0.8, {"common": 200, "possible": 250}),
            "Both work on 200 days of 250 in the wanted months.",
        ),
        (Verdict(Criterion.PRIORITY, 1.0, {}), "The country gives the need high priority."),
        (Verdict(Criterion.PRIORITY, 2 / 3, {}), "The country gives the need medium priority."),
        (Verdict(Criterion.PRIORITY, 1 / 3, {}), "The country gives the need low priority."),
        (Verdict(Criterion.READINESS, 1.0, {}), "The country is ready to start."),
        (Verdict(Criterion.READINESS, 2 / 3, {}), "The country is ready within a year."),
        (Verdict(Criterion.READINESS, 1 / 3, {}), "The country still has to prepare."),
    ],
)
def test_verdict_in_words_is_one_sentence(verdict, sentence):
    with override("en"):
        assert verdict_in_words(verdict, themes=THEMES) == sentence


def test_every_criterion_has_its_name():
    assert set(CRITERIA) == set(Criterion)


@pytest.mark.django_db
def test_theme_names_are_in_the_reader_s_language_and_those_of_targets_are_their_numbers():
    with override("ar"):
        names = theme_names()

    assert (names["TRUST"], names["16.6"]) == ("الثقة", "16.6")
