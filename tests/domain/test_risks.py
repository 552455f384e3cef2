import pytest

from planner.domain.risks import grade, weight


@pytest.mark.parametrize(
    ("likelihood", "effect", "expected"),
    [
        ("LOW", "LOW", (1, "LOW")),
        ("LOW", "MEDIUM", (2, "LOW")),
        ("LOW", "HIGH", (3, "MEDIUM")),
        ("MEDIUM", "MEDIUM", (4, "MEDIUM")),
        ("HIGH", "MEDIUM", (6, "HIGH")),
        ("HIGH", "HIGH", (9, "HIGH")),
    ],
)
def test_a_risk_weighs_its_likelihood_times_its_effect(likelihood, effect, expected):
    found = weight(likelihood, effect)

    assert (found, grade(found)) == expected
    assert weight(effect, likelihood) == found
