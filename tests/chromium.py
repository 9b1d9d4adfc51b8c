"""The Chromium of this machine."""

import shutil

# The headless shell is the same engine without the windows around it, which nobody sees here:
# a journey takes it less than half the processor's time.
NAMES = ("chromium-headless-shell", "chromium")


def find_chromium() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)
