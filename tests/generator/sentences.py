"""Sentences made from frames, each with what it commits to."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from random import Random

from tests.generator import words
from tests.generator.plan import Deadline, Sentence, Target
from tests.generator.words import Topic, Work
from tracker.domain.values import Op, Recurrence

_MAGNITUDES = {"万": 10_000, "亿": 100_000_000}
_COMMON_RATES = (100, 100, 98, 95, 90, 85, 96, 92)
# As written, and the month and day that they mean in the plan's year.
_BY_WHEN = (
    ("年底前", 12, 31), ("12月底前", 12, 31), ("年内", 12, 31), ("11月底前", 11, 30),
    ("10月20日前", 10, 20), ("三季度末", 9, 30), ("9月底前", 9, 30), ("上半年", 6, 30),
    ("6月底前", 6, 30), ("5月底前", 5, 31), ("4月30日前", 4, 30), ("3月底前", 3, 31),
    ("一季度", 3, 31), ("3月-8月", 8, 31), ("7—9月", 9, 30), ("4月下旬", 4, 30),
    ("5月中旬", 5, 20), ("二季度末", 6, 30), ("第三季度", 9, 30), ("10月", 10, 31),
    ("8月15日前", 8, 15), ("11月上旬", 11, 10),
)  # fmt: skip
_SCHOOL_MONTHS = ((10, 31), (12, 31), (3, 31), (5, 31), (11, 30), (6, 30))


def by_when(dice: Random, year: int, *, school: bool) -> Deadline:
    """A day to come, in the words of plans; a school year has its spring in the year after."""
    if school:
        month, day = dice.choice(_SCHOOL_MONTHS)
        return Deadline(f"{month}月底前", date(year + (month < 9), month, day))
    words, month, day = dice.choice(_BY_WHEN)
    if words[0].isdigit() and dice.random() < 0.2:
        words = f"{year}年{words}"
    return Deadline(words, date(year, month, day))


def plain(dice: Random, topic: Topic) -> Sentence:
    frames = words.TRAPS if dice.random() < 0.2 else words.PLAIN
    frame = dice.choice(frames)
    return Sentence(_filled(frame, dice.choice(topic.matters), dice.randrange(2, 30)))


def _filled(frame: str, matter: str, number: int) -> str:
    return frame.replace("{}", matter).replace("{n}", str(number))


def counted(dice: Random, topic: Topic, due: Deadline | None = None) -> Sentence:
    """So many of a thing, with a day in front where one is given."""
    work = dice.choice(topic.works)
    frame, op = dice.choice(words.COUNTED)
    figure, target = quantity(dice, work)
    said = frame.format(v=work.verb, t=work.thing, q=figure, m=dice.choice(topic.matters))
    found = Target(figure, target.value, target.unit, work.thing, Op(op))
    if due is None:
        return Sentence(said, (found,))
    said = said.removeprefix("全年").removeprefix("计划")
    return Sentence(f"{due.words}{said}", (found,), (due,))


def quantity(dice: Random, work: Work) -> tuple[str, Target]:
    number = Decimal(dice.randrange(work.least, work.most))
    if work.unit[0] in _MAGNITUDES:
        number += Decimal(dice.randrange(10)) / 10
        value, unit = number * _MAGNITUDES[work.unit[0]], work.unit[1:]
    elif number > 1000 and dice.random() < 0.3:
        number = (number / 10_000).quantize(Decimal("0.01"))
        return f"{number}万{work.unit}", Target("", number * 10_000, work.unit, work.thing)
    else:
        value, unit = number, work.unit
    return f"{number.normalize():f}{work.unit}", Target("", value, unit, work.thing)


def rated(dice: Random, topic: Topic) -> Sentence:
    return dice.choice((_level, _level, _gain, _ill, _everywhere))(dice, topic)


def _level(dice: Random, topic: Topic) -> Sentence:
    rate, share = dice.choice(topic.rates), dice.choice(_COMMON_RATES)
    frame, op = dice.choice(words.RATED[:3] if share == 100 else words.RATED)
    if share == 100:
        frame = frame.removesuffix("以上")
    said = frame.format(r=rate, p=share, m=dice.choice(topic.matters))
    return Sentence(said, (Target(f"{share}%", Decimal(share), "%", rate, Op(op)),))


def _gain(dice: Random, topic: Topic) -> Sentence:
    rate, gain = dice.choice(topic.rates), dice.randrange(1, 9)
    said = dice.choice(words.GAINED).format(r=rate, g=gain)
    target = Target(f"{gain}个百分点", Decimal(gain), "个百分点", rate, Op.INCREASE)
    return Sentence(said, (target,))


def _ill(dice: Random, topic: Topic) -> Sentence:
    ill, level = topic.ills[0], Decimal(dice.randrange(5, 95)) / 10
    said = dice.choice(words.KEPT_LOW).format(i=ill, l=f"{level.normalize():f}")
    return Sentence(said, (Target(f"{level.normalize():f}%", level, "%", ill, Op.AT_MOST),))


def _everywhere(dice: Random, topic: Topic) -> Sentence:
    matter = dice.choice(topic.matters)
    return Sentence(f"实现{matter}全覆盖", (Target("全覆盖", Decimal(100), "%", matter),))


def dated(dice: Random, topic: Topic, due: Deadline) -> Sentence:
    frame = dice.choice(words.DATED)
    return Sentence(frame.format(d=due.words, m=dice.choice(topic.matters)), (), (due,))


def repeated(dice: Random, topic: Topic) -> Sentence:
    frame, often, code = dice.choice(words.REPEATED)
    said = frame.format(m=dice.choice(topic.matters))
    return Sentence(said, (), (Deadline(often, None, Recurrence(code)),))


def told(dice: Random, topic: Topic) -> str:
    """What the year before has brought."""
    work = dice.choice(topic.works)
    return dice.choice(words.TOLD).format(
        v=work.verb, t=work.thing, q=quantity(dice, work)[0], m=dice.choice(topic.matters),
        r=dice.choice(topic.rates), p=dice.choice(_COMMON_RATES), l=dice.randrange(40, 80),
        n=dice.randrange(12, 90),
    )  # fmt: skip


def joined(one: Sentence, other: Sentence) -> Sentence:
    """Two in one, parted by a comma."""
    return Sentence(
        f"{one.words}，{other.words}",
        (*one.targets, *other.targets),
        (*one.deadlines, *other.deadlines),
    )


def some(dice: Random, made: Sequence[Sentence], most: int) -> tuple[Sentence, ...]:
    """A few of them, in their order, none said twice."""
    unique = list({sentence.words: sentence for sentence in made}.values())
    keep = sorted(dice.sample(range(len(unique)), min(most, len(unique))))
    return tuple(unique[place] for place in keep)
