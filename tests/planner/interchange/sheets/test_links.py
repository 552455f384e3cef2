import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.interchange.sheets.links import UnreadableLink, WrittenLink, read_links, written_links

LINKS = st.lists(
    st.builds(
        WrittenLink,
        st.from_regex(r"[1-9][0-9]?\.[1-9][0-9]?", fullmatch=True),
        st.sampled_from(["FS", "SS", "FF", "SF"]),
        st.integers(-999, 999),
    )
)


@given(LINKS)
def test_links_are_read_as_they_were_written(links):
    assert read_links(written_links(links)) == links


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("", []),
        ("2.3", [WrittenLink("2.3", "FS", 0)]),
        ("2.3 fs + 5 d", [WrittenLink("2.3", "FS", 5)]),
        ("2.3SS−2; 1.1", [WrittenLink("2.3", "SS", -2), WrittenLink("1.1", "FS", 0)]),
        ("٢.٣FS+٥، ١.١", [WrittenLink("2.3", "FS", 5), WrittenLink("1.1", "FS", 0)]),
        ("2.3+4", [WrittenLink("2.3", "FS", 4)]),
    ],
)
def test_links_are_read_as_people_write_them(text, links):
    assert read_links(text) == links


@pytest.mark.parametrize("text", ["soon", "2.3XX", "2.3FS+", "2.3FS+999999", "=2.3", "2.3FS5"])
def test_what_is_no_link_is_refused(text):
    with pytest.raises(UnreadableLink):
        read_links(text)
