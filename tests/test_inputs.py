"""What articles come from: tables, web pages, exports of archives, folders; nothing is lost or changed silently."""

import contextlib
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplotext import ArticleError, ArticleFile, ArticleWarning, Document, Pipeline, load_articles
from diplotext.io.mojibake import repaired
from diplotext.io.readers import CsvReader, JsonLinesReader
from diplotext.io.sniffing import check_plain
from diplotext.io.web import HtmlReader, with_marks
from diplotext.testing import assert_linear_time

INPUTS = Path(__file__).parent / "inputs"
TITLES = ["Finland and Slovenia agree on crossing", "Ministers praise Korda plan"]
FIRST = "Finnish Foreign Minister Elina Saarela met her Slovenian counterpart Marko Vidmar in Vienna on Wednesday."
SECOND = '"We want the crossing open before the summer," Saarela said after the talks.'
EXPORTS = [
    ("nexis_uni.txt", "nexis", ["The Example Times (Vienna)", "Example Wire"]),
    ("lexisnexis_academic.txt", "nexis", ["The Example Times (Vienna)", "Example Wire"]),
    ("factiva.txt", "factiva", ["The Example Times", "Example Wire"]),
    ("factiva_codes.txt", "factiva", ["The Example Times", "Example Wire"]),
]


def loaded(path, **options):
    return list(load_articles(path, **options))


def check_export(documents, outlets):
    assert [document.title for document in documents] == TITLES
    assert [document.published.isoformat() for document in documents] == ["2023-03-16", "2023-03-17"]
    assert [document.source["outlet"] for document in documents] == outlets
    first, second = (" ".join(document.view.text.split()) for document in documents)
    assert first.startswith(TITLES[0])
    assert FIRST in first
    assert SECOND in first
    assert second.endswith('The Korda plan was "a good start", Vidmar said on Friday.')
    for text in (first, second):
        assert not any(
            word in text for word in ("Classification", "LOAD-DATE", "words", "Copyright", "(c)", "Document")
        )
    assert documents[0].frame.title.text == TITLES[0]


@pytest.mark.parametrize(("name", "layout", "outlets"), EXPORTS, ids=[row[0] for row in EXPORTS])
def test_exports_of_archives_as_plain_text(name, layout, outlets):
    check_export(loaded(INPUTS / name, input_format=layout), outlets)


@pytest.mark.parametrize(("name", "layout", "outlets"), EXPORTS, ids=[row[0] for row in EXPORTS])
def test_exports_as_word_documents_are_recognized(name, layout, outlets, tmp_path):
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for line in (INPUTS / name).read_text(encoding="utf-8").splitlines():
        document.add_paragraph(line)
    document.save(tmp_path / "export.docx")
    found = loaded(tmp_path)
    if name == "lexisnexis_academic.txt":  # its lines are wrapped, which those of a Word document are not
        assert [one.title for one in found] == TITLES
        return
    check_export(found, outlets)
    assert loaded(tmp_path, input_format=layout) == found


def test_fields_in_the_cells_of_a_table(tmp_path):
    docx = pytest.importorskip("docx")
    document = docx.Document()
    lines = [line.split("  ", 1) for line in (INPUTS / "factiva_codes.txt").read_text("utf-8").splitlines()]
    table = None
    for first, *rest in lines:
        if rest:
            if table is None or first == "HD":
                table = document.add_table(rows=0, cols=2)
            cells = table.add_row().cells
            cells[0].text, cells[1].text = first, rest[0]
        elif table is not None and first:
            cells[1].text += f"\n{first}"
    document.save(tmp_path / "export.docx")
    check_export(loaded(tmp_path), ["The Example Times", "Example Wire"])


@pytest.mark.parametrize("name", ["nexis_uni.txt", "factiva.txt"])
def test_exports_as_rtf(name, tmp_path):
    pytest.importorskip("striprtf")
    text = (INPUTS / name).read_text(encoding="utf-8").replace("\n", "\\par\n")
    (tmp_path / "export.rtf").write_text(f"{{\\rtf1\\ansi\\ansicpg1252 {text}}}", encoding="ascii")
    check_export(loaded(tmp_path), next(row[2] for row in EXPORTS if row[0] == name))


def test_a_word_document_that_is_not_an_export_is_one_article(tmp_path):
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for line in ("Talks end", "", FIRST, SECOND):
        document.add_paragraph(line)
    document.save(tmp_path / "a.docx")
    [found] = loaded(tmp_path)
    assert found.text == f"Talks end\n\n{FIRST}\n\n{SECOND}"
    assert (found.title, found.id) == ("Talks end", (tmp_path / "a.docx").as_posix())


