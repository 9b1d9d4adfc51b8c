"""大屏: opened by an address of its own; what stands on it, and what does not."""

import re
from datetime import date

from tests.make import make_plan, make_strategy, make_task, make_update

LATE = date(2026, 10, 31)


def test_the_administrator_opens_a_screen_and_closes_it(client_for, anonymous, people):
    admin, plan = client_for("admin"), make_plan()
    strategies = [make_strategy(plan, title=title) for title in ("守牢底线", "优化服务")]
    task = make_task(strategies[0], lead=people.unit_a, due_on=LATE, title="检查食堂")
    make_update(task, author=people.chief_a.user, percent=40, problem="人手不足")
    assert admin.post("/admin/screens", data={"name": " "}).status_code == 422
    told = admin.post("/admin/screens", data={"name": "一楼大厅"})
    (address,) = re.findall(r"<output>http://[^/]+(/board/screen\S+)</output>", told.text)
    assert address not in admin.get("/admin/screens").text
    page = anonymous.get(address)
    assert page.status_code == 200
    for words in ("检查食堂", people.unit_a.name, "逾期 23 天", "守牢底线", "09:00 更新"):
        assert words in page.text
    for words in ("人手不足", "批示", people.chief_a.name, "<a "):
        assert words not in page.text
    turned = []
    for _ in range(3):
        address = re.search(r'data-next="([^"]+)"', page.text)[1].replace("&amp;", "&")
        page = anonymous.get(address)
        turned.append(re.search(r"<h1>(.+?)</h1>", page.text)[1].partition("　")[2])
    assert turned == ["“一、守牢底线”", "“二、优化服务”", ""]
    (revoke,) = re.findall(
        r'action="(/admin/screens/\d+/revoke)"', admin.get("/admin/screens").text
    )
    assert admin.post(revoke).status_code == 303
    assert anonymous.get(address).status_code == 403
    assert "没有开通，或已停用" in anonymous.get(address).text
    assert "已经停用" in admin.post(revoke, follow_redirects=True).text


def test_without_a_token_it_is_for_whoever_is_logged_in(client_for, anonymous, people):
    assert anonymous.get("/board/screen").status_code == 403
    assert anonymous.get("/board/screen?token=x").status_code == 403
    assert "还没有下达的计划" in client_for("chief_a").get("/board/screen").text
    make_task(make_strategy(make_plan()), lead=people.unit_a)
    assert "1 项任务" in client_for("chief_a").get("/board/screen").text
    assert client_for("chief_a").get("/board/screen?plan=99").status_code == 404
