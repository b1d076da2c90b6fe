"""Claims against articles: one verdict a claim, and none passes without evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from diplotext.comparison.identity import Identities
from diplotext.knowledge.records import Knowledge
from diplotext.model.document import Document
from diplotext.pipeline.pipeline import default_registry
from diplotext.verification.claims import Claim
from diplotext.verification.context import Contexts
from diplotext.verification.index import Index
from diplotext.verification.meetings import verify_meeting
from diplotext.verification.paraphrases import verify_paraphrase
from diplotext.verification.quotations import verify_quotation
from diplotext.verification.verdicts import Verdict, score_of


def verify(
    claims: Iterable[Claim | Mapping[str, Any]] | Claim | Mapping[str, Any],
    documents: Iterable[Document] | Document | Index,
    *,
    knowledge: Knowledge | None = None,
) -> tuple[Verdict, ...]:
    """Check claims against documents.

    Args:
        claims: Claims, or mappings with the keys `quotation`, `paraphrase`, `speaker`, `addressee`, `date`, `meeting`,
            `source`, `id`.
        documents: The documents, as a pipeline has read them, or an `Index` of them.
        knowledge: The gazetteer, for names that an article does not use; by default the records of all plugins.

    Returns:
        A verdict for each claim, in order.

    Raises:
        ClaimError: If a claim has an unknown key, claims nothing, or a value cannot be used.
    """
    single = isinstance(claims, (Claim, Mapping))
    listed: Sequence[Any] = [claims] if single else list(claims)  # type: ignore[arg-type]
    read = [Claim.of(claim) for claim in listed]
    index = documents if isinstance(documents, Index) else Index(_listed(documents))
    return tuple(verdicts(read, index, knowledge))


def verdicts(claims: Iterable[Claim], index: Index, knowledge: Knowledge | None = None) -> Iterator[Verdict]:
    """A verdict for each claim, as soon as it is found."""
    contexts = Contexts(Identities(default_registry().knowledge if knowledge is None else knowledge))
    for claim in claims:
        yield _verdict(claim, index, contexts)


def _listed(documents: Iterable[Document] | Document) -> Iterable[Document]:
    return [documents] if isinstance(documents, Document) else documents


def _verdict(claim: Claim, index: Index, contexts: Contexts) -> Verdict:
    only = None
    if claim.source is not None:
        only = index.number(claim.source)
        if only is None:
            return Verdict(claim, "not_found", reason=f"There is no document with the id {claim.source!r}.")
    if claim.quotation is not None:
        found, kind = verify_quotation(claim, index, contexts, only), "quotation"
    elif claim.paraphrase is not None:
        found, kind = verify_paraphrase(claim, index, contexts, only), "paraphrase"
    else:
        found, kind = verify_meeting(claim, index, contexts, only), "meeting"
    return attrs.evolve(found, score=score_of(kind, found.verdict))
