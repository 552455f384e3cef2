import pytest

from twinning.domain.mentions import Piece, mentioned_in, pieces_of

NAMES = {"rana": 1, "Rana Haddad": 1, "salim": 2, "سليم الطرابلسي": 2, "rana2": 3}


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("no one", [Piece("no one")]),
        ("@rana, please", [Piece("@rana", 1), Piece(", please")]),
        (
            "ask @Rana Haddad and @SALIM.",
            [Piece("ask "), Piece("@Rana Haddad", 1), Piece(" and "), Piece("@SALIM", 2), Piece(".")],
        ),
        ("إلى @سليم الطرابلسي", [Piece("إلى "), Piece("@سليم الطرابلسي", 2)]),
        ("@rana2", [Piece("@rana2", 3)]),
        ("@ranah and a@rana and @nobody", [Piece("@ranah and a@rana and @nobody")]),
        ("<b>@rana</b>", [Piece("<b>"), Piece("@rana", 1), Piece("</b>")]),
        ("", []),
    ],
)
def test_only_known_people_are_mentioned(text, pieces):
    assert list(pieces_of(text, NAMES)) == pieces


def test_those_mentioned_are_named_once():
    assert mentioned_in("@rana @Rana Haddad @salim", NAMES) == {1, 2}
    assert mentioned_in("@rana", {}) == set()
