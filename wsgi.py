"""The application that a server and the `flask` command find."""

import os

from config import Config, ConfigError
from tracker.app import create_app
from tracker.domain.words.obstacles import system_sentence

# Database, key and mails are for this account alone, whoever starts the process and how.
os.umask(0o077)
try:
    app = create_app(Config.from_env())
except ConfigError as error:
    raise SystemExit(f"{error}。各项设置见 README。") from None
except OSError as error:  # INSTANCE_PATH that cannot be made or written
    raise SystemExit(system_sentence(error)) from None
