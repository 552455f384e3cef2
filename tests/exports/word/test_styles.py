import pytest
from lxml import etree

from exports.word.styles import FONT, PARAGRAPH_STYLES, numbering_xml, settings_xml, styles_xml
from tests.exports.word.reading import W


def styles(language):
    return etree.fromstring(styles_xml(language).encode())


@pytest.mark.parametrize(("language", "rtl"), [("ar", True), ("en", False), ("fr", False)])
def test_every_paragraph_style_runs_in_the_documents_direction(language, rtl):
    found = {
        style.get(f"{W}styleId"): style.find(f"{W}pPr/{W}bidi") is not None
        for style in styles(language).iter(f"{W}style")
        if style.get(f"{W}type") == "paragraph"
    }

    assert found == dict.fromkeys(PARAGRAPH_STYLES, rtl)


def test_sizes_and_bold_have_their_twins_for_arabic():
    for properties in styles("ar").iter(f"{W}rPr"):
        twins = [("sz", "szCs"), ("b", "bCs")]
        for latin, arabic in twins:
            one, other = properties.find(f"{W}{latin}"), properties.find(f"{W}{arabic}")
            assert (one is None) == (other is None)
            assert one is None or one.attrib == other.attrib


def test_no_style_breaks_the_joins_of_arabic_letters():
    found = {element.tag.removeprefix(W) for element in styles("ar").findall(f"{W}style/{W}rPr/*")}

    assert found == {"b", "bCs", "color", "sz", "szCs"}


@pytest.mark.parametrize(("language", "justified"), [("ar", {"center"}), ("en", {"center", "right"})])
def test_arabic_paragraphs_are_justified_at_the_centre_or_not_at_all(language, justified):
    assert {each.get(f"{W}val") for each in styles(language).iter(f"{W}jc")} == justified


def test_one_font_serves_both_scripts():
    fonts = styles("ar").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts")

    assert fonts.attrib == {f"{W}{kind}": FONT for kind in ("ascii", "hAnsi", "eastAsia", "cs")}


@pytest.mark.parametrize(("language", "latin"), [("ar", "en-GB"), ("en", "en-GB"), ("fr", "fr-FR")])
def test_default_language_is_named_for_both_scripts(language, latin):
    named = styles(language).find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")

    assert named.attrib == {f"{W}val": latin, f"{W}eastAsia": "en-US", f"{W}bidi": "ar-SA"}


def test_settings_say_the_zoom_that_word_demands_and_that_fonts_are_embedded():
    settings = etree.fromstring(settings_xml("ar").encode())

    assert [child.tag.removeprefix(W) for child in settings][:2] == ["zoom", "embedTrueTypeFonts"]
    assert settings.find(f"{W}zoom").get(f"{W}percent") == "100"


def test_settings_do_not_make_word_ask_a_question_at_opening():
    assert "updateFields" not in settings_xml("ar")


def test_numbering_holds_bullets_only():
    numbering = etree.fromstring(numbering_xml().encode())

    assert [each.get(f"{W}val") for each in numbering.iter(f"{W}numFmt")] == ["bullet"]
