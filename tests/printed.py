"""What a page prints of tasks and sums, as numbers, so that one can be held against another.

What is drawn must be what is written beside it: that is asserted while reading.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from email.message import EmailMessage
from fractions import Fraction

from lxml import html
from lxml.html import HtmlElement

COLOURS = ("红灯", "黄灯", "绿灯", "已办结", "未亮灯")
_NUMBER = re.compile(r"[+−]?\d+(?:\.\d+)?")
_FORMULA = re.compile(r"[：；]([(\d][^=：；]*?) = (\d+(?:\.\d+)?)")
_COURSE = re.compile(r"(?:实际|序时) (\S+)%")
_SECTION = re.compile(r"^[一二三四五六]、(\S+?)（(\d+) 项）$")
_ITEM = re.compile(r"^\d+\. (\S+) ")
_STATE = re.compile(r"^   (?:时限|填报截止) \S+?，(.+)，第 \d+ 次提醒$")
_BAR = re.compile(r"实际 ([\d.]+|—)%，序时 ([\d.]+|—)%")


@dataclass(frozen=True, slots=True)
class Line:
    """How far a task or a sum is, and how far it should be."""

    actual: Decimal | None
    expected: Decimal | None
    gap: Decimal | None


@dataclass(frozen=True, slots=True)
class PrintedTask:
    light: str
    line: Line


@dataclass(frozen=True, slots=True)
class Sum:
    """A strategy or a unit on the board; `coverage` is 已报 and 应报."""

    line: Line
    counts: Mapping[str, int]
    coverage: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Board:
    """`withdrawn`: in none of its sums."""

    tasks: int
    withdrawn: int
    line: Line
    coverage: tuple[int, int]
    owed: int
    counts: Mapping[str, int]
    lights: Mapping[str, Mapping[str, int]]  # by colour
    shares: Sequence[Decimal]
    strategies: Sequence[Sum]
    units: Sequence[Sum]
    red_tasks: int
    red: Mapping[str, PrintedTask]
    red_coverage: Mapping[str, tuple[int, int]]  # of the sub-tasks of those that have some
    trend: tuple[Decimal | None, ...] | None
    verdict: str


@dataclass(frozen=True, slots=True)
class Ledger:
    matching: int
    withdrawn: int
    counts: Mapping[str, int]
    rows: Mapping[str, PrintedTask]
    following: str | None  # the address of the next page


@dataclass(frozen=True, slots=True)
class TaskPage:
    """`coverage` is that of its sub-tasks."""

    task: PrintedTask
    coverage: tuple[int, int]
    formulas: Sequence[tuple[str, Decimal]]


@dataclass(frozen=True, slots=True)
class Mail:
    """`items`: section, number of the task, how it stands; `counts` by section, as headed."""

    items: Sequence[tuple[str, str, str]]
    counts: Mapping[str, int]


def is_part(number: str) -> bool:
    """一-02-1 is a sub-task of 一-02."""
    return number.count("-") > 1


def number(words: str) -> Decimal | None:
    """−1.8 or 60.0; None where there is a dash or 未报."""
    found = _NUMBER.search(words)
    return Decimal(found[0].replace("−", "-")) if found else None


def read_board(page: str) -> Board:
    tree = html.fromstring(page)
    figures = [_words(cell) for cell in _all(tree, "overall-figs", "dd")]
    tally = {_words(each.find("dt")): each for each in _all(tree, "tally", "div")}
    course = tree.xpath("//svg[contains(@class, 'trend')]/@aria-label")
    return Board(
        tasks=_count(r"(\d+) 项任务", _words(_one(tree, "right"))),
        withdrawn=_count(r"另撤销 (\d+) 项", _words(_one(tree, "right"))),
        line=Line(number(figures[0]), number(figures[1]), number(figures[2].split("百分点")[0])),
        coverage=_coverage(r"已报 (\d+)/(\d+) 项", figures[2]),
        owed=_count(r"(\d+) 项未报", figures[2]),
        counts={colour: int(_words(each.find(".//a"))) for colour, each in tally.items()},
        lights={colour: _lights(each) for colour, each in tally.items()},
        shares=[number(_words(each.find(".//small"))) or Decimal(0) for each in tally.values()],
        strategies=[_strategy(row) for row in _rows(tree, "t-strat")],
        units=[_unit(row) for row in _rows(tree, "t-unit") if row.xpath("./td")],
        red_tasks=_count(r"红灯任务 (\d+) 项", _words(tree)),
        red={_number_of(row): _red(row) for row in _rows(tree, "t-red")},
        red_coverage={
            _number_of(row): _coverage(r"举措已报 (\d+)/(\d+)", _words(row))
            for row in _rows(tree, "t-red")
        },
        trend=tuple(number(each) for each in _COURSE.findall(course[0])) if course else None,
        verdict=_words(_one(tree, "verdict")),
    )


def _lights(colour: HtmlElement) -> dict[str, int]:
    parts = (_words(part).split() for part in _all(colour, "parts", "span"))
    return {light: int(count) for light, count in parts}


def _strategy(row: HtmlElement) -> Sum:
    bar = _BAR.search(row.xpath(".//svg/@aria-label")[0])
    actual, expected = map(number, bar.groups())
    assert actual == number(_cell(row, "实际%"))
    counts = {colour: int(_cell(row, colour)) for colour in COLOURS}
    covered = _coverage(r"(\d+)/(\d+)", _words(row.xpath("./td")[-1]))
    return Sum(Line(actual, expected, number(_cell(row, "差"))), counts, covered)


def _unit(row: HtmlElement) -> Sum:
    lights, actual, gap, _, covered = row.xpath("./td")
    lamps = lights.find("div")  # none for a unit that leads sub-tasks alone
    said = "" if lamps is None else lamps.get("aria-label")
    counts = {colour: _count(rf"{colour} (\d+) 项", said) for colour in COLOURS}
    drawn = len(lights.findall(".//svg"))
    assert drawn == (len(+Counter(counts)) if lights.findall(".//span") else sum(counts.values()))
    line = Line(number(_words(actual)), None, number(_words(gap)))
    return Sum(line, counts, _coverage(r"(\d+)/(\d+)", _words(covered)))


def _red(row: HtmlElement) -> PrintedTask:
    actual, expected = _cell(row, "实际/应达").split("/")
    line = Line(number(actual), number(expected), number(_cell(row, "差")))
    return PrintedTask(_words(_one(row, "lamp")), line)


def read_ledger(page: str) -> Ledger:
    tree = html.fromstring(page)
    said = _words(_one(_one(tree, "active-f"), "right"))
    turned = tree.xpath("//a[text()='下一页']/@href")
    return Ledger(
        matching=_count(r"符合 (\d+) 项", said),
        withdrawn=_count(r"另撤销 (\d+) 项", said),
        counts={colour: _count(rf"{colour} (\d+)", said) for colour in COLOURS},
        rows={_cell(row, "编号"): _ledger_row(row) for row in _rows(tree, "t-led")},
        following=turned[0] if turned else None,
    )


def _ledger_row(row: HtmlElement) -> PrintedTask:
    """Its own light, not one of the sub-tasks that are folded under it."""
    figures = (number(_cell(row, name)) for name in ("实际%", "序时%", "差"))
    return PrintedTask(_words(_one(_one(row, "first"), "lamp")), Line(*figures))


def read_task(page: str) -> TaskPage:
    tree = html.fromstring(page)
    state = _one(tree, "task-state")
    patterns = (r"实际 (\S+)%", r"应达 (\S+)%", r"差 (\S+) 点")
    found = (re.search(pattern, _words(state)) for pattern in patterns)
    line = Line(*(number(each[1]) if each else None for each in found))
    notes = [_words(note) for note in tree.xpath("//*[contains(@class, 'note')]")]
    formulas = [pair for note in notes for pair in _FORMULA.findall(note)]
    return TaskPage(
        coverage=_coverage(r"已报 (\d+)/(\d+) 项", " ".join(notes)),
        task=PrintedTask(_words(_one(state, "lamp")), line),
        formulas=[(terms, Decimal(result)) for terms, result in formulas],
    )


def read_mail(message: EmailMessage) -> Mail:
    items: list[tuple[str, str, str]] = []
    counts: dict[str, int] = {}
    section = task = ""
    for line in message.get_body(("plain",)).get_content().splitlines():
        if headed := _SECTION.match(line):
            section = headed[1]
            counts[section] = int(headed[2])
        elif begun := _ITEM.match(line):
            task = begun[1]
        elif told := _STATE.match(line):
            items.append((section, task, told[1]))
    return Mail(items, counts)


def value_of(terms: str) -> Fraction:
    """Of (40.0 × 1 + 60.0 × 3) ÷ 4 and of 7 ÷ 12 × 100, as it is written."""
    dividend, rest = terms.split(" ÷ ")
    items = [item.split(" × ") for item in dividend.strip("()").split(" + ")]
    divisor, *times = rest.split(" × ")
    value = sum(Fraction(item[0]) * Fraction(item[1] if item[1:] else 1) for item in items)
    return value / Fraction(divisor) * (Fraction(times[0]) if times else 1)


def _words(node: HtmlElement) -> str:
    return " ".join(node.text_content().split())


def _all(node: HtmlElement, name: str, tag: str) -> list[HtmlElement]:
    return node.xpath(f".//*[{_has(name)}]//{tag}")


def _one(node: HtmlElement, name: str) -> HtmlElement:
    return node.xpath(f".//*[{_has(name)}]")[0]


def _has(name: str) -> str:
    return f"contains(concat(' ', @class, ' '), ' {name} ')"


def _rows(tree: HtmlElement, table: str) -> list[HtmlElement]:
    return tree.xpath(f".//table[{_has(table)}]/tbody/tr")


def _cell(row: HtmlElement, name: str) -> str:
    return _words(row.xpath(f"./*[@data-label='{name}']")[0])


def _number_of(row: HtmlElement) -> str:
    return _words(_one(row, "task")).removeprefix("举措 ").split()[0]


def _count(pattern: str, words: str) -> int:
    found = re.search(pattern, words)
    return int(found[1]) if found else 0


def _coverage(pattern: str, words: str) -> tuple[int, int]:
    found = re.search(pattern, words)
    return (int(found[1]), int(found[2])) if found else (0, 0)
