"""What stands above every page: the way to other pages, and the bar that says what is ill."""

from dataclasses import dataclass

from flask import Flask, current_app, g, request

from tracker import clock
from tracker.domain.permissions import Permission
from tracker.jobs import watch
from tracker.outbound.file import FileSender
from tracker.queries.inbox import count_inbox
from tracker.web import session
from tracker.web.access import can


@dataclass(frozen=True, slots=True)
class NavLink:
    endpoint: str
    words: str
    permission: Permission
    also: frozenset[str] = frozenset()  # blueprints whose pages belong here too

    @property
    def is_here(self) -> bool:
        return request.endpoint == self.endpoint or request.blueprint in self.also


PLAN_PAGES = frozenset({"plans", "task_terms", "breakdown", "node_templates"})
ADMIN_PAGES = frozenset({"audit", "job_runs", "mails", "screens", "units", "users"})
LINKS = (
    NavLink("board.index", "看板", Permission.PLAN_VIEW),
    NavLink("mine.index", "我的任务", Permission.PROGRESS_REPORT),
    NavLink("ledger.index", "台账", Permission.PLAN_VIEW),
    NavLink("plans.index", "计划", Permission.PLAN_PUBLISH, PLAN_PAGES),
    NavLink("imports.index", "导入", Permission.PLAN_IMPORT, frozenset({"imports", "reviews"})),
    NavLink("inbox.index", "待办", Permission.PLAN_VIEW),
    NavLink("units.index", "管理", Permission.UNIT_MANAGE, ADMIN_PAGES),
)


def register(app: Flask) -> None:
    app.context_processor(_given)


def _given() -> dict[str, object]:
    return {"nav_links": nav_links, "inbox_count": inbox_count, "system_trouble": system_trouble}


def nav_links() -> tuple[NavLink, ...]:
    return tuple(link for link in LINKS if can(link.permission))


def inbox_count() -> int:
    """Asked once a page, though the navigation stands there twice."""
    if "inbox_count" not in g:
        g.inbox_count = count_inbox(session.actor())
    return int(g.inbox_count)


def system_trouble() -> str:
    """What is ill, for those who can do something about it; empty when all is well. Where the demo
    people are in use nobody waits for mail."""
    viewer = session.viewer()
    if viewer is None or not can(Permission.SYSTEM_WATCH):
        return ""
    is_set = viewer.demo_warning or not isinstance(current_app.config["SENDER"], FileSender)
    return watch.trouble(clock.now(), is_set=is_set)
