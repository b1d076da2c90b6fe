"""Confidences of rules, measured on a judged sample of the user's own articles.

The confidence of a finding is the share of the rule's findings that were right on development data. On other articles
it is another. Few judgements of a rule say little, so their share is drawn towards the shipped value, as if that had
been seen in some cases before: the mean of a beta distribution after binomial data (Gelman et al. 2013, *Bayesian Data
Analysis*, 2.4). A rule without a shipped value gets one if it was judged often enough, and keeps none otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from diplotext.errors import SampleError, nearest
from diplotext.evaluation.estimates import weights_of
from diplotext.evaluation.evaluating import confidence_of, unit_of_all
from diplotext.evaluation.judgements import JudgedSheets
from diplotext.model.document import Document
from diplotext.pipeline.confidences import Confidences, Measured
from diplotext.plugin.rules import Rule
from diplotext.testing.scores.rules import judged as judged_by_rules

PRIOR_CASES = 20
"""As how many cases a shipped value counts, at most: less if it was measured on fewer."""

MIN_CASES = 30
"""Judged findings that a rule without a shipped value needs, to be given one."""

Cases = dict[str, list[tuple[float, bool]]]
"""For each rule, its judged findings: what each weighs, and whether it is right."""


def recalibrated(
    sheets: Sequence[JudgedSheets],
    rules: Mapping[str, Rule],
    corpus: str,
    *,
    prior_cases: int = PRIOR_CASES,
    min_cases: int = MIN_CASES,
) -> Confidences:
    """Measure the confidences of rules on judged sheets.

    Args:
        sheets: Judged sheets, of one kind of records or several.
        rules: All installed rules by id.
        corpus: The name of what was sampled.
        prior_cases: As how many cases a shipped value counts, at most.
        min_cases: Judged findings that a rule without a shipped value needs.

    Raises:
        SampleError: If a rule in the sheets does not exist, or nothing was judged.
    """
    judged: Cases = defaultdict(list)
    for one in sheets:
        weights = weights_of(unit_of_all(one), one.sizes)
        strata = {item.row["document"]: item.row["stratum"] for item in one.units}
        for item in one.records:
            right, rule = one.right(item), item.row.get("rule", "")
            if right is not None and _applies(rule, confidence_of(item), rules):
                stratum = item.row["stratum"] if one.unit == "record" else strata[item.row["document"]]
                judged[rule].append((weights[stratum], right))
    return _confidences(judged, rules, corpus, prior_cases, min_cases)


def recalibrated_on_gold(
    gold: Iterable[Document],
    found: Iterable[Document],
    rules: Mapping[str, Rule],
    corpus: str,
    *,
    prior_cases: int = PRIOR_CASES,
    min_cases: int = MIN_CASES,
) -> Confidences:
    """Measure the confidences of rules on annotated articles: `diplotext.testing.scores.rules` says what is right.

    Args:
        gold: The annotated articles.
        found: Results that hold these articles.
        rules: All installed rules by id.
        corpus: The name of the articles.
        prior_cases: As how many cases a shipped value counts, at most.
        min_cases: Judged findings that a rule without a shipped value needs.

    Raises:
        SampleError: If a rule in the results does not exist, no article is in both, or a text differs.
    """
    annotated = {document.id: document for document in gold}
    judged: Cases = defaultdict(list)
    for document in found:
        if document.id in annotated:
            if annotated[document.id].text != document.text:
                raise SampleError(f"the annotated article {document.id!r} has another text than the one in the results")
            for record, right, _ in judged_by_rules(annotated[document.id], document):
                if _applies(record.rule, record.confidence, rules):
                    judged[record.rule].append((1.0, right))
    return _confidences(judged, rules, corpus, prior_cases, min_cases)


def _applies(rule: str, confidence: float | None, rules: Mapping[str, Rule]) -> bool:
    """Whether the confidence of the rule is that of a finding; to some, extractors give none."""
    if rule not in rules:
        raise SampleError(f"no installed rule is called {rule!r}: {nearest(rule, rules)}")
    return confidence is not None or rules[rule].precision is None


def _confidences(
    judged: Cases, rules: Mapping[str, Rule], corpus: str, prior_cases: int, min_cases: int
) -> Confidences:
    if not judged:
        raise SampleError("nothing has been judged")
    found = {rule: _measured(rules[rule], cases, prior_cases, min_cases) for rule, cases in sorted(judged.items())}
    return Confidences(corpus, {rule: one for rule, one in found.items() if one is not None})


def _measured(rule: Rule, cases: Sequence[tuple[float, bool]], prior_cases: int, min_cases: int) -> Measured | None:
    total = sum(weight for weight, _ in cases)
    share = sum(weight for weight, right in cases if right) / total
    effective = total * total / sum(weight * weight for weight, _ in cases)
    right = sum(right for _, right in cases)
    if rule.precision is None:
        confidence = share if len(cases) >= min_cases else None
    else:
        prior = min(prior_cases, rule.cases)
        confidence = (effective * share + prior * rule.precision) / (effective + prior)
    return None if confidence is None else Measured(round(confidence, 3), right, len(cases), rule.precision)
