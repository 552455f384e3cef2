from django.core.management import call_command
from django.utils.translation import gettext, override

CATALOGUE = """
msgid ""
msgstr "Language: fr\\nContent-Type: text/plain; charset=UTF-8\\n"

msgid "A sentence of this test"
msgstr "Une phrase de ce test"
"""


def test_compilemessages_is_heard_by_the_process_that_called_it(settings, tmp_path):
    settings.LOCALE_PATHS = [tmp_path]
    source = tmp_path / "fr" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(CATALOGUE, encoding="utf-8")
    with override("fr"):
        assert gettext("A sentence of this test") == "A sentence of this test"

    call_command("compilemessages")

    with override("fr"):
        assert gettext("A sentence of this test") == "Une phrase de ce test"
