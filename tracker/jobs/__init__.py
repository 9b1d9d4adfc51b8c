"""Registered below."""

from flask import Flask


def register(app: Flask) -> None:
    """Opens this door."""
