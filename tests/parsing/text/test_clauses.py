from tracker.parsing.text.clauses import clauses, sentences

TEXT = "修路。建桥；通车！“畅通行动。”养护\n 绿化。"


def test_sentences_end_at_stops_and_line_ends_with_their_quotes():
    found = [TEXT[span.start : span.end] for span in sentences(TEXT, 0, len(TEXT))]
    assert found == ["修路。", "建桥；通车！", "“畅通行动。”", "养护", "绿化。"]


def test_clauses_end_at_semicolons_too():
    found = [TEXT[span.start : span.end] for span in clauses(TEXT, 3, 9)]
    assert found == ["建桥；", "通车！"]


def test_who_does_it_closes_like_a_sentence_behind_its_stop():
    text = "修订办法。（责任单位：城建科）铺设管网。[住房科牵头]验收（试点）。"
    found = [text[span.start : span.end] for span in sentences(text, 0, len(text))]
    assert found == [
        "修订办法。",
        "（责任单位：城建科）",
        "铺设管网。",
        "[住房科牵头]",
        "验收（试点）。",
    ]
