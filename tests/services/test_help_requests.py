"""需协调事项: opened by a report, kept or replaced by the next, closed by an answer and once."""

import pytest
import sqlalchemy as sa

from tests.make import make_task
from tracker.domain.errors import Forbidden, NotFound, RuleBroken, SentTwice
from tracker.domain.progress import ProgressReport
from tracker.domain.values import HelpVerdict, TaskState
from tracker.models import AuditEntry, HelpRequest, Instruction
from tracker.services import help_requests, progress, unit_mergers

MONEY, CARS = "请财务科落实经费。", "请办公室调配车辆。"


@pytest.fixture
def task(people):
    return make_task(
        lead=people.unit_a, supports=[people.unit_b], state=TaskState.IN_PROGRESS, percent=50
    )


@pytest.fixture
def by(people, clock):
    def by(name):
        clock.forward(minutes=1)
        return people[name].doing(clock.now())

    return by


@pytest.fixture
def report(by, task, clock):
    """A report of the lead unit with these words in the field; gives back the moment."""

    def report(wanted, name="chief_a"):
        said = ProgressReport(
            f"已办 {clock.now()}", percent=60, problem="缺人。", help_wanted=wanted
        )
        progress.report(by(name), task_id=task.id, version=task.version, report=said)
        return clock.now()

    return report


@pytest.fixture
def rows(session, task):
    def rows():
        session.rollback()
        found = session.scalars(sa.select(HelpRequest).order_by(HelpRequest.id))
        return [(row.text, row.asked_at, row.verdict) for row in found]

    return rows


def only(session) -> HelpRequest:
    return session.scalars(sa.select(HelpRequest)).one()


def test_the_same_words_wait_since_they_were_first_said(report, rows):
    first = report(MONEY)
    report(f" {MONEY}\n")
    assert rows() == [(MONEY, first, None)]


def test_an_empty_field_closes_nothing(report, rows):
    first = report(MONEY)
    report("")
    report(MONEY)
    assert rows() == [(MONEY, first, None)]


def test_other_words_take_their_place_and_wait_from_then_on(report, rows):
    first = report(MONEY)
    second = report(CARS)
    assert rows() == [(MONEY, first, HelpVerdict.REPLACED), (CARS, second, None)]


def test_whoever_needs_nothing_any_more_says_so(report, rows):
    first = report(MONEY)
    report("无。")
    assert rows() == [(MONEY, first, HelpVerdict.TAKEN_BACK)]


def test_a_word_for_nothing_opens_nothing(report, rows):
    report("暂无")
    assert rows() == []


def test_a_supporting_unit_asks_for_itself(by, task, report, rows, clock):
    first = report(MONEY)
    said = ProgressReport("已配合。", help_wanted=CARS)
    progress.supplement(by("chief_b"), task_id=task.id, report=said)
    second = clock.now()
    report("")
    assert rows() == [(MONEY, first, None), (CARS, second, None)]


def test_what_is_said_again_after_the_answer_waits_again(by, report, rows, session):
    first = report(MONEY)
    help_requests.answer(by("office"), help_id=only(session).id, word="已落实。")
    second = report(MONEY)
    assert rows() == [(MONEY, first, HelpVerdict.ANSWERED), (MONEY, second, None)]


def test_an_answer_says_who_when_and_what_and_is_logged(by, people, report, session, clock, task):
    report(MONEY)
    help_requests.answer(by("leader_a"), help_id=only(session).id, word=" 已落实。 ")
    row = only(session)
    assert (row.verdict, row.word, row.decided_by_id, row.decided_at, row.seen_at) == (
        HelpVerdict.ANSWERED,
        "已落实。",
        people.leader_a.id,
        clock.now(),
        None,
    )
    entry = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (entry.action, entry.subject_id, entry.after) == (
        "task.help.answered",
        task.id,
        {"help": row.id},
    )
    assert session.scalars(sa.select(Instruction)).all() == []


def test_by_an_instruction_the_lead_unit_has_it_to_answer(by, report, session, task):
    report(MONEY)
    help_requests.instruct(by("leader_a"), help_id=only(session).id, word="财务科本周办。")
    row, written = only(session), session.scalars(sa.select(Instruction)).one()
    assert (written.task_id, written.text, row.instruction_id) == (
        task.id,
        "财务科本周办。",
        written.id,
    )
    assert (row.verdict, row.word) == (HelpVerdict.ANSWERED, "财务科本周办。")


@pytest.mark.parametrize("use_case", [help_requests.answer, help_requests.instruct])
def test_a_double_click_is_told_so_and_somebody_else_that_it_is_closed(
    by, report, session, use_case
):
    report(MONEY)
    number = only(session).id
    use_case(by("leader_a"), help_id=number, word="已落实。")
    with pytest.raises(SentTwice):
        use_case(by("leader_a"), help_id=number, word="已落实。 ")
    with pytest.raises(RuleBroken, match=r"help\.closed"):
        help_requests.answer(by("office"), help_id=number, word="已落实。")
    assert only(session).decided_by_id == by("leader_a").actor.user_id
    assert len(session.scalars(sa.select(Instruction)).all()) <= 1


def test_an_answer_to_words_that_were_replaced_meanwhile_is_refused(by, report, session):
    report(MONEY)
    number = only(session).id
    report(CARS)
    with pytest.raises(RuleBroken, match=r"help\.closed"):
        help_requests.answer(by("office"), help_id=number, word="已落实。")


@pytest.mark.parametrize("word", ["", "  ", "\x07", "长" * 10_001])
def test_an_answer_says_something(by, report, session, word):
    report(MONEY)
    with pytest.raises(RuleBroken):
        help_requests.answer(by("office"), help_id=only(session).id, word=word)
    assert only(session).verdict is None


def test_who_may_write_no_instruction_answers_by_a_word_alone(by, report, session):
    report(MONEY)
    with pytest.raises(Forbidden):
        help_requests.instruct(by("office"), help_id=only(session).id, word="已落实。")
    assert only(session).verdict is None
    with pytest.raises(NotFound):
        help_requests.answer(by("office"), help_id=999, word="已落实。")


def test_what_a_unit_asked_for_moves_with_it_into_another(by, people, report, session):
    report(MONEY)
    unit_mergers.merge(by("admin"), unit_id=people.unit_a.id, into_id=people.unit_b.id)
    assert only(session).unit_id == people.unit_b.id


def test_where_both_ask_both_wait(by, people, task, report, session):
    report(MONEY)
    said = ProgressReport("已配合。", help_wanted=CARS)
    progress.supplement(by("chief_b"), task_id=task.id, report=said)
    unit_mergers.merge(by("admin"), unit_id=people.unit_a.id, into_id=people.unit_b.id)
    waiting = sa.select(HelpRequest.unit_id).where(HelpRequest.decided_at.is_(None))
    assert set(session.scalars(waiting)) == {people.unit_a.id, people.unit_b.id}
