from tracker.parsing.text.clauses import clauses, sentences

TEXT = "修路。建桥；通车！“畅通行动。”养护\n 绿化。"


def test_sentences_end_at_stops_and_line_ends_with_their_quotes():
    found = [TEXT[span.start : span.end] for span in sentences(TEXT, 0, len(TEXT))]
    assert found == ["修路。", "建桥；通车！", "“畅通行动。”", "养护", "绿化。"]


def test_clauses_end_at_semicolons_too():
    found = [TEXT[span.start : span.end] for span in clauses(TEXT, 3, 9)]
    assert found == ["建桥；", "通车！"]
