import pytest

from tracker.parsing.units.subjects import find_subjects


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("由教务处牵头推进", ("教务处",)),
        ("考核由食品科组织", ("食品科",)),
        ("完善制度。农业农村局应会同水利局落实", ("农业农村局",)),
        ("办公室负责汇总", ("办公室",)),
        ("由镇党委会同派出所开展", ("镇党委",)),
        ("由专人负责", ()),
        ("企业要加强自查", ()),
        ("要求各单位落实", ()),
    ],
)
def test_a_sentence_charges_its_subject(text: str, names: tuple[str, ...]) -> None:
    assert find_subjects(text, 0, len(text)) == names
