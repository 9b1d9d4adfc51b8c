"""The application that a server and the `flask` command find."""

from config import Config, ConfigError
from tracker.app import create_app

try:
    app = create_app(Config.from_env())
except ConfigError as error:
    raise SystemExit(f"{error}. README lists the settings.") from None