def test_an_article_of_an_export_without_a_body_is_reported(tmp_path, run):
    text = (INPUTS / "nexis_uni.txt").read_text(encoding="utf-8").replace("Body\n\nLJUB", "Bodies\n\nLJUB")
    (tmp_path / "x.txt").write_text(text, encoding="utf-8")
    result = run("extract", "--with", "dates", "--format", "jsonl", "--input-format", "nexis", str(tmp_path / "x.txt"))
    assert result.returncode == 1
    assert len(result.stdout.splitlines()) == 1
    assert "x.txt, article 2: its body cannot be found; it is left out" in result.stderr.decode()


@pytest.fixture(scope="module")
def page():
    pytest.importorskip("trafilatura")
    [document] = loaded(INPUTS / "page.html")
    return document


def test_a_web_page(page):
    assert (page.title, page.published.isoformat()) == ("Ministers agree on crossing", "2023-03-16")
    assert page.source["outlet"] == "Example Daily"
    assert page.source["url"] == "https://daily.example/2023/03/16/crossing"
    assert page.text.startswith("Ministers agree on crossing\n\nVIENNA, March 15 – Finnish Foreign Minister")
    assert not any(words in page.text for words in ("Home", "Read more", "© 2026", "<"))
    assert page.text.count("Ministers agree on crossing") == 1
    assert "would meet again in April.\n\nHe did not say where." in page.text


def test_block_quotations_of_a_page_are_quotations(page):
    found = [quotation.span.text for quotation in page.quotations]
    assert found == [
        "We want the crossing open before the summer. Nobody gains from closed roads.",
        "The technical work will take weeks, not months.",
        "A good day for both countries.",
        "We agree,",
        "on everything.",
    ]
    assert "— Elina Saarela (@esaarela) March 15, 2023" in page.text
    for span in (quotation.span for quotation in page.quotations):
        assert page.text[span.start : span.end] == span.text


def test_block_quotations_are_attributed(page):
    document = Pipeline.of("quotes").read(page)
    [said] = [one for one in document.statements if "The technical work" in one.text]
    assert (said.mode, str(said.speaker)) == ("direct", "Elina Saarela")


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (["One."], ["“One.”"]),
        (["One.", "Two."], ["“One.", "“Two.”"]),
        (["One.", "— Ana Roe"], ["“One.”", "— Ana Roe"]),
        (["“One.”"], ["“One.”"]),
        (['"One," she said.', "Two."], ['"One," she said.', "Two."]),
        ([], []),
    ],
)
def test_marks_of_block_quotations(paragraphs, expected):
    assert list(with_marks(paragraphs)) == expected


@pytest.mark.parametrize(
    "data",
    [
        "<html><head><meta charset='iso-8859-1'></head><body><article><p>%s</p></article></body></html>",
        "<html><body><article><p>%s</p></article></body></html>",
    ],
)
def test_the_encoding_of_a_page(data):
    pytest.importorskip("trafilatura")
    sentence = "The café in Málaga is open, the minister said, and it will stay open until the end of the talks there."
    stream = io.BytesIO((data % sentence).encode("latin-1"))
    [(_, record)] = HtmlReader().read(ArticleFile("x.html", stream))
    assert record["text"] == sentence


def test_a_page_without_an_article(tmp_path):
    pytest.importorskip("trafilatura")
    (tmp_path / "a.html").write_text("<html><body></body></html>", encoding="utf-8")
    with pytest.raises(ArticleError, match=r"a\.html: no article is found in this page"):
        loaded(tmp_path)


TABLE = """\
id,date,headline,body,section
1,2023-03-16,Talks,"Saarela said: ""We agree.""\nIt rained, twice.",world
2,15 March 2023,,He went home.,
"""


def test_usual_names_of_columns_are_recognized(tmp_path):
    (tmp_path / "a.csv").write_text(TABLE, encoding="utf-8")
    with pytest.warns(ArticleWarning, match="kept in 'source' and not used: section"):
        first, second = loaded(tmp_path)
    assert (first.id, first.title, first.text) == ("1", "Talks", 'Saarela said: "We agree."\nIt rained, twice.')
    assert [document.published.isoformat() for document in (first, second)] == ["2023-03-16", "2023-03-15"]
    assert (first.source, second.source) == ({"section": "world"}, {})


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_delimiters_and_encodings(tmp_path, delimiter, encoding):
    rows = f"nr{delimiter}artikel{delimiter}wann\n7{delimiter}Café, open.{delimiter}03/04/2023\n"
    (tmp_path / "a.csv").write_text(rows, encoding=encoding)
    columns = {"id": "nr", "text": "artikel", "published": "wann"}
    [document] = loaded(tmp_path, columns=columns, date_format="%d/%m/%Y")
    assert (document.id, document.text, document.published.isoformat()) == ("7", "Café, open.", "2023-04-03")


