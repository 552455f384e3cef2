from twinning.domain.translations import TranslationState, translation_states


def test_translation_states_count_the_texts_that_are_there_in_the_base_language():
    texts = [{"ar": "أ", "en": "a"}, {"ar": "ب"}, {"en": "only English"}, {}]

    states = translation_states(texts, base="ar", languages=("ar", "en", "fr"))

    assert states == [
        TranslationState("ar", 2, 2, is_base=True),
        TranslationState("en", 1, 2, is_base=False),
        TranslationState("fr", 0, 2, is_base=False),
    ]
    assert [state.is_complete for state in states] == [True, False, False]
