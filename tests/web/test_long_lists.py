"""Lists of any length: what a page shows of them at once, and the way to the rest."""

import re
from html import unescape

from tests.make import make_strategy, make_task
from tracker.web.pages.mine import AT_ONCE


def test_a_long_group_shows_25_rows_and_a_link_to_more(client_for, people):
    strategy = make_strategy()
    tasks = [make_task(strategy, lead=people.unit_a) for _ in range(AT_ONCE + 2)]
    client = client_for(people.chief_a)
    page = client.get("/mine").text
    (more,) = re.findall(r'href="(/mine\?group=[^"]+)">更多', page)
    assert f"已列 {AT_ONCE} 项，共 {AT_ONCE + 2} 项" in page
    shown = [f"/tasks/{task.id}" in page for task in tasks]
    assert shown == [True] * AT_ONCE + [False] * 2
    whole = client.get(unescape(more)).text
    assert all(f"/tasks/{task.id}" in whole for task in tasks)
    assert "更多" not in whole
    opened = client.get(f"/mine?open={tasks[-1].id}").text
    assert f"/tasks/{tasks[-1].id}/progress" in opened
