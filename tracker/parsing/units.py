"""Suggests which unit leads a task: the one the text names, else by duties and past tasks."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import log
from operator import add

from tracker.domain.drafts import UnitProfile, UnitSuggestion
from tracker.parsing.numerals import folded
from tracker.parsing.subjects import find_subjects

_MOST = 3
_SATURATION, _LENGTH_SHARE = 1.2, 0.5
_TITLE_WEIGHT = 2.0
_LONGEST_TASK = 3000
_NOT_HAN = re.compile(r"[^\u4e00-\u9fff]+")
_FIRST_STOP = re.compile(r"[。;:\n]")
# What may stand before a unit's own name in a list: 市、区、县局, 本局, 各.
_PLACE = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,6}?(?:自治区|省|市|区|县|旗|州|盟)|我?局|本|委|院|校)(?=.{2})"
)
_BUREAU = re.compile(r"^.{0,20}?(?:监管局|管理局|监督局)(?=.{2})")
# Said of everybody, and so of nobody.
_EVERYBODY = re.compile(
    r"^(?:各|有关|相关|所有|全|其他|责任).{0,4}$|^.?(?:企业|单位|部门|社会|学校|公司)$"
)


class UnitMatcher:
    """Built once for a plan's units; a task confirmed for a unit becomes one of its examples."""

    def __init__(self, units: Sequence[UnitProfile]) -> None:
        self._units = tuple(units)
        self._names = _name_table(self._units)
        self._texts = tuple(_words_of(unit) for unit in self._units)
        self._weights = _gram_weights(self._texts)

    def suggest(
        self, text: str, *, heading: str, named: Sequence[str]
    ) -> tuple[UnitSuggestion, ...]:
        """At most three, best first. Only what the text itself names is `named`."""
        said = tuple(named) or find_subjects(text, 0, len(text))
        by_name = self._by_name(said, must_be_known=not named)
        known = {unit.name for unit in self._units}
        if any(suggestion.name in known for suggestion in by_name):
            return by_name[:_MOST]
        return (by_name + self._by_duties(text, heading))[:_MOST]

    def _by_name(self, names: Iterable[str], *, must_be_known: bool) -> tuple[UnitSuggestion, ...]:
        found: dict[str, UnitSuggestion] = {}
        for name in names:
            unit = self._look_up(folded(name))
            if unit is None and must_be_known and _EVERYBODY.match(name):
                continue
            found.setdefault(unit or name, UnitSuggestion(unit or name, True, 1.0, (name,)))
        return tuple(found.values())

    def _look_up(self, name: str) -> str | None:
        for candidate in _shorter(name):
            if candidate in self._names:
                return self._names[candidate]
        return None

    def _by_duties(self, text: str, heading: str) -> tuple[UnitSuggestion, ...]:
        body = folded(text)[:_LONGEST_TASK]
        scores = self._scores(body, heading)
        best = sorted(scores, key=lambda index: (-scores[index], index))[:_MOST]
        top = scores[best[0]] if best else 1.0
        return tuple(
            UnitSuggestion(
                self._units[index].name,
                False,
                round(scores[index] / top, 3),
                self._speaking_words(index, body),
            )
            for index in best
        )

    def _scores(self, body: str, heading: str) -> dict[int, float]:
        scores: dict[int, float] = defaultdict(float)
        stop = _FIRST_STOP.search(body)
        title = heading + "\n" + body[: stop.start() if stop else 40]
        for words, weight in ((body, 1.0), (title, _TITLE_WEIGHT)):
            for gram in _grams(words).keys() & self._weights.keys():
                for index, value in self._weights[gram]:
                    scores[index] += weight * value
        return scores

    def _speaking_words(self, index: int, body: str) -> tuple[str, ...]:
        """The longest stretches that the task shares with the unit's duties, by their weight."""
        duties, words, position = self._texts[index], {}, 0
        while position < len(body) - 1:
            length = 2
            if body[position : position + 2] not in duties:
                position += 1
                continue
            while (
                position + length < len(body)
                and body[position : position + length + 1] in duties
                and length < 12
            ):
                length += 1
            word = body[position : position + length]
            if not _NOT_HAN.search(word):
                words[word] = self._weight(index, word)
            position += length
        return tuple(sorted(words, key=lambda word: -words[word])[:_MOST])

    def _weight(self, index: int, word: str) -> float:
        return sum(
            value
            for gram in _grams(word)
            for owner, value in self._weights.get(gram, ())
            if owner == index
        )


def _name_table(units: Sequence[UnitProfile]) -> Mapping[str, str]:
    table: dict[str, str] = {}
    for unit in units:
        for name in (unit.name, *unit.aliases):
            table.setdefault(folded(name), unit.name)
    return table


def _shorter(name: str) -> Iterable[str]:
    """The name as said, then without the place or the bureau in front of it."""
    yield name
    for front in (_BUREAU, _PLACE):
        rest = front.sub("", name)
        if rest != name:
            yield rest
    for swap in (("处", "科"), ("股", "科"), ("科", "处")):
        if name.endswith(swap[0]):
            yield name[:-1] + swap[1]


def _words_of(unit: UnitProfile) -> str:
    return "\n".join((unit.name, *unit.aliases, *unit.duties, *unit.examples))


def _grams(text: str) -> Counter[str]:
    """Pairs of neighbouring characters; a pair over punctuation is none."""
    pairs = Counter(map(add, text, text[1:]))
    return Counter({pair: count for pair, count in pairs.items() if not _NOT_HAN.search(pair)})


def _gram_weights(texts: Sequence[str]) -> Mapping[str, tuple[tuple[int, float], ...]]:
    """BM25 with the duties as documents, worked out once so that a task costs look-ups only."""
    counts = [_grams(text) for text in texts]
    owners = Counter(gram for grams in counts for gram in grams)
    mean = sum(sum(grams.values()) for grams in counts) / max(1, len(counts)) or 1.0
    weights: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for index, grams in enumerate(counts):
        length = 1 - _LENGTH_SHARE + _LENGTH_SHARE * sum(grams.values()) / mean
        for gram, count in grams.items():
            rarity = log(1 + (len(texts) - owners[gram] + 0.5) / (owners[gram] + 0.5))
            gain = count * (_SATURATION + 1) / (count + _SATURATION * length)
            weights[gram].append((index, rarity * gain))
    return {gram: tuple(found) for gram, found in weights.items()}
