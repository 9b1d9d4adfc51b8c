from tracker.domain.words.doubts import TARGET_DOUBTS


def test_every_doubt_is_a_whole_sentence_that_quotes_the_words() -> None:
    for sentence in TARGET_DOUBTS.values():
        assert sentence.endswith("。")
        assert "{words}" in sentence
