"""Style sheets and scripts: kept for good under the hash of their content, else asked about."""

import os
import re

import pytest

ADDRESS = "/static/css/base.css"


def addresses(client) -> list[str]:
    return re.findall(r'(?:href|src)="(/static/[^"]+)"', client.get("/login").text)


def test_every_file_of_a_page_is_named_with_its_hash_and_kept_for_good(anonymous):
    found = addresses(anonymous)
    assert len(found) >= 5
    for address in found:
        assert re.search(r"\?v=[0-9a-f]{12}$", address), address
        answer = anonymous.get(address)
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        answer.close()


@pytest.mark.parametrize("query", ["", "?v=", "?v=0123456789ab"])
def test_without_the_hash_of_what_is_there_a_file_is_asked_about_each_time(anonymous, query):
    answer = anonymous.get(ADDRESS + query)
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["ETag"]
    again = anonymous.get(ADDRESS + query, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    again.close()
    answer.close()


def test_a_file_that_changed_has_another_address_at_once(app, anonymous, tmp_path, monkeypatch):
    monkeypatch.setattr(app, "static_folder", str(tmp_path))
    sheet = tmp_path / "css" / "base.css"
    sheet.parent.mkdir()
    found = []
    for content, moment in (("a{}", 1), ("b{}", 2)):
        sheet.write_text(content)
        os.utime(sheet, (moment, moment))
        found += [address for address in addresses(anonymous) if address.startswith(ADDRESS)]
    assert len(set(found)) == 2


def test_what_is_not_there_is_not_found_and_not_kept(anonymous):
    for name in ("nowhere.css?v=0123456789ab", "../config.py?v=0123456789ab"):
        answer = anonymous.get(f"/static/{name}", check=False)
        assert answer.status_code == 404
        assert "immutable" not in answer.headers.get("Cache-Control", "")
