"""Whose tasks a board speaks of, in words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """The whole plan, or what was chosen: a unit, the units of a leader, or both."""

    unit: str = ""
    leader: str = ""
    is_led: bool = True  # the unit by the leader, where both were chosen

    @property
    def is_whole(self) -> bool:
        return not self.unit and not self.leader

    @property
    def progress(self) -> str:
        return "总进度" if self.is_whole else f"{self.name}进度"

    @property
    def name(self) -> str:
        """Empty for the whole plan."""
        return self.unit or (f"{self.leader}分管单位" if self.leader else "")

    @property
    def nothing(self) -> str:
        """That there are no tasks of it, and why."""
        if self.is_whole:
            return "计划中还没有已交办的任务"
        if not self.is_led:
            return f"{self.unit}不由{self.leader}分管，没有同时符合的任务"
        return f"{self.unit or f'{self.leader}分管的单位'}在本计划中没有牵头的任务"


WHOLE = Subject()
