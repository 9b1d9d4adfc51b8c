"""The application that a server and the `flask` command find."""

from config import Config
from tracker.app import create_app

app = create_app(Config.from_env())
