"""A draft under review is changed in one place, so that every step of it can be undone."""

import ast

from tests.architecture.source import modules


def test_only_the_keeper_of_steps_puts_a_record_into_a_draft():
    writing = {
        module.name
        for module in modules("tracker")
        for node in module.nodes
        if isinstance(node, ast.Attribute) and node.attr == "draft"
        if isinstance(node.ctx, ast.Store)
    }
    assert writing == {"tracker/transaction/review_steps.py"}
