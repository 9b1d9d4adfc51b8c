"""What a person may do next with a task besides reporting: each act with its form and buttons."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from flask import render_template, request, url_for
from flask_wtf import FlaskForm

from tracker import clock
from tracker.domain import acts
from tracker.domain.acts import Act
from tracker.domain.doing import Doing
from tracker.domain.errors import RuleBroken
from tracker.domain.evidence import refusal_to_attach
from tracker.domain.help_requests import waits
from tracker.domain.permissions import Permission
from tracker.domain.words.errors import error_sentence
from tracker.queries.help_requests import HelpRow, list_help_on
from tracker.queries.task_history import Event, History, get_history
from tracker.queries.tasks import TaskRow
from tracker.web import session
from tracker.web.access import can, may
from tracker.web.forms import acts as forms
from tracker.web.sending import Page, sent, told
from tracker.web.task_forms import read_task
from tracker.web.ways_back import back_to, came_from

Done = tuple[str, Callable[[Doing], object]]


@dataclass(frozen=True, slots=True)
class Button:
    words: str
    verdict: str = ""
    is_main: bool = False


@dataclass(frozen=True, slots=True)
class ActForm:
    """`key` tells the fields of several forms on one page apart. `is_asked`: somebody waits for
    it, so that it stands open; `hint` is what to know before."""

    key: str
    title: str
    address: str
    form: FlaskForm
    buttons: tuple[Button, ...]
    hint: str = ""
    is_asked: bool = False


def offered(task: TaskRow) -> frozenset[Act]:
    """What the person at the page may do with the task."""
    return acts.offered(session.doing(), task.facts)


def why_not(task: TaskRow) -> tuple[str, ...]:
    """Says why a button is missing."""
    return tuple(map(error_sentence, acts.why_not(session.doing(), task.facts)))


def standing(task: TaskRow) -> str:
    """What the task waits for that the person at the page has no hand in."""
    word = acts.standing(session.doing(), task.facts)
    return "" if word is None else error_sentence(word)


def attachable(may: frozenset[Act], history: History) -> frozenset[int]:
    """The reports to which files may still be added."""
    if Act.ATTACH not in may:
        return frozenset()
    return frozenset(
        row.id
        for row in history.updates
        if refusal_to_attach(row.unit_id, row.at, session.doing()) is None
    )


def act_forms(
    task: TaskRow, history: History, help_wanted: Sequence[HelpRow], may: frozenset[Act]
) -> tuple[ActForm, ...]:
    """In the order in which people wait for them."""
    return (*_asked(task, history, may), *_helping(help_wanted, may), *_free(task, may))


def _helping(rows: Sequence[HelpRow], may: frozenset[Act]) -> Iterator[ActForm]:
    if Act.ANSWER_HELP in may:
        for row in rows:
            if row.is_open:
                yield answer_help(row, forms.HelpAnswerForm(formdata=None))


def _asked(task: TaskRow, history: History, may: frozenset[Act]) -> Iterator[ActForm]:
    extension, withdrawal = history.open_extension, history.open_withdrawal
    if extension is not None and Act.GRANT_EXTENSION in may:
        form = forms.ExtensionDecisionForm(formdata=None)
        form.to_on.data = str(extension.to_on)
        yield decide_extension(task.id, form, _asked_for(task, extension))
    if withdrawal is not None and Act.DECLINE_WITHDRAWAL in may:
        yield _without_confirming(may, decide_withdrawal(task.id, forms.WordForm(), withdrawal))
    if Act.ANSWER in may:
        for event in reversed(history.open_instructions):
            yield answer_instruction(task.id, event.ref, forms.AnswerForm(), event)


def _without_confirming(may: frozenset[Act], decision: ActForm) -> ActForm:
    """A part that is being verified leaves nothing but to decline."""
    if Act.CONFIRM_WITHDRAWAL in may:
        return decision
    return replace(decision, buttons=decision.buttons[1:])


def _free(task: TaskRow, may: frozenset[Act]) -> Iterator[ActForm]:
    if Act.ASK_EXTENSION in may:
        yield ask_extension(task.id, forms.ExtensionForm(), _left(task))
    for act, show, form in (
        (Act.INSTRUCT, write_instruction, forms.InstructionForm),
        (Act.URGE, urge, forms.UrgingForm),
        (Act.REOPEN, reopen, forms.ReasonAndDayForm),
        (Act.RESUME, resume, forms.ReasonAndDayForm),
        (Act.SUSPEND, suspend, forms.ReasonForm),
        (Act.PROPOSE_WITHDRAWAL, propose_withdrawal, forms.ReasonForm),
    ):
        if act in may:
            yield show(task.id, form())


def help_on(task: TaskRow) -> Sequence[HelpRow]:
    return list_help_on(session.actor(), task.id)


def _left(task: TaskRow) -> str:
    limit = session.policy().extension_limit
    return f"最多延 {limit} 次，已延 {task.facts.granted_extensions} 次。原定时限一直保留。"


def _asked_for(task: TaskRow, event: Event) -> str:
    return (
        f"{event.who}申请由 {event.from_on} 延到 {event.to_on}，此前已延"
        f" {task.facts.granted_extensions} 次。\n理由：{event.text}\n目前进展：{event.note}"
    )


def ask_extension(task_id: int, form: FlaskForm, hint: str = "") -> ActForm:
    address = url_for("deadline_extensions.ask", task_id=task_id)
    return ActForm(
        "extension", "申请延期", address, form, (Button("提交申请", is_main=True),), hint
    )


def decide_extension(task_id: int, form: FlaskForm, hint: str = "") -> ActForm:
    return ActForm(
        key="extension-decision",
        title="审批延期",
        address=url_for("deadline_extensions.decide", task_id=task_id),
        form=form,
        buttons=(Button("同意延期", "grant", is_main=True), Button("不同意", "refuse")),
        hint=hint,
        is_asked=True,
    )


def write_instruction(task_id: int, form: FlaskForm) -> ActForm:
    address = url_for("instructions.write", task_id=task_id)
    hint = "牵头单位签阅并回复前一直挂在待办里。"
    return ActForm("instruction", "批示", address, form, (Button("批示", is_main=True),), hint)


def answer_instruction(
    task_id: int, instruction_id: int, form: FlaskForm, event: Event | None = None
) -> ActForm:
    address = url_for("instructions.answer", task_id=task_id, instruction_id=instruction_id)
    hint = f"{event.who}批示：{event.text}" if event else ""
    buttons = (Button("回复批示", is_main=True),)
    return ActForm(
        f"answer-{instruction_id}", "回复批示", address, form, buttons, hint, is_asked=True
    )


def answer_help(row: HelpRow, form: FlaskForm) -> ActForm:
    """A leader's answer may be a 批示, which the lead unit answers in its turn."""
    since = f"{row.asked_by} {row.asked_on} 提出，{waits(row.asked_on, clock.today())}"
    instruct = (Button("以批示答复", "instruct"),) if can(Permission.INSTRUCTION_WRITE) else ()
    return ActForm(
        key=f"help-{row.id}",
        title=f"答复{row.unit}需协调事项",
        address=url_for("help_requests.answer", task_id=row.task_id, help_id=row.id),
        form=form,
        buttons=(Button("答复", "answer", is_main=True), *instruct),
        hint=f"{since}：{row.text}",
        is_asked=True,
    )


