import pytest

from tracker.parsing.readers.number_formats import BUILT_IN, shown

SHOWN = (
    (0.98, "0%", "98%"),
    (0.985, "0.0%", "98.5%"),
    (0.985, "0%", "98.5%"),
    (1.2, "0.00%", "120.00%"),
    (46203, 'yyyy"年"m"月"d"日"', "2026年6月30日"),
    (46203, "m/d/yy", "2026年6月30日"),
    (46203, "yyyy-mm-dd;@", "2026年6月30日"),
    (46203, '[DBNum1][$-804]yyyy"年"m"月"d"日";@', "2026年6月30日"),
    (46203, '[$-804]yyyy"年"m"月"', "2026年6月"),
    (46203, "d-mmm", "6月30日"),
    (46203.5, "yyyy/m/d h:mm", "2026年6月30日 12:00"),
    (46203.0, "yyyy/m/d h:mm", "2026年6月30日"),
    (0.40625, "h:mm", "9:45"),
    (120, '0"万元"', "120万元"),
    (120, 'G/通用格式"万元"', "120万元"),
    (5, "\\第0\\项", "第5项"),
    (1200, "#,##0", "1,200"),
    (-1200.5, "#,##0.00_);[Red](#,##0.00)", "(1,200.50)"),
    (1200, "_ * #,##0.00_ ;_ * -#,##0.00_ ", "1,200.00"),
    (1234567, '0.0,"千"', "1234.567千"),
    (1234567, "0,", "1235"),
    (0, '0;-0;"无"', "无"),
    (1.5, "0.##", "1.5"),
    (2, "0.##", "2"),
    (2.5, "0", "2.5"),
    (2 / 3, "0%", "67%"),
    (2 / 3, "0.0", "0.7"),
    (0.30000000000000004, "General", "0.3"),
    (120.0, "", "120"),
    (0.5, "General", "0.5"),
    (2.5, "# ?/?", "2.5"),
    (120, "0.00E+00", "120"),
    (120, "@", "120"),
    (1e30, "0", "1e+30"),
)


@pytest.mark.parametrize(("value", "code", "words"), SHOWN)
def test_a_number_is_read_as_the_sheet_shows_it(value: float, code: str, words: str):
    assert shown(value, code) == words


def test_workbooks_may_count_from_1904():
    assert shown(44741, "yyyy-mm-dd", from_1904=True) == shown(46203, "yyyy-mm-dd")


def test_a_number_that_is_no_day_stays_a_number():
    assert shown(-9e9, "yyyy-mm-dd") == "-9000000000"


@pytest.mark.parametrize("code", BUILT_IN.values())
@pytest.mark.parametrize("value", [0.0, -1.5, 46203.25, 1e18, -1e18])
def test_no_value_fails_under_any_built_in_format(value: float, code: str):
    assert shown(value, code)


ODD = ('"', "\\", "[", ";;;", "_", "*", ",", ".", "%", "0" * 255, '0"', "[[0]]", "d" * 255, "0.,")


@pytest.mark.parametrize("code", ODD)
def test_a_code_that_makes_no_sense_does_no_harm(code: str):
    for value in (0.0, 1.5, -1.5, 46203.0):
        assert isinstance(shown(value, code), str)
