"""重读: one transaction, written down; nobody's corrections are lost, none without a word."""

import time
from datetime import date

import pytest
import sqlalchemy as sa

from tests.people import EVERYBODY, UNIT_A, UNIT_B
from tests.reviewing import review_of, version_of
from tracker.domain.drafts.corrections import Correction
from tracker.domain.drafts.hints import Hints
from tracker.domain.errors import Forbidden, NotFound, RuleBroken, StaleWrite, UnreadableDocument
from tracker.domain.uploads import Upload
from tracker.models import AuditEntry, PlanDocument
from tracker.services import documents, rereading, reviews
from tracker.services.reviews import Picked

TEXT = f"""测试区市场监督管理局2026年工作要点
一、守牢安全底线
（一）食品安全
1.检查学校食堂120家次。9月底前完成。（牵头单位：{UNIT_A}）
2.培训食品安全员200人次。（牵头单位：{UNIT_A}）
（二）特种设备
1.更新电梯60台。（牵头单位：{UNIT_B}）
二、优化营商环境
1.开展法规宣传4次。（牵头单位：{UNIT_B}）
"""
SCHOOLS, TRAINING, LIFTS, LAWS = (
    "检查学校食堂120家次",
    "培训食品安全员200人次",
    "更新电梯60台",
    "开展法规宣传4次",
)
FIRST_PART = Hints(begins=TEXT.index("一、"), ends=TEXT.index("（二）"))


@pytest.fixture
def draft(people, clock) -> int:
    upload = Upload("要点.txt", TEXT.encode())
    return documents.upload(people.office.doing(clock.now()), upload=upload)


@pytest.fixture
def act(people, clock, draft):
    """Reads anew as the plan office, or as another person."""

    def act(hints: Hints, *, person: str = "office", **given):
        given = {"version": version_of(draft)} | given
        doing = people[person].doing(clock.now())
        return rereading.reread(doing, draft_id=draft, hints=hints, **given)

    return act


@pytest.fixture
def corrected(people, clock, draft):
    """The first task has another name, the last is accepted."""
    doing = people.office.doing(clock.now())
    first, *_, last = review_of(draft).items
    reviews.correct(
        doing, draft_id=draft, item=Picked(first.key, 1), correction=Correction(title="查食堂")
    )
    reviews.check(doing, draft_id=draft, picked=[Picked(last.key, 1)])
    return draft


def titles(draft: int) -> list[str]:
    return [item.title for item in review_of(draft).kept]


def test_a_look_shows_what_would_be_and_changes_nothing(corrected, people, clock):
    before, version = review_of(corrected), version_of(corrected)
    doing = people.office.doing(clock.now())
    seen = rereading.look(doing, draft_id=corrected, hints=FIRST_PART)
    assert [item.title for item in seen.after.kept] == ["查食堂", TRAINING]
    assert [item.title for item in seen.outside] == [LAWS]
    assert (review_of(corrected), version_of(corrected)) == (before, version)


def test_the_part_is_read_anew_and_what_was_corrected_is_kept(corrected, act):
    act(FIRST_PART)
    assert titles(corrected) == ["查食堂", TRAINING]
    assert review_of(corrected).hints == FIRST_PART


def test_what_is_outside_stays_when_it_is_to_stay(corrected, act):
    last = review_of(corrected).items[-1]
    act(FIRST_PART, stay=[last.key])
    assert titles(corrected) == ["查食堂", TRAINING, LAWS]


def test_the_level_makes_other_strategies(draft, act):
    act(Hints(level="han-paren"))
    assert [each.title for each in review_of(draft).strategies] == [
        "食品安全",
        "特种设备",
        "优化营商环境",
    ]
    act(Hints(level="han"))
    assert [each.title for each in review_of(draft).strategies] == [
        "守牢安全底线",
        "优化营商环境",
    ]


def test_another_year_moves_the_dates_also_of_what_was_corrected(corrected, act):
    act(Hints(year=2027))
    review = review_of(corrected)
    assert (review.year, review.kept[0].due_on) == (2027, date(2027, 9, 30))
    assert {item.due_on.year for item in review.kept} == {2027}
    assert review.doubts == ()


def test_what_was_said_before_still_holds(draft, act):
    act(Hints(year=2027))
    act(Hints(level="han-paren"))
    act(FIRST_PART)
    review = review_of(draft)
    assert (review.year, review.hints.level) == (2027, "han-paren")
    assert [each.title for each in review.strategies] == ["食品安全"]


def test_the_year_is_kept_where_the_part_no_longer_names_it(people, clock):
    text = "一、2026年工作\n1.建泵站3座。\n2.换管道5公里。\n二、其他\n1.清淤3处。\n2.宣传4次。"
    doing = people.office.doing(clock.now())
    draft = documents.upload(doing, upload=Upload("a.txt", text.encode(), 2026))
    hints = Hints(begins=text.index("二、"), ends=len(text))
    rereading.reread(doing, draft_id=draft, version=1, hints=hints)
    assert review_of(draft).year == 2026


def test_it_is_written_down_with_what_went(corrected, act, people, session):
    act(FIRST_PART)
    session.rollback()
    entry = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (entry.action, entry.actor_id, entry.subject_id) == (
        "draft.reread",
        people.office.id,
        corrected,
    )
    assert entry.after["removed"] == [LAWS]
    assert (entry.before["tasks"], entry.after["tasks"], entry.after["kept"]) == (4, 2, 1)


