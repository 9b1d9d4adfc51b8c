"""Writes targets in the short notation of the tables: >=12项, increase5%, range15-20个."""

from decimal import Decimal

from tracker.domain.drafts.draft import TargetDraft
from tracker.parsing.figures.targets import find_targets
from tracker.parsing.text.normalise import fold


def figure(value: Decimal) -> str:
    return format(value.normalize(), "f")


def short(target: TargetDraft) -> str:
    high = "" if target.value_high is None else "-" + figure(target.value_high)
    return f"{target.op.value}{figure(target.value)}{high}{target.unit}"


def targets_in(text: str) -> list[TargetDraft]:
    return find_targets(fold(text), 0, len(text))


def all_short(text: str) -> list[str]:
    return [short(target) for target in targets_in(text)]
