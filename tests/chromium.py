"""Where the browser for the tests is; also asked by the Makefile before it installs one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APPLICATIONS = (  # macOS puts no browser on the PATH
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def find_chromium(environment: Mapping[str, str] = os.environ) -> str | None:
    """Return the path of a Chromium that can be started, or None.

    Args:
        environment: CHATBOT_CHROMIUM, where set and not empty, decides alone; else PATH is searched.
    """
    chosen = environment.get("CHATBOT_CHROMIUM")
    if chosen:
        return shutil.which(chosen)
    found = (shutil.which(name, path=environment.get("PATH")) for name in NAMES)
    return next((path for path in found if path), next((path for path in APPLICATIONS if Path(path).is_file()), None))
