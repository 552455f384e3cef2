import pytest

from planner.pictures.routes import Place, route

FIRST = Place(start=0, end=100, middle=12, half=7)


@pytest.mark.parametrize(
    ("kind", "after", "points", "pointing"),
    [
        ("FS", Place(100, 160, 36, 7), [(100, 12), (105, 12), (105, 29)], (0, 1)),
        ("FS", Place(300, 304, 36, 7), [(100, 12), (302, 12), (302, 29)], (0, 1)),
        ("FS", Place(100, 160, -12, 7), [(100, 12), (105, 12), (105, -5)], (0, -1)),
        ("FS", Place(95, 95, 36, 7), [(100, 12), (100, 12), (100, 29)], (0, 1)),
        (
            "FS",
            Place(60, 160, 36, 7),
            [(100, 12), (106, 12), (106, 24), (54, 24), (54, 36), (60, 36)],
            (1, 0),
        ),
        ("SS", Place(30, 160, 36, 7), [(0, 12), (-6, 12), (-6, 36), (30, 36)], (1, 0)),
        ("FF", Place(30, 160, 36, 7), [(100, 12), (166, 12), (166, 36), (160, 36)], (-1, 0)),
        ("SF", Place(-80, -10, 36, 7), [(0, 12), (-15, 12), (-15, 29)], (0, 1)),
        (
            "SF",
            Place(30, 160, 36, 7),
            [(0, 12), (-6, 12), (-6, 24), (166, 24), (166, 36), (160, 36)],
            (-1, 0),
        ),
    ],
)
def test_route_leaves_and_arrives_where_its_kind_says(kind, after, points, pointing):
    assert route(kind, FIRST, after, row=24, tolerance=5) == (points, pointing)
