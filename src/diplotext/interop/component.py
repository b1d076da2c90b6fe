"""`nlp.add_pipe("diplotext")`: extractors as a component of a spaCy pipeline.

spaCy imports this module through its entry point when it makes its first pipeline; nothing else does. The parse is that
of the preceding components.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, ClassVar, Literal

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup
from spacy.util import raise_error

from diplotext.errors import PipelineError
from diplotext.interop.storing import EXTENSION, document_of, keep
from diplotext.io import wire
from diplotext.model.annotations import Annotation, Entity
from diplotext.model.articles import RECORD_KEYS, as_document
from diplotext.model.document import Document
from diplotext.model.provenance import LanguageModel
from diplotext.pipeline.pipeline import Pipeline

NAME = "diplotext"
MAX_BATCH_SIZE = 32
"""Articles read together, at most."""

LABELS = ("mode", "kind", "category")
"""The fields that subdivide an annotation type; the first that an annotation has is the label of its spans."""

ErrorHandler = Callable[[str, Callable[[Doc], Doc], list[Doc], Exception], None]
"""What spaCy calls with the name of a component, the component, the articles and what it raised."""

Doc.set_extension(EXTENSION, getter=document_of, setter=keep, force=True)


class ParsedPipeline(Pipeline):
    """A pipeline whose parses are given: it checks the language model and keeps no reference to it."""

    _remedy: ClassVar[str] = (
        f"add the components that assign this before {NAME!r}, start from spacy.load('en_diplotext'), or leave the "
        f"extractor out: nlp.add_pipe({NAME!r}, config={{'without': [...]}})"
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._model = super()._language_model(given=False)
        self._language = self._loaded = None

    def _language_model(self, *, given: bool) -> LanguageModel | None:
        return self._model


class DiplotextComponent:
    """Runs extractors on a `Doc`, and keeps what they find in it.

    Args:
        name: Name of the component in the spaCy pipeline.
        pipeline: The extractors.
        on_error: See `Pipeline.read`.
    """

    def __init__(self, name: str, pipeline: ParsedPipeline, on_error: Literal["raise", "collect"] = "raise") -> None:
        self.name = name
        self.pipeline = pipeline
        self.on_error: Literal["raise", "collect"] = on_error
        self._handle: ErrorHandler = raise_error

    def __call__(self, doc: Doc) -> Doc:
        """Read one article."""
        return self._read([doc])[0]

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = MAX_BATCH_SIZE) -> Iterator[Doc]:
        """Read many articles in order; one that fails is passed to the error handler of the spaCy pipeline."""
        docs_left = iter(stream)
        while docs := list(islice(docs_left, max(1, min(batch_size, MAX_BATCH_SIZE)))):
            try:
                yield from self._read(docs)
            except Exception:
                for doc in docs:
                    try:
                        yield self(doc)
                    except Exception as error:
                        self._handle(self.name, self, [doc], error)

    def set_error_handler(self, handler: ErrorHandler) -> None:
        """Set what is called for an article that fails; `nlp.set_error_handler` does this."""
        self._handle = handler

    def get_error_handler(self) -> ErrorHandler:
        """What is called for an article that fails."""
        return self._handle

    def _read(self, docs: Sequence[Doc]) -> list[Doc]:
        documents = self.pipeline.read_batch([_article(doc) for doc in docs], self.on_error, docs)
        for doc, document in zip(docs, documents, strict=True):
            keep(doc, document)
            _show(doc, document, {kind for extractor in self.pipeline.extractors for kind in extractor.provides})
        return list(docs)


@Language.factory(
    NAME,
    assigns=[f"doc._.{EXTENSION}", "doc.spans"],
    default_config={"extractors": None, "without": [], "options": {}, "on_error": "raise"},
)
def create(
    nlp: Language,
    name: str,
    extractors: list[str] | None,
    without: list[str],
    options: dict[str, dict[str, Any]],
    on_error: Literal["raise", "collect"],
) -> DiplotextComponent:
    """Make the component.

    Args:
        nlp: The spaCy pipeline; the components that it already has must assign what the extractors need.
        name: Name of the component in the pipeline.
        extractors: Names of extractors; what they require is added. None for all that are installed.
        without: Names of extractors to leave out.
        options: Options by extractor, such as `{"quotes": {"modes": ["direct"]}}`.
        on_error: `raise` what an extractor raises, or `collect` it in `doc._.diplotext.failures`.

    Raises:
        PipelineError: If there is no such extractor or option, or the pipeline does not assign what an extractor needs.
    """
    if extractors == []:
        raise PipelineError("extractors is empty: name at least one, or leave it out to run all that are installed")
    pipeline = ParsedPipeline.of(*(extractors or ()), without=without, options=options, language=nlp)
    return DiplotextComponent(name, pipeline, on_error)


def _article(doc: Doc) -> Document:
    """The document to be read: the one that the `Doc` holds, with what its context adds."""
    context = getattr(doc, "_context", None)  # of nlp.pipe(..., as_tuples=True)
    known = context if isinstance(context, Mapping) else {}
    given = {key: known[key] for key in RECORD_KEYS if key != "text" and known.get(key) is not None}
    return as_document(document_of(doc) or doc.text, **given)


def _show(doc: Doc, document: Document, kinds: Iterable[type[Annotation]]) -> None:
    """Make a span group for each type that was looked for, empty if nothing was found."""
    groups: dict[str, list[Any]] = {kind.wire_name: [] for kind in kinds}
    for annotation, wire_id in wire.ids_of(document).items():
        code = annotation.identifiers.get("wikidata", "") if isinstance(annotation, Entity) else ""
        for span in annotation.spans:
            shown = doc.char_span(
                span.start, span.end, _label(annotation), code, alignment_mode="expand", span_id=wire_id
            )
            groups.setdefault(annotation.wire_name, []).append(shown)
    for name in sorted(groups):
        doc.spans[name] = SpanGroup(doc, name=name, spans=groups[name])


def _label(annotation: Annotation) -> str:
    values = (getattr(annotation, field, None) for field in LABELS)
    return next((value for value in values if isinstance(value, str) and value), annotation.wire_name)
