"""A use case is told who, when and under which settings by one value, and by nothing else."""

import inspect
import pkgutil
from collections.abc import Callable, Iterator
from importlib import import_module

import pytest

from tracker import services

# Told by `doing`, each of them; `on` would be a second clock.
TOLD = {"actor", "now", "on", "policy"}


def use_cases() -> Iterator[Callable[..., object]]:
    for found in pkgutil.iter_modules(services.__path__):
        module = import_module(f"{services.__name__}.{found.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__ and not name.startswith("_"):
                yield function


@pytest.mark.parametrize(
    "use_case", use_cases(), ids=lambda each: f"{each.__module__}.{each.__name__}"
)
def test_nothing_but_doing_tells_who_and_when(use_case):
    names = list(inspect.signature(use_case).parameters)
    assert not TOLD & set(names)
    assert "doing" not in names or names[0] == "doing"
