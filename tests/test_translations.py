"""Whatever the software says, it says in Arabic and in French: whole, inflected, and with its values in place."""

import ast
import re
import shutil
from collections.abc import Iterator
from gettext import GNUTranslations, c2py
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from planner.management.commands.compilemessages import compile_catalogue

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "planner" / "locale"

# The functions that translate, and how many texts each takes.
TEXTS_OF = {"_": 1, "gettext": 1, "gettext_lazy": 1, "ngettext": 2, "ngettext_lazy": 2}
LITERAL = r"""u?(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
CALL_IN_TEMPLATE = re.compile(rf"\b(?:n?gettext|_)\({LITERAL}(?:, {LITERAL}, count)?\)")

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
COUNTED = {"%(count)s", "%(days)s"}
# A variable of the environment and a key, both said on the command line.
LATIN_WORDS_IN_ARABIC = {"DEBUG", "Ctrl"}

# The form that each number takes, in the order of the catalogue.
FORMS = {
    "ar": {0: 0, 1: 1, 2: 2, 3: 3, 10: 3, 11: 4, 99: 4, 100: 5, 102: 5, 103: 3, 111: 4},
    "fr": {0: 0, 1: 0, 2: 1, 3: 1, 11: 1, 100: 1, 103: 1},
}
SAID_IN_FULL = {
    0: "لا مهام",
    1: "مهمة واحدة",
    2: "مهمتان",
    3: "3 مهام",
    11: "11 مهمة",
    100: "100 مهمة",
    103: "103 مهام",
}

both = pytest.mark.parametrize("language", ["ar", "fr"])


@both
def test_catalogue_says_its_language_and_its_plurals(language):
    catalogue = catalogue_of(language)

    assert catalogue.locale_identifier == language
    assert not catalogue.fuzzy
    form_of = c2py(catalogue.plural_expr)
    assert {number: form_of(number) for number in FORMS[language]} == FORMS[language]


@both
def test_catalogue_has_every_text_of_the_sources_and_no_other(language):
    assert {message.id for message in texts(catalogue_of(language))} == set(texts_of_the_sources())


@both
def test_every_text_is_translated_in_every_form(language):
    catalogue = catalogue_of(language)

    wanting = [
        message.id
        for message in texts(catalogue)
        if message.fuzzy
        or not all(form.strip() for form in forms(message.string))
        or len(forms(message.string)) != (catalogue.num_plurals if message.pluralizable else 1)
    ]

    assert wanting == []


@both
def test_translations_keep_the_values_that_are_filled_in(language):
    """A form for one number alone may say the number in a word: «مهمتان»."""
    catalogue = catalogue_of(language)
    form_of = c2py(catalogue.plural_expr)
    numbers_of = {form: sum(form_of(number) == form for number in range(1000)) for form in range(catalogue.num_plurals)}

    wanting = [
        (message.id, string)
        for message in texts(catalogue)
        for form, string in enumerate(forms(message.string))
        for missing in [placeholders(forms(message.id)[-1]) ^ placeholders(string)]
        if missing and not (message.pluralizable and numbers_of[form] == 1 and missing <= COUNTED)
    ]

    assert wanting == []


def test_arabic_is_written_in_arabic_letters_and_punctuation():
    foreign = [
        string
        for message in texts(catalogue_of("ar"))
        for string in forms(message.string)
        for bare in [PLACEHOLDER.sub("", string)]
        if set(re.findall(r"[A-Za-z]{4,}", bare)) - LATIN_WORDS_IN_ARABIC or re.search(r"[,;?'’“”]", bare)
    ]

    assert foreign == []


def test_french_is_written_with_its_own_letters_and_spaces():
    """Apostrophe ’, quotation marks « », no-break space before : ; ? ! » and after «."""
    foreign = [
        string
        for message in texts(catalogue_of("fr"))
        for string in forms(message.string)
        for bare in [PLACEHOLDER.sub("0", string)]
        if re.search(r"[\u0600-\u06ff'\"“”]|[^\u00a0][;?!»]|[^\u00a0\d]:|«[^\u00a0]", bare)
    ]

    assert foreign == []


@pytest.mark.parametrize(("number", "said"), SAID_IN_FULL.items())
def test_compiled_arabic_picks_the_right_form(tmp_path, number, said):
    compiled = compiled_catalogue("ar", tmp_path)

    assert compiled.ngettext("%(count)s task", "%(count)s tasks", number) % {"count": number} == said


@both
def test_compiled_catalogue_says_every_form(tmp_path, language):
    compiled = compiled_catalogue(language, tmp_path)
    plurals = [message for message in texts(catalogue_of(language)) if message.pluralizable]

    for message in plurals:
        said = {number: compiled.ngettext(*message.id, number) for number in FORMS[language]}
        assert said == {number: message.string[form] for number, form in FORMS[language].items()}


def catalogue_of(language: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES" / "django.po").open("rb") as lines:
        return read_po(lines, abort_invalid=True)


def compiled_catalogue(language: str, folder: Path) -> GNUTranslations:
    """As the software compiles it, in a folder of its own."""
    source = folder / language / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    shutil.copy(LOCALE / language / "LC_MESSAGES" / "django.po", source)
    compile_catalogue(source)
    with source.with_suffix(".mo").open("rb") as compiled:
        return GNUTranslations(compiled)


def texts(catalogue: Catalog) -> list[Message]:
    """The messages without the header, which is one, too."""
    return [message for message in catalogue if message.id]


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def texts_of_the_sources() -> Iterator[str | tuple[str, ...]]:
    """Read by Python: a machine without GNU gettext can tell as well, and a call inside an f-string, which GNU gettext
    overlooks, is found."""
    for app in ("planner", "twinning", "exports"):
        for path in (ROOT / app).rglob("*.py"):
            yield from texts_in_python(path.read_text())
    for path in (ROOT / "templates").rglob("*.html"):
        yield from texts_in_python("\n".join(CALL_IN_TEMPLATE.findall(templatize(path.read_text()))))


def texts_in_python(code: str) -> Iterator[str | tuple[str, ...]]:
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            said = [text.value for text in node.args[: TEXTS_OF.get(name, 0)] if isinstance(text, ast.Constant)]
            if said:
                yield said[0] if len(said) == 1 else tuple(said)
