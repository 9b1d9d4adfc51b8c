"""A plan at random from a seed: a body, its year, groups of tasks, the year before."""

from random import Random

from tests.generator import sentences, words
from tests.generator.plan import Deadline, Group, Plan, Sentence, Task
from tests.generator.words import Domain, Topic

_SCHOOL = "实验中学"


def make_plan(dice: Random) -> Plan:
    domain = dice.choice(words.domains())
    school = domain.body == "教育局" and dice.random() < 0.5
    year = dice.randrange(2018, 2029)
    body = dice.choice(words.PLACES) + (_SCHOOL if school else domain.body)
    topics = dice.sample(domain.topics, dice.choice((3, 4, 4)))
    return Plan(
        body=body,
        year=year,
        groups=tuple(_group(dice, domain, topic, year, school=school) for topic in topics),
        review=tuple(_reviewed(dice, topic) for topic in topics),
        school_year=school,
        sections=domain.sections,
    )


def _group(dice: Random, domain: Domain, topic: Topic, year: int, *, school: bool) -> Group:
    heads = [
        frame.format(matter)
        for frame in dice.sample(words.HEADS, 2)
        for matter in topic.matters
        if frame.format(matter) not in topic.titles
    ]
    chosen = dice.sample(heads, dice.randrange(2, 6))
    tasks = tuple(_task(dice, domain, topic, head, year, school=school) for head in chosen)
    return Group(dice.choice(topic.titles), tasks)


def _task(
    dice: Random, domain: Domain, topic: Topic, head: str, year: int, *, school: bool
) -> Task:
    lead, *support = dice.sample(domain.sections, 3)
    made = [
        sentences.plain(dice, topic),
        _bound(dice, topic, sentences.by_when(dice, year, school=school)),
        sentences.plain(dice, topic),
    ]
    return Task(
        head=head,
        sentences=sentences.some(dice, made, dice.choice((1, 2, 2, 3))),
        lead=lead,
        support=tuple(support[: dice.randrange(3)]),
        due=sentences.by_when(dice, year, school=school),
    )


def _bound(dice: Random, topic: Topic, due: Deadline) -> Sentence:
    """A sentence with a figure, a day, or both."""
    form = dice.randrange(6)
    if form == 0:
        return sentences.dated(dice, topic, due)
    if form == 1:
        return sentences.repeated(dice, topic)
    if form == 2:
        return sentences.rated(dice, topic)
    counted = sentences.counted(dice, topic, due if form == 3 else None)
    return sentences.joined(counted, sentences.rated(dice, topic)) if form == 4 else counted


def _reviewed(dice: Random, topic: Topic) -> tuple[str, str]:
    said = {sentences.told(dice, topic): None for _ in range(3)}
    return dice.choice(topic.titles), "。".join(said) + "。"
