"""Rendering a page: templates, one style, one script, and a content security policy that allows nothing else."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from itertools import chain
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from diplotext import __version__
from diplotext.explaining.explainer import Explainer
from diplotext.model.document import Document
from diplotext.report.articles import ArticleView, Shared, article_of, row_id
from diplotext.report.characters import visible
from diplotext.report.marks import KINDS, OTHER
from diplotext.report.overview import Gathered

if TYPE_CHECKING:
    from diplotext.pipeline.pipeline import Pipeline

ASSETS = "assets"
LABELS = {
    "statement": "statement",
    "meeting": "meeting",
    "venue": "venue",
    "cue": "cue of a statement",
    "speaker": "speaker",
    "time": "time",
    "person": "person",
    "organization": "organization",
    "state": "state",
    "place": "place",
    "other": "finding of a plugin",
}
"""What a mark of each kind is called."""


@cache
def asset(name: str) -> str:
    """The text of a file of this package."""
    return resources.files("diplotext.report").joinpath(ASSETS, name).read_text(encoding="utf-8")


@cache
def environment() -> Environment:
    """The templates: all values are escaped, and characters that a page must not act on are made visible."""
    made = Environment(
        loader=FunctionLoader(asset),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    made.globals |= {"row_id": row_id, "labels": LABELS}
    return made


def _shown(value: Any) -> Any:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def render(
    documents: Iterable[Document],
    *,
    title: str | None = None,
    considered: bool = False,
    pipeline: Pipeline | None = None,
) -> str:
    """A report on documents, as a page of HTML that needs nothing else.

    Args:
        documents: The documents; each is rendered when it comes, and the page is held in memory.
        title: Title of the page; by default that of the document, or the number of documents.
        considered: Whether explanations show what was considered and rejected: each document is then read once more.
        pipeline: The pipeline that found the annotations; by default that of everything installed.

    Returns:
        The page. The same documents give the same page.
    """
    explainer = Explainer(pipeline, considered=considered)
    shared, gathered = Shared(), Gathered()
    template = environment().get_template("article.html.j2")
    articles: list[ArticleView] = []
    sections: list[Markup] = []
    following = iter(documents)
    given = [document for document in (next(following, None), next(following, None)) if document is not None]
    for number, document in enumerate(chain(given, following), start=1):
        article = article_of(document, f"a{number}", explainer, shared)
        gathered.add(document, article)
        sections.append(Markup(template.render(article=article, alone=len(given) == 1)))  # noqa: S704  (made with autoescape)
        articles.append(_light(article))
    style, script = asset("report.css"), asset("report.js")
    kinds = {kind: label for _, kind, label in KINDS if kind != OTHER[0]} | dict([OTHER])
    return environment().get_template("page.html.j2").render(
        title=title or _title(articles),
        articles=articles,
        sections=sections,
        overview=gathered.overview() if len(articles) > 1 else None,
        kinds=kinds.items(),
        speakers=sorted(enumerate(shared.names("speakers")), key=lambda pair: (pair[1].casefold(), pair[1])),
        parties=sorted(enumerate(shared.names("parties")), key=lambda pair: (pair[1].casefold(), pair[1])),
        data=shared.data(),
        policy=policy(style, script),
        style=Markup(style),  # noqa: S704  (a file of this package)
        script=Markup(script),  # noqa: S704  (a file of this package)
        version=__version__,
    )  # fmt: skip


def _light(article: ArticleView) -> ArticleView:
    """An article without what only its own section needs."""
    return attrs.evolve(article, blocks=(), data=Markup(), timeline=None)


def _title(articles: list[ArticleView]) -> str:
    return articles[0].title if len(articles) == 1 else f"{len(articles)} articles"


def policy(style: str, script: str) -> str:
    """The content security policy: no request, and no style or script but these."""
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (script, style)]
    rest = "base-uri 'none'; form-action 'none'"
    return f"default-src 'none'; script-src 'sha256-{hashes[0]}'; style-src 'sha256-{hashes[1]}'; {rest}"


def write(
    documents: Iterable[Document],
    path: str | PathLike[str],
    *,
    title: str | None = None,
    considered: bool = False,
    pipeline: Pipeline | None = None,
) -> None:
    """Write a report on documents to a file; see `render`."""
    page = render(documents, title=title, considered=considered, pipeline=pipeline)
    Path(path).write_text(page, encoding="utf-8", newline="\n")
