"""The public names of evaluation, for type checkers and for the lazy import in `__init__.py`."""

from .agreement import Agreement, agreement, krippendorff_alpha
from .design import Design, Plan, Stratum, read_design
from .estimates import Corrected, Estimate, Unit, bootstrap, corrected_mean, ratio, wilson
from .evaluating import evaluate
from .gold import evaluate_gold
from .judgements import JudgedSheets, read_judgements, read_samples
from .recalibration import recalibrated, recalibrated_on_gold
from .results import Bin, Confusion, Evaluation, Figure
from .sampling import Sample, draw
from .sheets import write_sample

__all__ = [
    "Agreement",
    "Bin",
    "Confusion",
    "Corrected",
    "Design",
    "Estimate",
    "Evaluation",
    "Figure",
    "JudgedSheets",
    "Plan",
    "Sample",
    "Stratum",
    "Unit",
    "agreement",
    "bootstrap",
    "corrected_mean",
    "draw",
    "evaluate",
    "evaluate_gold",
    "krippendorff_alpha",
    "ratio",
    "read_design",
    "read_judgements",
    "read_samples",
    "recalibrated",
    "recalibrated_on_gold",
    "wilson",
    "write_sample",
]
