"""The Chinese sentences for what the life of a task forbids."""

LIFE_ERRORS: dict[str, str] = {
    "task.cannot-suspend": "任务现在是“{state}”，不能中止。",
    "task.cannot-resume": "任务现在是“{state}”，没有中止。",
    "task.cannot-withdraw": "任务现在是“{state}”，不能撤销。",
    "task.cannot-reopen": "任务现在是“{state}”，还没有办结，不用重新办理。",
    "task.cannot-reassign": "任务现在是“{state}”，不能改派。",
}
