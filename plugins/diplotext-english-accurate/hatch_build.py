"""Damaged weights would give wrong parses without an error, so that no distribution is built from them.

An editable build only warns: the weights are trained and packed in a tree that is installed that way.
"""

import json
import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class VerifiedWeights(BuildHookInterface[Any]):
    """Refuses to build a distribution if weights are missing, damaged or of another version."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Check every file of the pipeline, and its version against the one of the distribution.

        Args:
            version: The kind of build, "standard" or "editable".
            build_data: What hatchling knows about the build; unchanged.

        Raises:
            OSError: There are no weights.
            ValueError: A file is missing, damaged or unknown, or the versions differ.
        """
        try:
            self._check()
        except (OSError, ValueError) as error:
            if version != "editable":
                raise
            self.app.display_warning(f"the pipeline cannot be loaded as it is: {error}")

    def _check(self) -> None:
        (package,) = (path.parent for path in Path(self.root).glob("src/*/checksums.py"))
        runpy.run_path(str(package / "checksums.py"))["verify"](package)
        packed = json.loads((package / "meta.json").read_text(encoding="utf-8"))["version"]
        if packed != self.metadata.version:
            raise ValueError(f"the weights are of version {packed}, the distribution of {self.metadata.version}")
