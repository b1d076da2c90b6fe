"""Drawing samples, judging them in sheets, and estimating from them."""

from __future__ import annotations

import csv
import hashlib
import json
import random
import re
from collections import Counter

import attrs
import pytest
from tests.conftest import ROOT

import diplotext
from diplotext import (
    Attribution,
    Document,
    Mention,
    Person,
    Pipeline,
    PipelineError,
    Rule,
    SampleError,
    Span,
    Statement,
    wire,
)
from diplotext.evaluation import (
    JudgedSheets,
    Plan,
    draw,
    evaluate,
    evaluate_gold,
    read_judgements,
    read_samples,
    recalibrated,
    recalibrated_on_gold,
    write_sample,
)
from diplotext.evaluation.design import allocated, read_design
from diplotext.evaluation.fields import bin_of
from diplotext.evaluation.judgements import Item
from diplotext.evaluation.kinds import kinds
from diplotext.evaluation.supervised import corrected, table
from diplotext.pipeline.confidences import Confidences, Measured, confidences_of
from diplotext.report import render_evaluation
from diplotext.testing import corpus, scores

openpyxl = pytest.importorskip("openpyxl")
MODES = ("direct", "indirect", "indirect", "indirect", "mixed")


def document(number, statements=5, outlet="Elbe Wire", word="=1+1"):
    """A document with some statements, each a sentence of its own."""
    sentences = [f"Ana Silva said {word} {place} was fine." for place in range(statements)]
    text = " ".join(["Nothing was said here.", *sentences])
    found, start = [], 0
    speakers = []
    for place, sentence in enumerate(sentences):
        start = text.index(sentence, start)
        mention = Mention(start, start + 9, "Ana Silva", form="name")
        speakers.append(mention)
        said = Span(start + 15, start + len(sentence) - 1, sentence[15:-1])
        found.append((mention, said, MODES[(number + place) % len(MODES)], Span(start + 10, start + 14, "said")))
    ana = Person(name="Ana Silva", mentions=speakers, rule="person.test", confidence=0.9)
    records = [
        Statement(
            spans=[said],
            mode=mode,
            cue=cue,
            speakers=[Attribution(mention, ana, kind="person")],
            rule=f"quote.{mode}",
            confidence={"direct": 0.95, "indirect": 0.8, "mixed": None}[mode],
        )
        for mention, said, mode, cue in found
    ]
    return Document(
        text,
        id=f"doc-{number:04}",
        title=f"Title {number}",
        published=f"2023-{1 + number % 12:02}-01",
        source={"outlet": outlet, "desk": f"desk {number % 3}"},
        annotations=[*([ana] if records else []), *records],
    )


@pytest.fixture(scope="module")
def documents():
    return [document(n, n % 8, "Elbe Wire" if n % 4 else "Oder Post") for n in range(120)]


@pytest.fixture
def drawn(documents):
    return draw(documents, Plan(size=50, by=["mode"]))


