"""Whose tasks a board speaks of, in words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """The whole plan, or what was chosen: a unit, the units of a leader, or both; of all of the
    plan or of one strategy."""

    unit: str = ""
    leader: str = ""
    is_led: bool = True  # the unit by the leader, where both were chosen
    strategy: str = ""

    @property
    def is_whole(self) -> bool:
        return not (self.unit or self.leader or self.strategy)

    @property
    def progress(self) -> str:
        return "总进度" if self.is_whole else f"{self.name}进度"

    @property
    def name(self) -> str:
        """Empty for the whole plan."""
        whose = self.unit or (f"{self.leader}分管单位" if self.leader else "")
        if not self.strategy:
            return whose
        return f"“{self.strategy}”{f'中{whose}' if whose else ''}"

    @property
    def nothing(self) -> str:
        """That there are no tasks of it, and why."""
        where = f"“{self.strategy}”" if self.strategy else "本计划"
        if not self.unit and not self.leader:
            return f"{where if self.strategy else '计划'}中还没有已交办的任务"
        if not self.is_led:
            return f"{self.unit}不由{self.leader}分管，没有同时符合的任务"
        return f"{self.unit or f'{self.leader}分管的单位'}在{where}中没有牵头的任务"


WHOLE = Subject()
