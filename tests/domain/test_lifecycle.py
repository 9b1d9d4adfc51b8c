"""状态: every move from every state."""

import pytest

from tracker.domain.errors import RuleBroken
from tracker.domain.lifecycle import Move, is_allowed, move, refusal, resumed, states_for
from tracker.domain.values import TaskState

# States down, moves across: where the move leads; `=`: the state stays; `.`: refused.
MATRIX = """
             issue   sign_off     report       ask_verification  accept  send_back    reopen
draft        issued  .            .            .                 .       .            .
issued       .       in_progress  in_progress  .                 .       .            .
in_progress  .       .            =            submitted         .       .            .
submitted    .       .            .            .                 done    in_progress  .
done         .       .            .            .                 .       .            in_progress
suspended    .       .            .            .                 .       .            .
withdrawn    .       .            .            .                 .       .            .

             suspend    resume       withdraw   reassign  edit  split  discard  postpone
draft        .          .            .          =         =     =      =        =
issued       suspended  .            withdrawn  =         =     =      .        =
in_progress  suspended  .            withdrawn  issued    =     =      .        =
submitted    .          .            .          .         .     .      .        =
done         .          .            .          .         .     .      .        .
suspended    .          in_progress  withdrawn  =         =     .      .        =
withdrawn    .          .            .          .         .     .      .        .

             supplement  attach  ask_extension  decide_extension  instruct  answer  remind
draft        .           .       .              .                 .         .       .
issued       =           =       =              =                 =         =       =
in_progress  =           =       =              =                 =         =       =
submitted    .           =       .              =                 =         =       .
done         .           .       .              .                 =         =       .
suspended    .           =       .              .                 =         =       .
withdrawn    .           .       .              .                 .         .       .

             take_back    help
draft        .            .
issued       .            =
in_progress  .            =
submitted    in_progress  =
done         .            .
suspended    .            =
withdrawn    .            .
"""


def _drawn() -> dict[tuple[TaskState, Move], TaskState]:
    """As the design has it (DESIGN.md section 3, Life of a task)."""
    allowed = {}
    for block in MATRIX.strip("\n").split("\n\n"):
        head, *lines = block.split("\n")
        for line in lines:
            state, *cells = line.split()
            for by, cell in zip(head.split(), cells, strict=True):
                if cell != ".":
                    leads_to = TaskState(state if cell == "=" else cell)
                    allowed[TaskState(state), Move(by)] = leads_to
    return allowed


ALLOWED = _drawn()


def test_the_drawing_shows_every_move_and_every_state() -> None:
    blocks = [block.split("\n") for block in MATRIX.strip("\n").split("\n\n")]
    assert sorted(by for head, *_ in blocks for by in head.split()) == sorted(Move)
    assert all([line.split()[0] for line in lines] == list(TaskState) for _, *lines in blocks)


@pytest.mark.parametrize("by", Move)
@pytest.mark.parametrize("state", TaskState)
def test_a_move_leads_where_the_design_says_or_is_refused_with_its_reason(
    state: TaskState, by: Move
) -> None:
    following = ALLOWED.get((state, by))
    if following is not None:
        assert move(state, by) is following
        return
    with pytest.raises(RuleBroken) as refused:
        move(state, by)
    assert refused.value.parameters["state"] is state


@pytest.mark.parametrize("by", Move)
def test_what_is_asked_of_many_tasks_at_once_is_what_is_asked_of_one(by: Move) -> None:
    assert states_for(by) == {state for state in TaskState if (state, by) in ALLOWED}
    assert states_for(by) == {state for state in TaskState if is_allowed(state, by)}
    assert states_for(by) == {state for state in TaskState if refusal(state, by) is None}


def test_only_a_verification_makes_a_task_done() -> None:
    becomes = {move: to for move, to in ALLOWED.items() if move[0] is not to}
    assert [by for (_, by), to in becomes.items() if to is TaskState.DONE] == [Move.ACCEPT]


def test_what_is_withdrawn_stays_so() -> None:
    assert [by for (state, by) in ALLOWED if state is TaskState.WITHDRAWN] == []


def test_nothing_is_done_to_a_draft_but_by_the_office() -> None:
    office = {Move.ISSUE, Move.REASSIGN, Move.EDIT, Move.SPLIT, Move.DISCARD, Move.POSTPONE}
    assert {by for (state, by) in ALLOWED if state is TaskState.DRAFT} == office


@pytest.mark.parametrize(
    ("is_signed_off", "following"), [(True, TaskState.IN_PROGRESS), (False, TaskState.ISSUED)]
)
def test_a_task_resumed_waits_for_the_signature_that_it_never_had(
    is_signed_off: bool, following: TaskState
) -> None:
    assert resumed(TaskState.SUSPENDED, is_signed_off=is_signed_off) is following
    with pytest.raises(RuleBroken, match="cannot-resume"):
        resumed(TaskState.ISSUED, is_signed_off=is_signed_off)
