"""The form in which an entry is sealed never changes: hashes that are stored depend on it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from tracker.domain.audit_chain import BEFORE_THE_FIRST, Break, Fault, Link, Sealed, seal, verify

ENTRY = Sealed(
    at=datetime(2026, 11, 23, 1, 2, 3, 4, tzinfo=UTC),
    actor_id=5,
    actor_name="周甲",
    actor_unit="食品科",
    origin="192.0.2.1",
    action="task.edited",
    subject_kind="task",
    subject_id=17,
    before={"title": "旧", "weight": 1},
    after={"weight": 2, "title": "新"},
)


def test_a_sealed_entry_keeps_its_hash_for_ever():
    golden = "46fb28464f5694f314a88bf5d8185086e707cfa8b164e6a6d77c61daef5d7dc9"
    assert seal(ENTRY, BEFORE_THE_FIRST) == golden


def test_the_hash_does_not_depend_on_the_order_of_fields_or_the_zone_of_the_clock():
    shanghai = ENTRY.at.astimezone(timezone(timedelta(hours=8)))
    same = replace(ENTRY, at=shanghai, after={"title": "新", "weight": 2})
    assert seal(same, "a") == seal(ENTRY, "a")


def test_every_part_of_an_entry_and_the_one_before_it_count():
    changed = {
        "at": ENTRY.at + timedelta(microseconds=1),
        "actor_id": 6,
        "actor_name": "周乙",
        "actor_unit": None,
        "origin": "cli",
        "action": "task.issued",
        "subject_kind": "plan",
        "subject_id": 18,
        "before": {},
        "after": {"title": "新", "weight": "2"},
    }
    assert changed.keys() == set(Sealed.__slots__)
    hashes = {seal(replace(ENTRY, **{name: value}), "a") for name, value in changed.items()}
    hashes |= {seal(ENTRY, "a"), seal(ENTRY, "b")}
    assert len(hashes) == len(changed) + 2


def chain(count: int) -> list[Link]:
    links, head = [], BEFORE_THE_FIRST
    for number in range(1, count + 1):
        content = replace(ENTRY, subject_id=number)
        links.append(Link(number * 2, content, head, seal(content, head)))  # numbers may skip
        head = links[-1].hash
    return links


def test_a_chain_holds_until_an_entry_is_changed_taken_out_or_moved():
    links = chain(4)
    assert verify(links).holds
    assert verify(links).entries == 4
    changed = [*links[:2], replace(links[2], content=ENTRY), links[3]]
    broken = {
        "changed": (changed, Break(6, Fault.CHANGED), 2),
        "taken out": ([links[0], *links[2:]], Break(6, Fault.TORN), 1),
        "first taken out": (links[1:], Break(4, Fault.TORN), 0),
        "moved": ([links[1], links[0], *links[2:]], Break(4, Fault.TORN), 0),
    }
    for found, expected, held in broken.values():
        result = verify(found)
        assert (result.first_break, result.entries, result.holds) == (expected, held, False)


def test_an_empty_log_holds_and_has_no_head_of_its_own():
    found = verify([])
    assert (found.holds, found.entries, found.last_at, found.head) == (
        True,
        0,
        None,
        BEFORE_THE_FIRST,
    )
