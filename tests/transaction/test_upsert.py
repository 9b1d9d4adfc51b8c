"""The same INSERT says on both databases what happens when the row is there."""

import sqlalchemy as sa

from tests.make import make_unit
from tracker.models import Unit
from tracker.transaction.unit_of_work import unit_of_work
from tracker.transaction.upsert import insert

ROW = {"name": "甲科", "kind": "office", "position": 9, "is_active": True}


def test_a_row_that_is_there_is_left_alone(session):
    make_unit("甲科")
    with unit_of_work() as inside:
        statement = insert(inside, Unit).values(ROW).on_conflict_do_nothing()
        assert inside.scalar(statement.returning(Unit.id)) is None
    assert session.scalars(sa.select(Unit.position)).all() == [1]


def test_a_row_that_is_there_is_changed(session):
    make_unit("甲科")
    with unit_of_work() as inside:
        statement = insert(inside, Unit).values(ROW)
        changed = {"position": Unit.position + statement.excluded.position}
        inside.execute(
            statement.on_conflict_do_update(index_elements=["name"], set_=changed),
            execution_options={"synchronize_session": False},
        )
    assert session.scalars(sa.select(Unit.position)).all() == [10]


def test_a_row_that_is_not_there_is_added(session):
    with unit_of_work() as inside:
        inside.execute(insert(inside, Unit).values(ROW).on_conflict_do_nothing())
    assert session.scalars(sa.select(Unit.name)).all() == ["甲科"]
