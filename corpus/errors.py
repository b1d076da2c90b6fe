"""What is wrong in an annotation, gathered so that an annotator sees all of it at once."""

import attrs


class ProblemError(ValueError):
    """One thing that is wrong, in words for the annotator."""


@attrs.define
class Problems:
    """What is wrong in one annotation.

    Attributes:
        found: One message a problem.
    """

    found: list[str] = attrs.field(factory=list)

    def add(self, where: str, message: object) -> None:
        """Note a problem.

        Args:
            where: Part of the annotation, such as `statements[2].cue`.
            message: What is wrong.
        """
        self.found.append(f"{where}: {message}")