@pytest.mark.parametrize(
    ("data", "columns", "message"),
    [
        ("a,b\nx,y\n", {}, "no column is named 'text'; name the one that holds it with --text-column: a, b"),
        ("a,b\nx,y\n", {"text": "c"}, "no column is named 'c' .for text.: choose from a, b"),
        ("text,text\nx,y\n", {}, "two columns are named 'text'"),
        ("", {}, "empty: the first line of a CSV file names its columns"),
        ("text,b\nx,y,z\n", {}, "line 2: 3 cells instead of 2; are quotation marks missing"),
        ("text,b\n,y\n", {}, "line 2: the column 'text' is empty"),
        ("text,date\nx,03/04/2023\n", {}, "line 2: published: '03/04/2023' is not a date; write YYYY-MM-DD"),
    ],
)
def test_tables_that_cannot_be_read(tmp_path, data, columns, message):
    (tmp_path / "a.csv").write_text(data, encoding="utf-8")
    with pytest.raises(ArticleError, match=message):
        loaded(tmp_path, columns=columns)


@given(
    st.lists(
        st.tuples(st.text("ab“”é,;\"\n' ", min_size=1), st.text("01", min_size=1)).filter(lambda row: row[0].strip()),
        min_size=1,
    )
)
def test_cells_come_back_as_they_were(rows):
    import csv

    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([("text", "id"), *rows])
    data = stream.getvalue().encode()
    found = [(record["text"], record["id"]) for _, record in CsvReader().read(ArticleFile("x", io.BytesIO(data)))]
    assert found == rows
    assert CsvReader().count(ArticleFile("x", io.BytesIO(data))) == len(rows)


def test_other_keys_of_records(tmp_path):
    record = {"nr": 5, "body": "Home.", "date": "2 May 2023", "outlet": "Example Wire"}
    (tmp_path / "a.jsonl").write_text(json.dumps(record), encoding="utf-8")
    columns = {"id": "nr", "text": "body", "published": "date", "source": "outlet"}
    [document] = loaded(tmp_path, columns=columns)
    assert (document.id, document.text, document.source) == ("5", "Home.", {"outlet": "Example Wire"})
    assert document.published.isoformat() == "2023-05-02"


@pytest.mark.parametrize(
    ("first", "message"),
    [
        ('[{"text": "a"},', "a JSON array, not JSON Lines; convert it first"),
        ("{", "a JSON object on several lines, not JSON Lines"),
        ("%PDF-1.7", "a PDF, not text"),
    ],
)
def test_files_that_are_not_json_lines(first, message):
    with pytest.raises(ArticleError, match=message):
        list(JsonLinesReader().read(ArticleFile("x", io.BytesIO(f"{first}\n".encode()))))


