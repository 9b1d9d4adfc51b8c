"""Suggests which unit leads a task: the one the text names, else by duties and past tasks."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from math import log
from operator import add

from tracker.domain.drafts.draft import UnitProfile, UnitSuggestion
from tracker.parsing.text.normalise import fold
from tracker.parsing.units.subjects import find_subjects

_MOST = 3
_SATURATION, _LENGTH_SHARE = 1.2, 0.5
_TITLE_WEIGHT = 2.0
_TITLE_LENGTH = 40
# A subject may stand anywhere; what a task is about is said at its beginning.
_LONGEST_TASK = 3000
_TELLING = 200
_LONGEST_WORD = 12
_NOT_HAN = re.compile(r"[^\u4e00-\u9fff]")
_FIRST_STOP = re.compile(r"[。;:；：\n]")
# What may stand before a unit's own name in a list: 市、区、县局, 本局, 各.
_PLACE = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,6}?(?:自治区|省|市|区|县|旗|州|盟)局?|我?局|本|委|院|校)(?=.{2})"
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
        self._known = frozenset(unit.name for unit in self._units)
        self._names = _name_table(self._units)
        self._said: dict[str, str | None] = {}  # what each name that was said stands for
        self._texts = tuple(_words_of(unit) for unit in self._units)
        self._weights = _pair_weights(self._texts)
        self._first_signs = frozenset(pair[0] for pair in self._weights)
        self._ranks = _ranks_by_unit(self._weights, len(self._units))

    def suggest(
        self, text: str, *, heading: str, named: Sequence[str]
    ) -> tuple[UnitSuggestion, ...]:
        """At most three, best first. Only what the text itself names is `named`."""
        said = tuple(named) or find_subjects(text, 0, min(len(text), _LONGEST_TASK))
        by_name = self._by_name(said, must_be_known=not named)
        if any(suggestion.name in self._known for suggestion in by_name):
            return by_name[:_MOST]
        return (by_name + self._by_duties(text, heading))[:_MOST]

    def _by_name(self, names: Iterable[str], *, must_be_known: bool) -> tuple[UnitSuggestion, ...]:
        found: dict[str, UnitSuggestion] = {}
        for name in names:
            unit = self._look_up(name)
            if unit is None and must_be_known and _EVERYBODY.match(name):
                continue
            found.setdefault(unit or name, UnitSuggestion(unit or name, True, 1.0, (name,)))
        return tuple(found.values())

    def _look_up(self, name: str) -> str | None:
        if name not in self._said:
            known = (self._names.get(candidate) for candidate in _shorter(fold(name)))
            self._said[name] = next(filter(None, known), None)
        return self._said[name]

    def _by_duties(self, text: str, heading: str) -> tuple[UnitSuggestion, ...]:
        """No folding: only pairs of Han characters weigh, and those have but one width."""
        body = heading + "\n" + text[:_TELLING]
        pairs = sorted(self._pairs_in(body))  # in one order: sums of the same come out the same
        scores = self._scores(pairs, _title(body, len(heading) + 1))
        best = sorted(scores, key=lambda index: (-scores[index], index))[:_MOST]
        return tuple(
            UnitSuggestion(
                name=self._units[index].name,
                named=False,
                score=round(scores[index] / scores[best[0]], 3),
                words=self._speaking_words(index, body, pairs),
            )
            for index in best
        )

    def _pairs_in(self, body: str) -> Set[str]:
        """The pairs of characters that weigh; most places are ruled out by their first one."""
        said = {body[at : at + 2] for at, sign in enumerate(body) if sign in self._first_signs}
        return said & self._weights.keys()

    def _scores(self, pairs: Sequence[str], title: str) -> Mapping[int, float]:
        """What the title says counts for more than what the rest of the task says."""
        scores: dict[int, float] = defaultdict(float)
        for pair in pairs:
            for index, value in self._weights[pair]:
                scores[index] += value
        for pair in pairs:
            for index, value in self._weights[pair] if pair in title else ():
                scores[index] += _TITLE_WEIGHT * value
        return scores

    def _speaking_words(self, index: int, said: str, pairs: Sequence[str]) -> tuple[str, ...]:
        """The stretches around the weightiest pairs that task and duties have in common."""
        ranks, duties = self._ranks[index], self._texts[index]
        words: list[str] = []
        for pair in sorted(ranks.keys() & pairs, key=ranks.__getitem__):
            if any(pair in word for word in words):
                continue
            words.append(_stretch(said, said.find(pair), duties))
            if len(words) == _MOST:
                break
        return tuple(words)


def _stretch(said: str, at: int, duties: str) -> str:
    """The longest run of characters over the pair at `at` that stands in the duties as well."""
    start, end = at, at + 2
    while end < len(said) and end - start < _LONGEST_WORD and said[start : end + 1] in duties:
        end += 1
    while start > 0 and end - start < _LONGEST_WORD and said[start - 1 : end] in duties:
        start -= 1
    return said[start:end].strip("、,，;；:：。和与及的等\n")


def _title(body: str, at: int) -> str:
    """The heading and the first sentence, or as much of it as a title has."""
    stop = _FIRST_STOP.search(body, at)
    return body[: stop.start() if stop else at + _TITLE_LENGTH]


def _name_table(units: Sequence[UnitProfile]) -> Mapping[str, str]:
    table: dict[str, str] = {}
    for unit in units:
        for name in (unit.name, *unit.aliases):
            table.setdefault(fold(name), unit.name)
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


def _counted_pairs(text: str) -> Counter[str]:
    """Pairs of neighbouring characters; a pair over punctuation is none."""
    return Counter(pair for run in _NOT_HAN.split(text) for pair in map(add, run, run[1:]))


def _pair_weights(texts: Sequence[str]) -> Mapping[str, tuple[tuple[int, float], ...]]:
    """BM25 with the duties as documents, worked out once so that a task costs look-ups only.

    What most units have in common (监管, 管理) tells none of them apart and is left out.
    """
    counts = [_counted_pairs(text) for text in texts]
    owners = Counter(pair for pairs in counts for pair in pairs)
    mean = sum(sum(pairs.values()) for pairs in counts) / max(1, len(counts)) or 1.0
    weights: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for index, pairs in enumerate(counts):
        length = 1 - _LENGTH_SHARE + _LENGTH_SHARE * sum(pairs.values()) / mean
        for pair, count in pairs.items():
            if owners[pair] * 2 > len(texts) > 2:
                continue
            rarity = log(1 + (len(texts) - owners[pair] + 0.5) / (owners[pair] + 0.5))
            gain = count * (_SATURATION + 1) / (count + _SATURATION * length)
            weights[pair].append((index, rarity * gain))
    return {pair: tuple(found) for pair, found in weights.items()}


def _ranks_by_unit(
    weights: Mapping[str, tuple[tuple[int, float], ...]], units: int
) -> tuple[Mapping[str, int], ...]:
    """For each unit its pairs by weight, the weightiest first."""
    own: list[list[tuple[float, str]]] = [[] for _ in range(units)]
    for pair, owners in weights.items():
        for index, value in owners:
            own[index].append((-value, pair))
    return tuple({pair: rank for rank, (_, pair) in enumerate(sorted(found))} for found in own)