@pytest.mark.parametrize("person", [person for person in EVERYBODY if person != "office"])
def test_only_the_plan_office_reads_anew(draft, act, people, clock, person):
    before = review_of(draft)
    with pytest.raises(Forbidden):
        act(FIRST_PART, person=person)
    with pytest.raises(Forbidden):
        rereading.look(people[person].doing(clock.now()), draft_id=draft, hints=FIRST_PART)
    assert review_of(draft) == before


def test_a_draft_that_was_changed_meanwhile_is_left_alone(corrected, act):
    before = review_of(corrected)
    with pytest.raises(StaleWrite) as told:
        act(FIRST_PART, version=1)
    assert told.value.code == "draft.reread-stale"
    assert review_of(corrected) == before


def test_a_change_while_the_file_is_read_wins(draft, act, people, clock, monkeypatch):
    """Reading takes seconds; the draft is looked at again before it is written."""
    parse = rereading.parse_bounded

    def slow(*given, **named):
        first = review_of(draft).items[0]
        doing = people.office.doing(clock.now())
        reviews.check(doing, draft_id=draft, picked=[Picked(first.key, 1)])
        return parse(*given, **named)

    monkeypatch.setattr(rereading, "parse_bounded", slow)
    with pytest.raises(StaleWrite):
        act(FIRST_PART)
    assert titles(draft) == [SCHOOLS, TRAINING, LIFTS, LAWS]


def test_a_third_at_the_same_moment_is_told_so_at_once(draft, people, clock, monkeypatch):
    """While one is read a second begins, and while that is read a third."""
    parse, told = rereading.parse_bounded, []

    def nested(*given, **named):
        try:
            look()
        except RuleBroken as error:
            told.append(error.code)
        return parse(*given, **named)

    def look():
        doing = people.office.doing(clock.now())
        return rereading.look(doing, draft_id=draft, hints=FIRST_PART)

    monkeypatch.setattr(rereading, "parse_bounded", nested)
    assert look().after.items
    assert told == ["draft.reading-busy"]


def test_the_year_that_is_asked_for_again_has_the_same_end(people, clock, act, monkeypatch):
    """Both together end before a web server gives up the request, with a second look as well."""
    parse, given = rereading.parse_bounded, []
    began = time.monotonic()

    def noted(*positional, **named):
        given.append(named["limits"])
        if len(given) == 1:
            raise UnreadableDocument("document.year-missing", field="year")
        return parse(*positional, **named)

    monkeypatch.setattr(rereading, "parse_bounded", noted)
    act(FIRST_PART)
    assert given[0] == given[1]
    assert given[0].seconds == 10
    assert 2 * (given[0].ends_at - began) < 30


def test_what_takes_too_long_to_read_again_leaves_the_draft_as_it_is(draft, act, monkeypatch):
    before = review_of(draft)

    def slow(*positional, **named):
        raise UnreadableDocument("document.too-slow", seconds=10)

    monkeypatch.setattr(rereading, "parse_bounded", slow)
    with pytest.raises(RuleBroken) as told:
        act(FIRST_PART)
    assert told.value.code == "draft.reread-slow"
    assert review_of(draft) == before


@pytest.mark.parametrize(
    ("hints", "code"),
    [
        (Hints(begins=9, ends=9), "document.part-empty"),
        (Hints(begins=0, ends=3), "document.no-plan"),
    ],
)
def test_a_part_without_a_plan_is_refused_and_nothing_changes(draft, act, hints, code):
    before = review_of(draft)
    with pytest.raises(UnreadableDocument) as refused:
        act(hints)
    assert refused.value.code == code
    assert review_of(draft) == before


def test_a_document_that_reads_otherwise_today_is_not_merged(draft, act, session):
    session.execute(sa.update(PlanDocument).values(text=TEXT + "附注"))
    session.commit()
    with pytest.raises(RuleBroken) as refused:
        act(FIRST_PART)
    assert refused.value.code == "draft.text-differs"


def test_the_year_of_another_draft_or_plan_of_the_same_text_is_refused(draft, act, people, clock):
    doing = people.office.doing(clock.now())
    other = documents.upload(doing, upload=Upload("b.txt", TEXT.encode(), 2027))
    with pytest.raises(StaleWrite) as told:
        act(Hints(year=2027))
    assert told.value.code == "draft.already-open"
    documents.accept_unseen(doing, draft_id=other)
    with pytest.raises(RuleBroken) as refused:
        act(Hints(year=2027))
    assert refused.value.code == "plan.already-imported"
    assert review_of(draft).year == 2026


def test_a_plan_that_was_made_is_not_read_anew(draft, act, people, clock):
    documents.accept_unseen(people.office.doing(clock.now()), draft_id=draft)
    with pytest.raises(StaleWrite) as told:
        act(FIRST_PART)
    assert told.value.code == "draft.accepted"
    with pytest.raises(NotFound):
        rereading.look(people.office.doing(clock.now()), draft_id=draft + 9, hints=FIRST_PART)


def test_another_reading_can_be_taken_back(corrected, act, people, clock):
    before = review_of(corrected)
    act(FIRST_PART)
    assert review_of(corrected) != before
    doing = people.office.doing(clock.now())
    reviews.undo(doing, draft_id=corrected, number=version_of(corrected))
    assert review_of(corrected) == before


def test_what_a_second_reading_finds_as_it_was_keeps_its_key(draft, act):
    act(FIRST_PART)
    once = review_of(draft)
    act(FIRST_PART)
    assert review_of(draft).items == once.items
