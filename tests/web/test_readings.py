"""报进展 by figures: what is counted, what is refused, and what is asked back."""

from decimal import Decimal

import pytest

from tests.make import make_target, make_task, make_update
from tracker.domain.values import ProgressMode, TargetKind
from tracker.models import Target, Task


@pytest.fixture
def counted(people):
    """Its percent comes from one figure, `target`, which stands at 40 of 100."""
    return make_task(lead=people.unit_a, mode=ProgressMode.TARGETS)


@pytest.fixture
def target(people, counted):
    target = make_target(counted, current=Decimal(40))
    make_update(counted, author=people.chief_a.user, percent=40)
    return target


def report(client, task, **figures):
    words = {"narrative": "已检查六成食堂。", "problem": "人手不足。", "confidence": "sure"}
    typed = {"version": str(task.version), "percent": "", **words, **figures}
    return client.post(f"/tasks/{task.id}/progress", data=typed)


def test_figures_stand_beside_their_unit_with_their_present_value(client_for, counted, target):
    page = client_for("chief_a").get(f"/tasks/{counted.id}/progress").text
    assert 'value="40"' in page
    assert "户次，目标 不少于 100户次" in page
    assert 'name="percent"' not in page


def test_a_figure_moves_target_and_percent(client_for, counted, target, session):
    sent = {f"reading-{target.id}": "1,00"}
    assert report(client_for("chief_a"), counted, **sent).status_code == 303
    assert session.get_one(Target, target.id).current == 100
    assert session.get_one(Task, counted.id).percent == 100


@pytest.mark.parametrize(
    ("figure", "sentence"),
    [
        ("约四十", "请填数字。"),
        ("1e99", "数字过大，请核对单位。"),
        ("1e999999999", "数字过大，请核对单位。"),
        ("0.0000001", "小数最多 6 位。"),
        ("1e-999999", "小数最多 6 位。"),
    ],
)
def test_a_figure_that_is_none_is_said_on_its_field(
    client_for, counted, target, session, figure, sentence
):
    name = f"reading-{target.id}"
    answer = report(client_for("chief_a"), counted, **{name: figure})
    assert answer.status_code == 422
    for words in (sentence, f'id="{name}-error"', f'value="{figure}"'):
        assert words in answer.text
    assert session.get_one(Target, target.id).current == 40


def test_an_impossible_figure_is_refused_however_sure_one_is(client_for, counted, target, session):
    typed = {f"reading-{target.id}": "-1", f"sure-{target.id}": "y"}
    refused = report(client_for("chief_a"), counted, **typed)
    assert (refused.status_code, "不会是负数，请核对。" in refused.text) == (422, True)
    assert f'id="reading-{target.id}-error"' in refused.text
    assert session.get_one(Target, target.id).current == 40


def test_among_several_the_rows_with_wrong_or_odd_figures_stay(client_for, people, session):
    tasks = [make_task(lead=people.unit_a, mode=ProgressMode.TARGETS) for _ in range(3)]
    figures = [make_target(task, metric="满意率", unit="%") for task in tasks[:2]]
    figures.append(make_target(tasks[2], metric="利用率", unit="%"))
    typed = {"task": [str(task.id) for task in tasks]}
    for task, figure, value in zip(tasks, figures, ("96", "140", "140"), strict=True):
        row = {"version": task.version, "narrative": "已办。", "confidence": "sure"}
        row[f"reading-{figure.id}"] = value
        typed |= {f"t{task.id}-{name}": str(cell) for name, cell in row.items()}
    client, sure = client_for("chief_a"), f"t{tasks[2].id}-sure-{figures[2].id}"
    answer = client.post("/mine/several", data=typed)
    assert answer.status_code == 422
    for words in ("已报送 1 项", "不会超过 100，请核对。", "超过了 100，请核对", f'name="{sure}"'):
        assert words in answer.text
    client.post("/mine/several", data=typed | {sure: "y"})
    session.expire_all()
    assert [figure.current for figure in figures] == [96, None, 140]


def test_more_than_the_goal_stands_as_it_is_and_counts_as_all_of_it(
    client_for, counted, target, session
):
    more = str(target.value + 20)
    typed = {f"reading-{target.id}": more}
    assert report(client_for("chief_a"), counted, **typed).status_code == 303
    session.expire_all()
    assert (session.get_one(Target, target.id).current, counted.percent) == (Decimal(more), 100)
    assert more in client_for("chief_a").get(f"/tasks/{counted.id}").text


@pytest.mark.parametrize(
    ("figure", "sentence"),
    [("39", "比上次所报 40 少"), ("400", "上次所报 40 的 10 倍以上")],
)
def test_an_odd_figure_asks_back_and_passes_when_confirmed(
    client_for, counted, target, session, figure, sentence
):
    client, sure = client_for("chief_a"), f"sure-{target.id}"
    typed = {f"reading-{target.id}": figure, "setback_reason": "重新核实。"}
    asked = report(client, counted, **typed)
    assert asked.status_code == 422
    for words in (sentence, f'name="{sure}"', f'value="{figure}"', "已检查六成食堂。"):
        assert words in asked.text
    assert report(client, counted, **typed, **{sure: "y"}).status_code == 303
    assert session.get_one(Target, target.id).current == Decimal(figure)


def test_a_figure_in_another_unit_is_told_what_to_type(client_for, counted, target, session):
    answer = report(client_for("chief_a"), counted, **{f"reading-{target.id}": "3.2万户次"})
    assert "3.2万户次就是 32000 户次，请填 32000。" in answer.text
    assert session.get_one(Target, target.id).current == 40


def test_a_figure_of_another_task_is_not_taken(client_for, counted, target, session):
    other = make_target()
    sent = {f"reading-{other.id}": "7", f"reading-{target.id}": "41"}
    assert report(client_for("chief_a"), counted, **sent).status_code == 303
    assert session.get_one(Target, other.id).current is None


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        ([(TargetKind.REACH, 40)], "进度按指标算。留空的沿用上次所报。"),
        ([(TargetKind.REACH, None)], "进度按指标算。还没报过的累计指标，留空按没有进展算。"),
        (
            [(TargetKind.REACH, 40), (TargetKind.KEEP_AT_LEAST, None)],
            "进度按指标算。留空的沿用上次所报。还没报过的比率、排名类指标，留空不计入进度。",
        ),
    ],
)
def test_what_becomes_of_blank_figures_is_said(client_for, counted, kinds, said):
    for kind, current in kinds:
        read = None if current is None else Decimal(current)
        make_target(counted, kind=kind, current=read)
    page = client_for("chief_a").get(f"/tasks/{counted.id}/progress").text
    assert said in page


def test_a_figure_left_blank_stays_as_it_was(client_for, counted, target, session):
    sent = {f"reading-{target.id}": ""}
    assert report(client_for("chief_a"), counted, **sent).status_code == 303
    assert session.get_one(Target, target.id).current == 40
    assert session.get_one(Task, counted.id).percent == 40
