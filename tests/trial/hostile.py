"""Strings and files made to hurt: strings are shown as they were typed, files end in time."""

from multiprocessing import get_context
from random import Random

from lxml import html

from tests.client import new_client, use_strict_doors
from tests.databases import Database
from tests.fuzz.bombs import BOMBS
from tests.fuzz.trial import LIMITS, Outcome, trial
from tests.make import make_plan, make_strategy, make_task, make_unit, make_update, make_user
from tests.trial.table import Result
from tracker.database import db
from tracker.domain.uploads import SEATS
from tracker.domain.values import Role

PIECES = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(2)>", "\"'><svg onload=alert(3)>",
    "{{ 7*7 }}", "{% raw %}", "</textarea><b id=evil>", "javascript:alert(4)", "&lt;b&gt;",
    "]]>", "<!--", "\u202e", "😀", "%3Cscript%3E", "'; DROP TABLE tasks; --", "${7*7}",
)  # fmt: skip
PAGES = ("/", "/ledger", "/mine", "/inbox", "/plans")
_DANGEROUS = "//script[not(@src)] | //*[@*[starts-with(name(), 'on')]] | //*[@id='evil']"


def strings(database: Database, kind: str, *, tasks: int, dice: Random) -> Result:
    faults, shown = list[str](), 0
    use_strict_doors(database.app)
    with database.app.app_context():
        unit = make_unit("".join(dice.sample(PIECES, 2)))
        leader = make_user(unit, login="reader", roles=[Role.LEADER, Role.PLAN_OFFICE])
        strategy = make_strategy(make_plan(), title="".join(dice.sample(PIECES, 3)))
        made = [_hostile_task(strategy, unit, leader, dice) for _ in range(tasks)]
        client = new_client(database.app)
        client.log_in(leader.id)
        for address in (*PAGES, *(f"/tasks/{each}" for each in made)):
            page = client.get(address, check=False).get_data(as_text=True)
            shown += sum(piece in html.fromstring(page).text_content() for piece in PIECES)
            if html.fromstring(page).xpath(_DANGEROUS):
                faults.append(f"{address} took words for markup")
        db.session.remove()
    count = len(PAGES) + len(made)
    return Result(f"{kind}: hostile strings", count, f"{shown} shown as typed", faults)


def _read(name: str) -> Outcome:
    return trial(name, BOMBS[name].make(1.0))


def _hostile_task(strategy, unit, author, dice: Random) -> int:
    title = "".join(dice.sample(PIECES, 3))[:200]
    task = make_task(strategy, lead=unit, title=title, content="".join(PIECES))
    make_update(task, author=author, percent=10, narrative="".join(dice.sample(PIECES, 5)))
    return task.id


def bombs() -> Result:
    """Two at a time, as a host reads them."""
    with get_context("fork").Pool(SEATS) as pool:
        outcomes = pool.map(_read, BOMBS, chunksize=1)
    slowest = max(each.seconds for each in outcomes)
    biggest = max(each.megabytes for each in outcomes)
    faults = [f"{each.name}: {each.verdict}" for each in outcomes if each.is_find]
    told = (
        f"at most {slowest:.1f} s and {biggest:.0f} MB of {LIMITS.seconds} s, {LIMITS.megabytes} MB"
    )
    return Result("bombs", len(outcomes), told, faults)
