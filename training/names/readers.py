"""Four open corpora with names of people, places and organizations, each with classes and a layout of its own.

Every reader gives sentences with names in the scheme of `scheme.toml`; what a corpus leaves open is unknown.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from training.names.rules import completed
from training.names.scheme import is_title, name_scheme
from training.names.text import Name, NamedText, detokenized, trimmed
from training.trees.conllu import read_file

CROSSNER_DOMAINS = ("politics", "science", "literature", "music", "ai")
UNER = {"PER": "PERSON", "ORG": "ORG", "LOC": "place", "OTH": "other", "O": "outside"}
WIKIGOLD = {"PER": "PERSON", "ORG": "ORG", "LOC": "place", "MISC": "other"}
CROSSNER = {
    **dict.fromkeys(("politician", "person", "writer", "musicalartist", "scientist", "researcher"), "PERSON"),
    **dict.fromkeys(("organisation", "politicalparty", "band", "university"), "ORG"),
    **dict.fromkeys(("country", "location"), "place"),
    **dict.fromkeys(("event", "election", "conference"), "EVENT"),
    **dict.fromkeys(("academicjournal", "magazine", "astronomicalobject", "product"), "unknown"),
    "misc": "other",
}
SURE = 0.5
# Left-overs of wiki and program markup.
MARKUP = re.compile(r"\{\{|codesyntax|\.ref\b|\bbr\b|\[\[|\bName = ")


def spans_of_tags(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """The spans of BIO or IO tags: first word, behind the last word, class."""
    spans: list[tuple[int, int, str]] = []
    for position, tag in enumerate(tags):
        prefix, _, label = tag.partition("-")
        if not label:
            continue
        if prefix == "I" and spans and spans[-1][1:] == (position, label):
            spans[-1] = (spans[-1][0], position + 1, label)
        else:
            spans.append((position, position + 1, label))
    return spans


def read_columns(path: Path, separator: str) -> Iterator[list[list[str]]]:
    """The rows of each sentence of a file with a word a line, blank lines between sentences and `#` comments."""
    rows: list[list[str]] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        row = line.rstrip("\r").split(separator)
        if len(row) > 1:
            rows.append(row)
        elif not line.startswith("#") and rows:
            yield rows
            rows = []


def _spans(
    words: Sequence[str], starts: Sequence[int], tags: Sequence[str], kinds: Mapping[str, str]
) -> Iterator[tuple[Name, str]]:
    """Spans of characters with their kind."""
    for first, behind, label in spans_of_tags(tags):
        end = starts[behind - 1] + len(words[behind - 1])
        yield Name(starts[first], end, None), kinds.get(label, "outside")


def read_wikigold(path: Path) -> Iterator[NamedText]:
    """WikiGold: Wikipedia with person, organization, location and other names."""
    first = True
    for rows in read_columns(path, " "):
        if rows[0][0] == "-DOCSTART-":
            first = True
            continue
        words = [row[0] for row in rows]
        text, starts = detokenized(words)
        words = [text[start : start + len(word)] for start, word in zip(starts, words, strict=True)]
        sentence = NamedText("wikigold", text, (), starts_document=first, starts_paragraph=first)
        yield completed(sentence, _spans(words, starts, [row[1] for row in rows], WIKIGOLD), without=["EVENT"])
        first = False


def read_crossner(folder: Path, domain: str, part: str) -> Iterator[NamedText]:
    """CrossNER: Wikipedia by domain with many classes; sentences stand alone."""
    without = () if domain in {"politics", "science", "literature", "music"} else ("EVENT",)
    for rows in read_columns(folder / f"cross_{domain}_{part}.txt", "\t"):
        words = [row[0] for row in rows]
        text, starts = detokenized(words)
        if MARKUP.search(text):
            continue
        sentence = NamedText(f"crossner_{domain}", text, ())
        yield completed(sentence, _spans(words, starts, [row[1] for row in rows], CROSSNER), without=without)


def read_uner(path: Path, treebank: Path) -> Iterator[NamedText]:
    """Universal NER on the English Web Treebank, whose spaces and paragraphs come from the treebank.

    Args:
        path: The names.
        treebank: The part of the treebank with the same sentences.
    """
    trees = {sentence.id: sentence for sentence in read_file(treebank)}
    identifier = ""
    rows: list[list[str]] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("# sent_id"):
            identifier = line.partition("=")[2].strip()
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif rows and not line:
            tree = trees[identifier]
            words = [token.form for token in tree.tokens]
            if words == [row[1] for row in rows]:
                starts, text = [], ""
                for token in tree.tokens:
                    starts.append(len(text))
                    text += token.form + " " * token.space_after
                sentence = NamedText("uner", text.rstrip(), (), tree.starts_document, tree.starts_paragraph)
                yield completed(sentence, _spans(words, starts, [row[2] for row in rows], UNER), without=["EVENT"])
            rows = []


def read_re3d(path: Path) -> Iterator[NamedText]:
    """re3d: government text with nested spans and generic phrases; only what is surely a name is taken.

    Every other word with a capital is unknown, but for words that start a sentence.
    """
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        text = record["text"]
        names = [name for entity in record["entities"] if (name := _re3d_name(text, entity, record["entities"]))]
        for paragraph in re.finditer(r"\S(?:[^\n]*\S)?", text):
            start, end = paragraph.span()
            inside = [
                (Name(n.start - start, n.end - start, None), n.label or "unknown")
                for n in names
                if start <= n.start and n.end <= end
            ]
            words = [(Name(*w.span(), None), "unknown") for w in capitals(text[start:end])]
            sentence = NamedText("re3d", text[start:end], (), start == 0, starts_paragraph=True)
            yield completed(sentence, [*inside, *words])


def capitals(text: str) -> Iterator[re.Match[str]]:
    """The words of a text with a capital, but for "I" and for function words that start a sentence."""
    for word in re.finditer(r"[^\W\d_](?:\.(?=[^\W\d_]\.))?\w*(?:['’.&-][^\W_]+)*", text):
        if not any(letter.isupper() for letter in word.group()):
            continue
        plain = re.sub(r"['’].*", "", word.group())
        starts = re.search(r"(?:^|[.?!:;\n\"“—\])])\s*$", text[max(0, word.start() - 4) : word.start()])
        functional = (
            starts and plain.lower() in name_scheme().sentence_starts and not (plain.isupper() and len(plain) > 1)
        )
        if plain != "I" and not functional:
            yield word


def _re3d_name(text: str, entity: Mapping[str, object], entities: Sequence[Mapping[str, object]]) -> Name | None:
    """The name that an annotation of re3d surely is, with its kind as label."""
    start, end, kind = int(str(entity["start"])), int(str(entity["end"])), str(entity["label"])
    label = {"Person": "PERSON", "Organisation": "ORG", "Location": "place"}.get(kind)
    cut = trimmed(text, Name(start, end, label))
    if label is None or cut is None:
        return None
    sure = float(str(entity["confidence"])) >= SURE
    words = text[cut.start : cut.end]
    parts = words.split()
    proper = (
        all(part[0].isupper() or part in name_scheme().linkers for part in parts)
        and parts[0][0].isupper()
        and parts[-1][0].isupper()
    )
    if not proper or "," in words or "\n" in words or parts[0].lower() in name_scheme().generic_starts:
        return None
    if label == "place" and words in name_scheme().states_and_towns | name_scheme().regions:
        return cut
    if label == "PERSON":
        whole = any(
            e["label"] == "Person" and float(str(e["confidence"])) >= SURE and e["end"] == end for e in entities
        )
        named = len(parts) > 1 and not any(is_title(part) or part in name_scheme().groups for part in parts)
        return cut if whole and named else None
    return (
        cut
        if sure and not any(part in {"Forces", "Government", "Minister"} and len(parts) == 1 for part in parts)
        else None
    )
