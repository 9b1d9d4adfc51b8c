"""Frozen values that every layer shares."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """What a person may be; one person can hold several."""

    ADMIN = "admin"
    PLAN_OFFICE = "plan_office"
    CHIEF = "chief"
    LEADER = "leader"


class Op(StrEnum):
    """How a figure stands to its target."""

    AT_LEAST = ">="
    AT_MOST = "<="
    EQUAL = "="
    RANGE = "range"
    INCREASE = "increase"


class TargetKind(StrEnum):
    """What it means to fulfil a target; decides how progress is computed from a reading."""

    REACH = "reach"  # cumulative: counts up from the baseline to the value
    KEEP_AT_LEAST = "keep_at_least"
    KEEP_AT_MOST = "keep_at_most"
    RANK = "rank"  # a place in a ranking: smaller is better
    INCREASE = "increase"  # a growth rate or a gain over last year
    YES_NO = "yes_no"


class Recurrence(StrEnum):
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALFYEARLY = "halfyearly"
    YEARLY = "yearly"


@dataclass(frozen=True, slots=True)
class SourceSpan:
    """A half-open range of `str` offsets into the text of a document."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` to `end`, both included."""

    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: all that the rules may know of a person."""

    user_id: int
    name: str
    roles: frozenset[Role]
    unit_id: int
    supervised_unit_ids: frozenset[int] = field(default_factory=frozenset)
