"""The blueprints, one a noun."""

from tracker.web.pages.account import account
from tracker.web.pages.board import board

BLUEPRINTS = (account, board)