def fill(path, answer):
    """Fill in a CSV sheet: `answer` returns the answers on a row."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        rows, columns = [{**row, **answer(row)} for row in reader], reader.fieldnames
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns)
        writer.writeheader()
        writer.writerows(rows)
    return path


def right(row):
    return {"stated": "yes", "speaker_right": "yes" if row["id"].endswith(("1", "2", "3")) else "no"}


class TestDrawing:
    def test_the_same_seed_draws_the_same_sample_in_any_order(self, documents, drawn):
        shuffled = random.Random(3).sample(documents, len(documents))
        again = draw(shuffled, Plan(size=50, by=["mode"]))
        assert again == drawn
        assert draw(documents, Plan(size=50, by=["mode"], seed=2)).design.units != drawn.design.units

    def test_it_is_the_same_on_every_machine(self, documents):
        """The order is that of SHA-256; these ids never change."""
        assert [part.records[0]["id"] for part in draw(documents, Plan(size=4)).parts] == FIRST

    def test_probabilities_are_those_of_the_strata(self, documents, drawn):
        counts = Counter(said.mode for one in documents for said in one.statements)
        design = drawn.design
        assert {one.name: one.population for one in design.strata} == counts
        assert design.population == sum(counts.values())
        assert design.drawn == 50
        rows = list(drawn.rows("records"))
        assert {row["probability"] for row in rows if row["mode"] == "mixed"} == {
            next(one.drawn / one.population for one in design.strata if one.name == "mixed")
        }
        assert sum(1 / row["probability"] for row in rows) == pytest.approx(design.population)

    def test_every_record_has_the_same_chance(self, documents):
        """Over many seeds, each record of a stratum is drawn as often as its probability says."""
        few = documents[:20]
        counts = Counter()
        for seed in range(300):
            counts.update([*draw(few, Plan(size=20, seed=seed)).design.units])
        expected = 300 * 20 / sum(len(one.statements) for one in few)
        spread = (expected * (1 - expected / 300)) ** 0.5
        assert all(abs(count - expected) < 4 * spread for count in counts.values())

    def test_allocation(self):
        sizes = {"a": 900, "b": 90, "c": 10, "d": 1}
        assert allocated(sizes, 100, "equal") == {"a": 45, "b": 44, "c": 10, "d": 1}
        chosen = allocated(sizes, 100, "proportional")
        assert sum(chosen.values()) == 100
        assert (chosen["c"], chosen["d"]) == (2, 1)
        assert allocated(sizes, 5000, "equal") == sizes
        with pytest.raises(SampleError, match="6 is too few for 4 strata: 2 of each make 7"):
            allocated(sizes, 6, "equal")

    def test_only_what_is_drawn_is_kept(self):
        """Memory does not grow with the number of documents: few rows are made."""
        made = Counter()

        def stream():
            for number in range(400):
                one = document(number, 3)
                made[one.id] += 1
                yield one

        sample = draw(stream(), Plan(size=5))
        assert (sample.design.documents, sample.design.population, len(sample.parts)) == (400, 1200, 5)

    def test_documents_are_drawn_with_all_they_have(self, documents):
        sample = draw(documents, Plan(unit="document", size=10, by=["outlet"]))
        for part in sample.parts:
            own = next(one for one in documents if one.id == part.document["document"])
            assert len(part.records) == len(own.statements)
            assert part.document["sentences"] == len(part.sentences) == len(own.statements) + 1
            assert part.sentences[0]["found"] is None
            assert wire.loads(part.line) == own

    @pytest.mark.parametrize(
        ("plan", "message"),
        [
            ({"of": "statement"}, "there are no records called 'statement': did you mean 'statements'?"),
            ({"by": ["mod"]}, "there is no property 'mod': did you mean 'mode'?"),
            ({"by": ["mode"], "unit": "document"}, "'mode' is a property of records, and documents are drawn"),
            ({"size": 0}, "size must be a whole number, 1 or more, not 0"),
            ({"unit": "article"}, "unit is 'article': choose from document, record"),
            ({"allocation": "even"}, "allocation is 'even'"),
        ],
    )
    def test_wrong_plans(self, plan, message):
        with pytest.raises(SampleError, match=re.escape(message)):
            Plan(**plan)

    def test_nothing_to_draw_from(self):
        with pytest.raises(SampleError, match="there are no documents"):
            draw([], Plan())
        with pytest.raises(SampleError, match="there are no meetings in 1 documents"):
            draw([document(1)], Plan(of="meetings"))

    def test_two_documents_of_one_id(self):
        with pytest.raises(SampleError, match="two documents have the id 'doc-0001'"):
            draw([document(1), document(1)], Plan(size=50))

    def test_any_key_of_the_source_makes_strata(self, documents):
        sample = draw(documents, Plan(size=30, by=["source.desk", "year"]))
        assert [one.name for one in sample.design.strata] == [f"desk {n} / 2023" for n in range(3)]
        assert sample.parts[0].records[0]["source.desk"].startswith("desk")

    @pytest.mark.parametrize("name", kinds())
    def test_each_kind_has_rows(self, name, full_document):
        sample = draw([full_document], Plan(of=name, size=2))
        row = sample.parts[0].records[0]
        assert row["text"]
        assert row["sentence"] == full_document.text
        assert set(sample.kind.shown) <= set(row)

    def test_bins_of_confidence(self):
        assert [bin_of(value) for value in (None, 0, 0.5, 0.899, 0.9, 1)] == [
            "-", "0.00-0.50", "0.50-0.70", "0.80-0.90", "0.90-0.95", "0.95-1.00"
        ]  # fmt: skip


FIRST = ["doc-0006#statement:6", "doc-0077#statement:4", "doc-0058#statement:2", "doc-0023#statement:7"]


class TestSheets:
    def test_no_cell_is_a_formula(self, drawn, tmp_path):
        write_sample(drawn, tmp_path / "s.csv")
        with (tmp_path / "s.csv").open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
        assert {row["text"][:2] for row in rows} == {"'="}
        write_sample(drawn, tmp_path / "s.xlsx")
        page = openpyxl.load_workbook(tmp_path / "s.xlsx")["records"]
        column = [cell.value for cell in page[1]].index("text") + 1
        cells = [page.cell(line, column) for line in range(2, page.max_row + 1)]
        assert {cell.data_type for cell in cells} == {"s"}
        assert all(cell.value.startswith("=1+1") and cell.quotePrefix for cell in cells)

    def test_workbooks_have_lists_to_choose_from(self, drawn, tmp_path):
        write_sample(drawn, tmp_path / "s.xlsx")
        book = openpyxl.load_workbook(tmp_path / "s.xlsx")
        assert book.sheetnames == ["read me", "records"]
        lists = {rule.promptTitle: rule.formula1 for rule in book["records"].data_validations.dataValidation}
        assert lists == {
            "stated": '"yes,no,unsure"',
            "speaker_right": '"yes,no,unsure"',
            "mode_is": '"direct,indirect,mixed"',
        }
        heads = {cell.value: cell.column_letter for cell in book["records"][1]}
        assert book["records"].column_dimensions[heads["rule"]].hidden
        assert not book["records"].column_dimensions[heads["stated"]].hidden

    @pytest.mark.parametrize("name", ["s.csv", "s.xlsx"])
    def test_the_same_sample_gives_the_same_bytes(self, drawn, tmp_path, name):
        for folder in ("a", "b"):
            (tmp_path / folder).mkdir()
            write_sample(drawn, tmp_path / folder / name, ["anna"])
        own = name.replace(".", "-anna.")
        assert (tmp_path / "a" / own).read_bytes() == (tmp_path / "b" / own).read_bytes()
        assert (tmp_path / "a" / "s.design.json").read_bytes() == (tmp_path / "b" / "s.design.json").read_bytes()

    def test_designs_are_read_back(self, drawn, tmp_path):
        written = write_sample(drawn, tmp_path / "s.csv")
        assert read_design(written[-1]) == drawn.design
        (tmp_path / "x.design.json").write_text("{}", encoding="utf-8")
        with pytest.raises(SampleError, match="is not the design of a sample"):
            read_design(tmp_path / "x.design.json")

    def test_wrong_names_of_files(self, drawn, tmp_path):
        with pytest.raises(SampleError, match=re.escape("did you mean '.xlsx'?")):
            write_sample(drawn, tmp_path / "s.xls")
        with pytest.raises(SampleError, match="documents can be written as JSON Lines, not records"):
            write_sample(drawn, tmp_path / "s.jsonl")

    def test_documents_are_written_for_annotation_tools(self, documents, tmp_path):
        sample = draw(documents, Plan(unit="document", size=6))
        write_sample(sample, tmp_path / "s.jsonl")
        with (tmp_path / "s.jsonl").open("rb") as lines:
            assert {one.id for one in wire.read_lines(lines)} == set(sample.design.units)

    def test_characters_that_a_workbook_cannot_hold(self, tmp_path):
        odd = [document(1, 2, word="\x0b\ud800\uffff and"), document(2, 2, word="x" * 40_000)]
        write_sample(draw(odd, Plan(size=4)), tmp_path / "s.xlsx")
        assert len(read_judgements([tmp_path / "s.xlsx"]).records) == 4


def workbook_filled(path, answer):
    """Fill in a workbook, as a spreadsheet program would."""
    book = openpyxl.load_workbook(path)
    for page in book.worksheets[1:]:
        heads = [cell.value for cell in page[1]]
        for line in page.iter_rows(min_row=2):
            row = dict(zip(heads, (str(cell.value or "") for cell in line), strict=True))
            for name, value in answer(row).items():
                line[heads.index(name)].value = value
    book.save(path)
    return path


class TestReading:
    def test_csv_and_xlsx_say_the_same(self, drawn, tmp_path):
        write_sample(drawn, tmp_path / "a.csv")
        write_sample(drawn, tmp_path / "b.xlsx")
        one = evaluate(read_judgements([fill(tmp_path / "a.csv", lambda row: {**right(row), "coder": "ann"})]))
        two = evaluate(
            read_judgements([workbook_filled(tmp_path / "b.xlsx", lambda row: {**right(row), "coder": "ann"})])
        )
        assert one == two

    def test_documents_in_one_workbook(self, documents, tmp_path):
        write_sample(draw(documents, Plan(unit="document", size=8)), tmp_path / "d.xlsx")

        def answer(row):
            read = {"read": "yes"} if "read" in row else {}
            return read or ({"missed": "unsure"} if "missed" in row else right(row))

        found = evaluate(read_judgements([workbook_filled(tmp_path / "d.xlsx", answer)]))
        assert found.judged == 8
        assert found.figure("recall").value == found.figure("precision").value  # a wrong speaker is missed, too

    def test_spreadsheets_of_other_countries_and_habits(self, drawn, tmp_path):
        write_sample(drawn, tmp_path / "a.csv")
        answers = {"yes": ("YES", "y", "x", "1", "True"), "no": ("No", "n", "0", "false")}

        def loose(row):
            number = len(row["id"])
            return {name: answers[value][number % 4] for name, value in right(row).items()}

        fill(tmp_path / "a.csv", loose)
        with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as stream:
            rows = list(csv.reader(stream))
        with (tmp_path / "a.csv").open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream, delimiter=";").writerows(rows)
        strict = tmp_path / "strict"
        strict.mkdir()
        write_sample(drawn, strict / "a.csv")
        assert evaluate(read_judgements([tmp_path / "a.csv"])) == evaluate(
            read_judgements([fill(strict / "a.csv", right)])
        )

    def test_the_sheet_suffices_without_its_design(self, drawn, tmp_path):
        write_sample(drawn, tmp_path / "a.csv")
        fill(tmp_path / "a.csv", right)
        whole = evaluate(read_judgements([tmp_path / "a.csv"]))
        (tmp_path / "a.design.json").unlink()
        assert evaluate(read_judgements([tmp_path / "a.csv"])).figures == whole.figures

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"stated": "maybe"}, "row 2, column stated: 'maybe' is not an answer: choose from no, unsure, yes"),
            ({"mode_is": "indrect"}, "did you mean 'indirect'?"),
            ({"probability": "2"}, "'2' is not a probability"),
            ({"stratum": ""}, "has no stratum: it is not a sheet that `diplotext sample` has written"),
        ],
    )
    def test_wrong_cells(self, drawn, tmp_path, change, message):
        write_sample(drawn, tmp_path / "a.csv")
        with pytest.raises(SampleError, match=re.escape(message)):
            read_judgements([fill(tmp_path / "a.csv", lambda _: change)])

    def test_a_workbook_that_would_fill_the_memory(self, tmp_path, monkeypatch):
        monkeypatch.setattr("diplotext.evaluation.workbooks.MAX_UNPACKED_BYTES", 1_000)
        write_sample(draw([document(1)], Plan(size=4)), tmp_path / "s.xlsx")
        with pytest.raises(SampleError, match="larger than 1,000 bytes when it is unpacked"):
            read_judgements([tmp_path / "s.xlsx"])

    def test_wrong_files(self, drawn, documents, tmp_path):
        (tmp_path / "empty.csv").write_text("", encoding="utf-8")
        (tmp_path / "old.csv").write_bytes("id;titré\n".encode("cp1252"))
        (tmp_path / "no.xlsx").write_bytes(b"PK no")
        for name, message in (
            ("empty.csv", "is empty"),
            ("old.csv", "is not UTF-8"),
            ("no.xlsx", "is not an XLSX workbook"),
            ("none.csv", "No such file"),
        ):
            with pytest.raises(SampleError, match=message):
                read_judgements([tmp_path / name])
        write_sample(drawn, tmp_path / "a.csv")
        write_sample(draw(documents, Plan(of="people", size=5)), tmp_path / "b.csv")
        with pytest.raises(SampleError, match="sheets of several samples: of people, statements"):
            read_judgements([tmp_path / "a.csv", tmp_path / "b.csv"])
        write_sample(draw(documents, Plan(size=20)), tmp_path / "c.csv")
        with pytest.raises(SampleError, match="sheets of several samples: .*a.design.json, .*c.design.json"):
            read_judgements([tmp_path / "a.csv", tmp_path / "c.csv"])
        with pytest.raises(SampleError, match="nothing has been judged: fill in the columns stated, speaker_right"):
            evaluate(read_judgements([tmp_path / "a.csv"]))


class TestEvaluating:
    def test_precision_is_weighted(self, documents, tmp_path):
        """Equal allocation: rare modes are drawn more densely, and weigh less."""
        sample = draw(documents, Plan(size=90, by=["mode"], allocation="equal"))
        write_sample(sample, tmp_path / "a.csv")

        def answer(row):
            return {"stated": "yes" if row["mode"] == "indirect" else "no", "speaker_right": "yes"}

        found = evaluate(read_judgements([fill(tmp_path / "a.csv", answer)]))
        sizes = {one.name: one.population for one in sample.design.strata}
        assert found.figure("precision").value == pytest.approx(sizes["indirect"] / sum(sizes.values()))
        assert found.figure("precision", "mode", "indirect").value == 1
        assert found.figure("precision", "mode", "direct").value == 0
        assert found.figure("precision").cases == 90

    def test_from_drawing_to_the_interval_the_truth_is_held(self, documents):
        """Samples of many seeds, drawn, judged and evaluated: 95 % intervals hold the share of the whole."""
        some = documents[:60]

        def wrong(id):
            return hash_of(id) % 10 < (1 if hash_of(id[:8]) % 2 else 5)  # in half of the documents, half are wrong

        every = [f"{one.id}#statement:{n + 1}" for one in some for n in range(len(one.statements))]
        truth = sum(not wrong(one) for one in every) / len(every)
        hits, values = 0, []
        for seed in range(150):
            sample = draw(some, Plan(size=45, by=["mode"], allocation="equal", seed=seed))
            items = {}
            for row in sample.rows("records"):
                answers = {"stated": {"me": "no" if wrong(row["id"]) else "yes"}, "speaker_right": {"me": "yes"}}
                items[row["id"]] = Item(
                    {name: "" if cell is None else str(cell) for name, cell in row.items()}, answers
                )
            tables = {"records": items, "sentences": {}, "documents": {}}
            sheets = JudgedSheets(sample.kind, "record", tables, ("me",), sample.design)
            figure = evaluate(sheets, ["mode"]).figure("precision")
            hits += figure.low <= truth <= figure.high
            values.append(figure.value)
        assert 0.91 <= hits / 150 <= 1
        assert sum(values) / 150 == pytest.approx(truth, abs=0.012)

    def test_what_is_unsure_or_empty_is_left_out_and_said(self, drawn, tmp_path):
        write_sample(drawn, tmp_path / "a.csv")
        ids = sorted(drawn.design.units)

        def answer(row):
            place = ids.index(row["id"])
            return {} if place < 5 else {"stated": "?"} if place < 8 else right(row)

        found = evaluate(read_judgements([fill(tmp_path / "a.csv", answer)]))
        assert (found.drawn, found.judged, found.population) == (50, 42, sum(len(d.statements) for d in _all()))
        assert "8 of 50 drawn records are not judged" in found.notes[0]

    def test_a_wrong_mode_is_confused_and_not_false(self, drawn, tmp_path):
        write_sample(drawn, tmp_path / "a.csv")

        def answer(row):
            return {"stated": "yes", "speaker_right": "yes"} | (
                {"mode_is": "indirect"} if row["mode"] == "mixed" else {}
            )

        found = evaluate(read_judgements([fill(tmp_path / "a.csv", answer)]))
        assert found.figure("precision").value == 1
        confusion = found.confusions[0]
        assert confusion.values == ("direct", "indirect", "mixed")
        assert confusion.shares["mixed"] == (0, 1, 0)
        assert found.figure("mode_right").value < 1

    def test_coders_agree_or_not(self, drawn, tmp_path):
        write_sample(drawn, tmp_path / "s.csv", ["anna", "ben", "cleo"])
        for name in ("anna", "ben"):
            fill(tmp_path / f"s-{name}.csv", right)
        fill(tmp_path / "s-cleo.csv", lambda _: {"stated": "no", "speaker_right": "no"})
        files = [tmp_path / f"s-{name}.csv" for name in ("anna", "ben", "cleo")]
        found = evaluate(read_judgements(files))
        alone = evaluate(read_judgements(files[:1]))
        assert found.coders == ("anna", "ben", "cleo")
        assert found.figure("precision") == alone.figure("precision")  # the majority
        agreed = {one.question: one for one in found.agreements}
        assert agreed["stated"].alpha < 0
        assert agreed["stated"].items == 50
        disputed = evaluate(read_judgements([files[0], files[2]], prefer="anna"))
        assert disputed.figure("precision") == alone.figure("precision")
        split = evaluate(read_judgements([files[0], files[2]]))
        assert split.judged < 50  # wrong speakers, on which both agree
        assert any("coders differ on" in note for note in split.notes)
        with pytest.raises(SampleError, match="no coder is called 'ana': did you mean 'anna'?"):
            read_judgements(files, prefer="ana")

    def test_groups(self, drawn, tmp_path):
        write_sample(drawn, tmp_path / "a.csv")
        sheets = read_judgements([fill(tmp_path / "a.csv", right)])
        assert {one.by for one in evaluate(sheets, ["month", "outlet"]).figures} == {"all", "month", "outlet"}
        with pytest.raises(SampleError, match="the sheets have no column 'outlets': did you mean 'outlet'?"):
            evaluate(sheets, ["outlets"])

    def test_recall_needs_documents_that_were_read(self, documents, tmp_path):
        sample = draw(documents, Plan(unit="document", size=30, by=["source.desk"]))
        files = write_sample(sample, tmp_path / "d.csv")[:-1]
        first = sample.parts[0].document["document"]
        fill(files[0], lambda _: {"stated": "yes", "speaker_right": "yes"})
        fill(files[1], lambda row: {"missed": "2"} if row["document"] != first and row["number"] == "1" else {})
        fill(files[2], lambda row: {"read": "" if row["document"] == first else "yes"})
        found = evaluate(read_judgements(files))
        listed = sum(len(part.records) for part in sample.parts[1:])
        assert found.figure("recall").value == pytest.approx(listed / (listed + 2 * 29), rel=0.01)
        assert found.figure("F1").value == pytest.approx(2 * listed / (2 * listed + 2 * 29), rel=0.01)
        assert any("29 documents that were read" in note for note in found.notes)
        by_desk = evaluate(read_judgements(files), ["source.desk", "month"])
        assert by_desk.figure("recall", "source.desk", "desk 1").cases < found.figure("recall").cases
        assert by_desk.figure("recall", "month", "2023-02") is not None
        with pytest.raises(SampleError, match="the sheet `documents` is missing"):
            read_judgements(files[:2])


def hash_of(id):
    return int.from_bytes(hashlib.sha256(id.encode()).digest()[:4], "big")


def said(run, *words):
    """Status, output and errors of a command."""
    done = run(*words)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def _all():
    return [document(n, n % 8) for n in range(120)]


class TestPages:
    @pytest.fixture
    def judged(self, drawn, tmp_path):
        write_sample(drawn, tmp_path / "s.csv", ["anna", "ben"])
        files = [fill(tmp_path / f"s-{name}.csv", right) for name in ("anna", "ben")]
        return evaluate(read_judgements(files))

    def test_the_page_needs_nothing_else_and_is_repeatable(self, judged):
        page = render_evaluation(judged)
        assert page == render_evaluation(judged)
        assert "default-src &#39;none&#39;" in page
        assert not re.search(r"<[^>]* style=|https?://(?!www\.w3\.org)", page)
        assert page.count("<h1") == 1
        assert "Krippendorff" in page

    def test_names_are_escaped(self, judged):
        odd = attrs.evolve(judged, coders=("<script>alert(1)</script>",))
        assert "<script>alert" not in render_evaluation(odd)

    def test_text_and_json(self, judged):
        text = str(judged)
        assert "Agreement of coders" in text
        assert "By mode" in text
        assert json.loads(json.dumps(judged.to_dict()))["of"] == "statements"


@pytest.fixture(scope="module")
def gold():
    return corpus.load(ROOT / "corpus" / "gold.jsonl", part="development")[:25]


@pytest.fixture(scope="module")
def found(gold):
    """What a system finds that loses, invents and confuses a few things."""
    result = []
    for number, one in enumerate(gold):
        kept = [a for a in one.annotations if not isinstance(a, corpus.TYPES)]
        lost = set([a for a in kept if isinstance(a, Statement) and not _is_target(a, kept)][number % 3 :: 5])
        kept = [a for a in kept if a not in lost]
        wrong = [a for a in kept if isinstance(a, Statement) and a.speakers and not _is_target(a, kept)][::4]
        changed = {a: attrs.evolve(a, speakers=()) for a in wrong}
        result.append(attrs.evolve(one, annotations=[changed.get(a, a) for a in kept]))
    return result


class TestGold:
    """Sheets that are filled in from annotations say what the scorers say."""

    def test_a_judged_census_is_what_the_scorers_count(self, gold, found, tmp_path):
        from corpus.judge import filled

        sample = draw(found, Plan(unit="document", size=25))
        files = write_sample(sample, tmp_path / "d.csv")[:-1]
        for path in files:
            with path.open(encoding="utf-8-sig", newline="") as stream:
                reader = csv.DictReader(stream)
                by_id = {one.id: one for one in found}
                rows = list(filled(reader, {one.id: one for one in gold}, by_id.__getitem__))
                columns = reader.fieldnames
            with path.open("w", encoding="utf-8", newline="") as stream:
                writer = csv.DictWriter(stream, columns)
                writer.writeheader()
                writer.writerows(rows)
        judged = evaluate(read_judgements(files))
        counted = scores.compare(gold, found).figures["attributed"]
        against = evaluate_gold(gold, found)
        for name, value in (("F1", counted.value), ("precision", counted.precision), ("recall", counted.recall)):
            assert 100 * judged.figure(name).value == pytest.approx(value), name
        assert 100 * against.figure("attributed").value == pytest.approx(counted.value)
        assert 100 * against.figure("attributed").low == pytest.approx(counted.low)
        assert 100 * against.figure("attributed").high == pytest.approx(counted.high)
        assert 0.5 < judged.figure("F1").value < 0.95

    def test_every_figure_of_the_scorers_is_there(self, gold, found):
        ours = evaluate_gold(gold, found, measures=())
        for name, figure in scores.compare(gold, found, resamples=20).figures.items():
            assert 100 * ours.figure(name).value == pytest.approx(figure.value), name

    def test_groups_are_the_figures_of_their_articles(self, gold, found):
        ours = evaluate_gold(gold, found, ["style"])
        chosen = [n for n, one in enumerate(gold) if one.source["style"] == "news"]
        theirs = scores.compare([gold[n] for n in chosen], [found[n] for n in chosen]).figures["attributed"]
        assert 100 * ours.figure("attributed", "style", "news").value == pytest.approx(theirs.value)
        assert 100 * ours.figure("attributed", "style", "news").low == pytest.approx(theirs.low)

    def test_a_design_weighs_articles(self, gold, found):
        sample = draw(found, Plan(unit="document", size=12, by=["style"], allocation="equal"))
        known = set(sample.design.units)
        chosen = [one for one in gold if one.id in known]
        weighted = evaluate_gold(chosen, found, design=sample.design)
        plain = evaluate_gold(chosen, found)
        assert weighted.figure("attributed").value != plain.figure("attributed").value
        assert weighted.population == 25
        with pytest.raises(SampleError, match="was not drawn"):
            evaluate_gold(gold, found, design=sample.design)

    def test_missing_articles(self, gold, found):
        with pytest.raises(SampleError, match="20 of 25 annotated articles are not in the results"):
            evaluate_gold(gold, found[:5])
        counted = evaluate_gold(gold, found[:5], missing="count")
        skipped = evaluate_gold(gold, found[:5], missing="skip")
        assert counted.figure("attributed").value < skipped.figure("attributed").value
        assert (counted.judged, skipped.judged) == (25, 5)
        with pytest.raises(SampleError, match="none of the 25 annotated articles is in the results"):
            evaluate_gold(gold, _all())
        with pytest.raises(SampleError, match="has another text"):
            evaluate_gold(gold[:1], [attrs.evolve(found[0], text=found[0].text + " ", annotations=[])])


def _referred(annotation):
    return {getattr(annotation, "continues", None), getattr(annotation, "reported_in", None)} - {None}


def _is_target(annotation, others):
    return any(annotation in _referred(one) for one in others)


class TestCorrection:
    def test_the_table_has_every_unit_and_the_mean_is_corrected(self, documents, drawn, tmp_path):
        write_sample(drawn, tmp_path / "a.csv")
        sheets = read_judgements([fill(tmp_path / "a.csv", right)])
        rows = list(table(documents, sheets))
        assert len(rows) == drawn.design.population
        assert sum(row["right"] is not None for row in rows) == sum(row["sampled"] for row in rows) == 50
        assert all(row["probability"] == rows[0]["probability"] for row in rows if row["stratum"] == rows[0]["stratum"])
        means = {one.variable: one for one in corrected(table(documents, sheets), sheets)}
        assert means["right"].predicted == 1
        assert means["right"].value == pytest.approx(evaluate(sheets).figure("precision").value)
        assert means["mode=direct"].predicted == pytest.approx(
            sum(row["mode=direct_predicted"] for row in rows) / len(rows)
        )

    def test_documents(self, documents, tmp_path):
        sample = draw(documents, Plan(unit="document", size=30, by=["outlet"]))
        files = write_sample(sample, tmp_path / "d.csv")[:-1]
        fill(files[0], lambda _: {"stated": "yes", "speaker_right": "yes"})
        fill(files[1], lambda row: {"missed": "yes"} if row["number"] == "1" else {})
        fill(files[2], lambda _: {"read": "yes"})
        sheets = read_judgements(files)
        means = {one.variable: one for one in corrected(table(documents, sheets), sheets)}
        assert means["count"].value == pytest.approx(means["count"].predicted + 1)
        assert means["any"].low < 1 < means["any"].high
        assert means["any"].population == 120

    def test_other_results_are_refused(self, documents, drawn, tmp_path):
        write_sample(drawn, tmp_path / "a.csv")
        sheets = read_judgements([fill(tmp_path / "a.csv", right)])
        for other in (documents[:-3], [*documents, document(999)]):
            with pytest.raises(SampleError, match="not the results that the sample was drawn from"):
                list(table(other, sheets))


RULES = {
    "quote.direct": Rule("quote.direct", "x", precision=0.9, cases=100, source="x"),
    "quote.indirect": Rule("quote.indirect", "x", precision=0.8, cases=5, source="x"),
    "quote.mixed": Rule("quote.mixed", "x"),
}


class TestRecalibration:
    @pytest.fixture
    def sheets(self, documents, tmp_path):
        write_sample(draw(documents, Plan(size=200)), tmp_path / "a.csv")
        return read_judgements([fill(tmp_path / "a.csv", right)])

    def test_few_cases_change_little(self, sheets):
        judged = Counter()
        good = Counter()
        for item in sheets.records:
            judged[item.row["rule"]] += 1
            good[item.row["rule"]] += bool(sheets.right(item))
        found = recalibrated([sheets], RULES, "Elbe").rules
        n, k = judged["quote.direct"], good["quote.direct"]
        assert found["quote.direct"].confidence == pytest.approx((k + 20 * 0.9) / (n + 20), abs=6e-4)
        n, k = judged["quote.indirect"], good["quote.indirect"]
        assert found["quote.indirect"].confidence == pytest.approx((k + 5 * 0.8) / (n + 5), abs=6e-4)
        assert (found["quote.indirect"].right, found["quote.indirect"].cases) == (k, n)
        assert found["quote.mixed"].shipped is None
        assert "quote.mixed" not in recalibrated([sheets], RULES, "Elbe", min_cases=500).rules
        own = recalibrated([sheets], RULES, "Elbe", prior_cases=0).rules["quote.direct"]
        assert own.confidence == pytest.approx(good["quote.direct"] / judged["quote.direct"], abs=6e-4)

    def test_samples_of_several_kinds(self, documents, tmp_path):
        write_sample(draw(documents, Plan(size=40)), tmp_path / "a.csv")
        write_sample(draw(documents, Plan(of="people", size=40)), tmp_path / "b.csv")
        fill(tmp_path / "a.csv", right)
        fill(tmp_path / "b.csv", lambda _: {"is_name": "yes"})
        both = read_samples([tmp_path / "a.csv", tmp_path / "b.csv"])
        person = Rule("person.test", "x", precision=0.9, cases=100, source="x")
        found = recalibrated(both, {**RULES, person.id: person}, "Elbe").rules
        assert found["person.test"].confidence == round((40 + 20 * 0.9) / 60, 3)
        assert found["quote.direct"].cases < 40

    def test_annotated_articles(self, gold, found):
        rules = {
            one.rule: Rule(one.rule, "x", precision=0.5, cases=10, source="x") for d in found for one in d.annotations
        }
        plain = {name: attrs.evolve(rule, precision=None) for name, rule in rules.items()}
        measured = recalibrated_on_gold(gold, found, plain, "Our corpus").rules["annotated"]
        assert 0.5 < measured.confidence == round(measured.right / measured.cases, 3) < 1
        with pytest.raises(SampleError, match="nothing has been judged"):  # no finding has a confidence of its own
            recalibrated_on_gold(gold, found, rules, "Our corpus")

    def test_rules_that_do_not_exist(self, sheets):
        with pytest.raises(SampleError, match="no installed rule is called 'quote.mixed'"):
            recalibrated([sheets], {name: RULES[name] for name in ("quote.direct", "quote.indirect")}, "Elbe")

    def test_files(self, sheets, tmp_path):
        measured = recalibrated([sheets], RULES, 'The "Elbe" Wire, 2023')
        path = tmp_path / "c.toml"
        path.write_text(measured.to_toml(), encoding="utf-8")
        assert confidences_of(path) == measured
        for text, message in (
            ("x", "cannot be read"),
            ('["quote.direct"]\nconfidence = 0.5', "does not name what they were measured on"),
            ('corpus = "x"\n["quote.direct"]\nconfidence = 2', "confidence must be a share from 0 to 1, not 2"),
            ('corpus = "x"\n["quote.direct"]\nconfidense = 0.2', "confidense"),
        ):
            path.write_text(text, encoding="utf-8")
            with pytest.raises(PipelineError, match=message):
                confidences_of(path)
        with pytest.raises(PipelineError, match="No such file"):
            confidences_of(tmp_path / "none.toml")


class TestPipeline:
    TEXT = "Anna Berg said on Monday that it rained."

    def test_confidences_replace_those_of_the_rules(self):
        plain = Pipeline.of("dates").read(self.TEXT)
        rule = plain.times[0].rule
        changed = Pipeline.of("dates", confidences={rule: 0.123}).read(self.TEXT)
        assert changed.times[0].confidence == 0.123
        assert [attrs.evolve(one, confidence=None) for one in changed.times] == [
            attrs.evolve(one, confidence=None) for one in plain.times
        ]

    def test_rules_of_other_extractors_are_known(self):
        pytest.importorskip("diplotext_quotes")
        rules = diplotext.Registry().info("quotes").extractor.rules()
        assert Pipeline.of("dates", confidences=dict.fromkeys(rules, 0.5)).read(self.TEXT).times[0].confidence != 0.5

    def test_rules_that_do_not_exist_are_refused(self):
        with pytest.raises(PipelineError, match="no rule is called 'date.weekdy'"):
            Pipeline.of("dates", confidences={"date.weekdy": 0.5})
        with pytest.raises(PipelineError, match="no rule is called 'x'"):
            Pipeline([], confidences=Confidences("Elbe", {"x": Measured(0.5)}))

    def test_what_the_extractor_gave_no_confidence_keeps_none(self):
        rule = Rule("quote.direct", "x", precision=0.9, cases=10, source="x")
        said = Statement(mode="direct", rule="quote.direct")
        found = Confidences("Elbe", {"quote.direct": Measured(0.4)})
        assert found.applied(said, {rule.id: rule}).confidence is None
        assert found.applied(attrs.evolve(said, confidence=0.9), {rule.id: rule}).confidence == 0.4
        assert found.applied(said, {}).confidence == 0.4


class TestCommands:
    @pytest.fixture
    def folder(self, documents, tmp_path):
        for number in range(2):
            lines = [wire.dumps(one) + "\n" for one in documents[number::2]]
            path = tmp_path / "shards" / f"{number}.jsonl"
            path.parent.mkdir(exist_ok=True)
            path.write_text("".join(lines), encoding="utf-8")
        return tmp_path

    def test_a_folder_of_shards_gives_the_same_sample(self, folder, drawn, run):
        status, out, err = said(
            run, "sample", str(folder / "shards"), "--size", "50", "--by", "mode", "-o", str(folder / "s.csv")
        )
        assert (status, err) == (0, "")
        assert out.startswith(f"50 of {drawn.design.population} statements drawn from 120 documents, 3 strata\n")
        assert read_design(folder / "s.design.json") == drawn.design
        fill(folder / "s.csv", right)
        status, out, err = said(run, "evaluate", str(folder / "s.csv"), "--results", str(folder / "shards"), "--dsl", str(folder / "d.csv"))  # fmt: skip
        assert (status, err) == (0, "")
        assert "corrected (DSL)" in out
        with (folder / "d.csv").open(encoding="utf-8", newline="") as stream:
            assert sum(row["right"] != "" for row in csv.DictReader(stream)) == 50

    @pytest.mark.parametrize(
        ("words", "message"),
        [
            (("sample", "{shards}", "-o", "{here}/no/s.csv"), "the folder {here}/no does not exist"),
            (("sample", "{shards}", "--by", "rul", "-o", "{here}/s.csv"), "there is no property 'rul'"),
            (("evaluate", "{here}/none.csv"), "{here}/none.csv: No such file or directory"),
            (("evaluate", "x.csv", "--dsl", "d.csv"), "--dsl needs --results"),
            (("evaluate", "x", "--gold", "{shards}/0.jsonl", "--prefer", "a"), "are for judged sheets, not for --gold"),
        ],
    )
    def test_errors_are_one_line(self, folder, run, words, message):
        places = {"shards": str(folder / "shards"), "here": str(folder)}
        status, out, err = said(run, *(word.format(**places) for word in words))
        assert (status, out) == (2, "")
        assert message.format(**places) in err
        assert err.count("\n") == 1
