import pytest

from twinning.domain.sizes import Unusual, unusual_sizes


@pytest.mark.parametrize(
    ("kind", "days", "people", "said"),
    [
        ("EXPERT_MISSION", 3, 2, []),
        ("EXPERT_MISSION", 1, 3, [Unusual.SHORT, Unusual.MANY]),
        ("STUDY_VISIT", 6, 3, [Unusual.LONG]),
        ("WORKSHOP", 2, 15, []),
        ("WORKSHOP", 2, 14, [Unusual.FEW]),
        ("WORKSHOP", 2, 200, []),
        ("TASK", 60, 1, []),
        ("STEERING", 1, None, []),
    ],
)
def test_what_is_out_of_the_ordinary_is_said(kind, days, people, said):
    assert list(unusual_sizes(kind, days=days, people=people)) == said