def urge(task_id: int, form: FlaskForm) -> ActForm:
    address = url_for("urgings.urge", task_id=task_id)
    hint = "记入办理经过，显示在牵头单位的“我的任务”中，并立即发邮件给其负责人。"
    return ActForm("urging", "催办", address, form, (Button("催办", is_main=True),), hint)


def suspend(task_id: int, form: FlaskForm) -> ActForm:
    address = url_for("suspensions.suspend", task_id=task_id)
    hint = "中止期间不亮灯、不催办，可以恢复。"
    return ActForm("suspend", "中止", address, form, (Button("中止任务"),), hint)


def resume(task_id: int, form: FlaskForm) -> ActForm:
    address = url_for("suspensions.resume", task_id=task_id)
    hint = "时限不变的，日期可以不填。"
    return ActForm("resume", "恢复办理", address, form, (Button("恢复办理", is_main=True),), hint)


def propose_withdrawal(task_id: int, form: FlaskForm) -> ActForm:
    address = url_for("withdrawals.propose", task_id=task_id)
    hint = "须由另一人（督查室或分管领导）确认后生效，生效后不能恢复。"
    return ActForm("withdrawal", "提出撤销", address, form, (Button("提出撤销"),), hint)


def decide_withdrawal(task_id: int, form: FlaskForm, event: Event | None = None) -> ActForm:
    return ActForm(
        key="withdrawal-decision",
        title="确认撤销",
        address=url_for("withdrawals.decide", task_id=task_id),
        form=form,
        buttons=(Button("确认撤销", "confirm"), Button("不同意撤销", "decline")),
        hint=f"{event.who}提出撤销。理由：{event.text}" if event else "",
        is_asked=True,
    )


def reopen(task_id: int, form: FlaskForm) -> ActForm:
    address = url_for("tasks.reopen", task_id=task_id)
    hint = "办结后复查发现问题的，退回重新办理；时限不变的，日期可以不填。"
    return ActForm("reopen", "回头看", address, form, (Button("重新办理"),), hint)


def chosen(verdicts: Mapping[str, Done]) -> Done:
    """By the button that was pressed: what is said afterwards, and what is done. Sent without any
    of the buttons, a form decides nothing."""

    def nothing(doing: Doing) -> None:
        raise RuleBroken("choice.not-listed")

    return verdicts.get(request.form.get("verdict", ""), ("", nothing))


def carry_out(
    act: ActForm,
    task_id: int,
    permission: Permission,
    words: str,
    use_case: Callable[[Doing], object],
) -> Page:
    """Back to where the person came from; if refused or overtaken, the one form alone."""

    def done(doing: Doing) -> Page:
        use_case(doing)
        return told(words, back_to(task_id))

    def again(stale: str) -> str:
        if stale:
            act.form.form_errors.append(stale)
        task = read_task(task_id)
        may(permission, task.facts)
        return _again(act, task)

    return sent(act.form, done, again, there=lambda: back_to(task_id))


def _again(act: ActForm, task: TaskRow) -> str:
    """If somebody was faster, what they did is shown above the form."""
    history = get_history(task)
    wanted = help_on(task)
    hints = {each.key: each.hint for each in act_forms(task, history, wanted, offered(task))}
    return render_template(
        "tasks/act.html",
        task=task,
        act=replace(act, hint=hints.get(act.key, act.hint)),
        newest=overtaking(act.form, history),
        sees_detail=can(Permission.DETAIL_VIEW, task.facts),
        back=came_from(),
    )


def overtaking(form: FlaskForm, history: History) -> Event | None:
    """What somebody else did while the form was open."""
    return next(iter(history.events), None) if form.form_errors else None
