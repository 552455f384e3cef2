import pytest

from twinning.domain.drafts import paragraphs, points


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param([], {}, id="nothing"),
        pytest.param([{"ar": "سبب"}, {"ar": "حل"}], {"ar": "سبب\n\nحل"}, id="one language"),
        pytest.param([{"ar": "سبب"}, {"ar": "حل", "fr": "solution"}], {"ar": "سبب\n\nحل", "fr": "solution"}, id="two"),
        pytest.param([{"ar": "", "en": "why"}], {"en": "why"}, id="an empty text"),
    ],
)
def test_paragraphs_stand_one_under_another_in_each_language(texts, expected):
    assert paragraphs(texts) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param({}, [], id="nothing"),
        pytest.param({"ar": "  "}, [], id="blanks"),
        pytest.param({"en": "One law"}, [{"en": "One law"}], id="one line"),
        pytest.param({"en": "- One law\n\n• A register"}, [{"en": "One law"}, {"en": "A register"}], id="bullets"),
        pytest.param({"ar": "١. قانون\n2) سجل"}, [{"ar": "قانون"}, {"ar": "سجل"}], id="numbers"),
        pytest.param(
            {"ar": "قانون\nسجل", "fr": "Une loi\nUn registre"},
            [{"ar": "قانون", "fr": "Une loi"}, {"ar": "سجل", "fr": "Un registre"}],
            id="as many lines",
        ),
        pytest.param({"ar": "قانون\nسجل", "fr": "Une loi"}, [{"ar": "قانون"}, {"ar": "سجل"}], id="fewer lines"),
        pytest.param({"en": "24 services online"}, [{"en": "24 services online"}], id="a number that says something"),
    ],
)
def test_points_are_the_lines_of_each_language(text, expected):
    assert points(text, base="ar") == expected