NOT_PLAIN = [
    (b"%PDF-1.7\n%\xe2\xe3", "a PDF, not text; convert it first, for example with pdftotext"),
    (b"PK\x03\x04..word/document.xml", "a Word document, not text; read it with --input-format docx"),
    (b"PK\x03\x04..xl/workbook.xml", "a spreadsheet, not text; save it as CSV"),
    (b"PK\x03\x04..", "a ZIP archive, not text; unpack it first"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..", "an old Office document, not text; save it as .docx first"),
    (b"{\\rtf1 x}", "an RTF document, not plain text"),
    (b"\x1f\x8b\x08", "compressed, not text; unpack it first"),
    (b"WARC/1.0\r\n", "a web archive .WARC., not text"),
    (b"\n<!DOCTYPE html>\n<html><p>x", "HTML, not plain text; read it with --input-format html"),
    (b"<p>One.</p>\n<p>Two.</p>\n<p>Three.</p>", "HTML, not plain text"),
    (b'<?xml version="1.0"?><a/>', "XML, not plain text"),
    (b'{"text": "a"}\n{"text": "b"}\n', "JSON Lines, not plain text; read it with --input-format jsonl"),
    (TABLE.encode(), "CSV, not plain text; read it with --input-format csv"),
    ((INPUTS / "nexis_uni.txt").read_bytes(), "several articles, not one; read it with --input-format nexis"),
    ((INPUTS / "factiva.txt").read_bytes(), "several articles, not one; read it with --input-format factiva"),
]


@pytest.mark.parametrize(("data", "message"), NOT_PLAIN, ids=[str(row[0][:12]) for row in NOT_PLAIN])
def test_other_formats_given_as_plain_text(tmp_path, data, message):
    (tmp_path / "a.txt").write_bytes(data)
    with pytest.raises(ArticleError, match=rf"a\.txt: .*{message}"):
        loaded(tmp_path)


PARTS = ("<!-- x -->\n", "<!-- x ", "a,b;c|", "â€ ", "Document \n", "HD  \n", "1 of 2 DOCUMENTS")


@pytest.mark.parametrize("part", PARTS)
def test_what_a_text_is_takes_linear_time(part):
    def prepare(size):
        text = part * (size // len(part))
        return lambda: (_kind(text), repaired(text))

    assert_linear_time(prepare)


def _kind(text):
    with contextlib.suppress(ArticleError):
        check_plain(text)


@pytest.mark.parametrize(
    "text",
    [
        "The tag <p> begins a paragraph, he said, and </p> ends it.",
        "Date, text and place: these matter.\nHe said so, and left.",
        "{Note} by the editor.\n\nHe went home.",
        "Body\n\nHe said so. End of Document was the last line.",
    ],
)
def test_plain_text_that_looks_a_little_like_others(tmp_path, text):
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert [document.text for document in loaded(tmp_path)] == [text]


def damaged(text, rounds=1):
    """The text, encoded as UTF-8 and decoded as Windows-1252, as spreadsheets do."""
    for _ in range(rounds):
        data = text.encode("utf-8")
        text = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data)
    return text


@pytest.mark.parametrize("rounds", [1, 2, 3])
def test_text_decoded_wrongly_is_repaired(rounds):
    text = "“We agree,” said José. It’s – 5 € … 😀 ½"
    assert repaired(damaged(text, rounds)) == text
    assert repaired("â€œWe agree,â€ he said.") == "“We agree,” he said."


@pytest.mark.parametrize("text", ["Åse’s, Œuvre", "PÄIVÄ” NORÐ“ SÃO", "naïve Â Ã", "“plain”", "â € ð", "ÎÎŸ"])
def test_text_decoded_rightly_is_left_alone(text):
    assert repaired(text) is text


@given(st.text(st.characters(max_codepoint=0x7E, min_codepoint=0x20) | st.sampled_from("“”‘’–—éüñçøŠœ€…½")))
def test_whatever_is_typical_of_news_is_repaired(text):
    whole = f"“{text} said.”"
    assert repaired(whole) is whole
    assert repaired(damaged(whole)) == whole


def test_a_repair_is_noted_and_offsets_refer_to_the_repaired_text(tmp_path, run):
    (tmp_path / "a.txt").write_text(damaged("On 2 May 2023 he said “yes”."), encoding="utf-8")
    result = run("extract", "--with", "dates", "--format", "jsonl", str(tmp_path))
    [line] = result.stderr.decode().splitlines()
    assert "a.txt: text decoded with the wrong encoding is repaired (such as 'â€œ' for '“'); offsets refer" in line
    document = json.loads(result.stdout)
    assert document["text"] == "On 2 May 2023 he said “yes”."
    assert result.returncode == 0
    kept = run("extract", "--with", "dates", "--format", "jsonl", "--no-repair", str(tmp_path))
    assert json.loads(kept.stdout)["text"] == damaged("On 2 May 2023 he said “yes”.")
    assert kept.stderr == b""


def test_load_articles_needs_something_to_load():
    with pytest.raises(ArticleError, match="name files or folders"):
        load_articles()
    with pytest.raises(ArticleError, match=r"none: no such file or folder"):
        load_articles("none")
    with pytest.raises(ArticleError, match="no input format is named 'text': did you mean 'txt'"):
        load_articles("tests", input_format="text")
    with pytest.raises(ArticleError, match="a record has no key 'date'"):
        load_articles("tests", columns={"date": "day"})


def test_what_is_loaded_can_be_streamed(tmp_path):
    (tmp_path / "a.txt").write_text("They met on 2 May 2023.", encoding="utf-8")
    [document] = Pipeline.of("dates").stream(load_articles(tmp_path))
    assert isinstance(document, Document)
    assert document.times[0].value == "2023-05-02"


def test_a_progress_bar_counts_what_is_done(capsys):
    pipeline = Pipeline.of("dates")
    texts = ["On 2 May 2023.", "On 3 May 2023.", "On 4 May 2023."]
    plain = list(pipeline.stream(texts))
    assert list(pipeline.stream(texts, progress=True)) == plain
    assert list(pipeline.stream(iter(texts), progress=True)) == plain
    assert capsys.readouterr().out == ""


def test_a_value_counts_as_done_when_the_next_one_is_asked_for():
    from diplotext.io.progress import progress_bar, tracked

    with progress_bar(hidden=True) as bar:
        values = tracked("abc", bar, total=3, description="reading")
        next(values)
        assert [task.completed for task in bar.tasks] == [0]
        next(values)
        assert [(task.completed, task.total) for task in bar.tasks] == [(1, 3)]
