"""What stands between quotation marks: pairs, apostrophes, nesting, broken marks."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplotext import Document
from diplotext.testing import assert_linear_time
from diplotext.text.paragraphs import paragraphs
from diplotext.text.quotations import quotations

OPEN, CLOSE = "missing_open_mark", "missing_close_mark"


def contents(text):
    return [quotation.span.text for quotation in Document(text).quotations]


def repairs(text):
    return [(quotation.span.text, quotation.repair) for quotation in Document(text).quotations]


def inner(text):
    return [(q.span.text, [span.text for span in q.inner]) for q in Document(text).quotations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “we agree” twice.", ["we agree"]),
        ('He said "we agree," and "we do."', ["we agree,", "we do."]),
        ("He said ``we agree'' twice.", ["we agree"]),
        ('He said ``we agree" twice.', ["we agree"]),
        ("He said ''we agree'' and ''we do.''", ["we agree", "we do."]),
        ("He said ‘‘we agree’’ and ‘‘we do.’’", ["we agree", "we do."]),
        ("He said «we agree» twice.", ["we agree"]),
        ("« We agree », he said.", ["We agree"]),
        ("„We want peace“, he said. „We agree“.", ["We want peace", "We agree"]),
        ("„We want peace”, he said.", ["We want peace"]),
        ("»We want peace«, he said.", ["We want peace"]),
        ("Prices rose 3% (“a shock”).", ["a shock"]),
        ('Prices rose 3% ("a shock").', ["a shock"]),
        ('<p>"We want peace," he said.</p>', ["We want peace,"]),
        ('"Why?" he asked. "Because."', ["Why?", "Because."]),
        ('""We agree,"" he said.', ["We agree,"]),
        ("“We agree”—the words of a minister—“for now.”", ["We agree", "for now."]),
        ('"We agree"—the words of a minister—"for now."', ["We agree", "for now."]),
        ("”", []),
        ('"', []),
        ('""', []),
        ("“”", []),
        ("“ ”", []),
    ],
)
def test_double_marks_pair(text, expected):
    assert repairs(text) == [(content, None) for content in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We agree.“ He left.", ["We agree."]),
        ("”We agree.” He left.", ["We agree."]),
        ("”We agree.“ He left. “They do.”", ["We agree.", "They do."]),
        ('“We agree," he said, "for now.”', ["We agree,", "for now."]),
        ("“ We agree , ” he said . “ We do . ”", ["We agree ,", "We do ."]),
        ('" We agree , " he said . " We do . "', ["We agree ,", "We do ."]),
        ('He calls it " a shock " and " a shame " .', ["a shock", "a shame"]),
        ('"We agree,"he said."We do."', ["We agree,", "We do."]),
        ('"We agree," he said, adding:"We do."', ["We agree,", "We do."]),
        ('She is 6\'2" tall and "strong," he said.', ["strong,"]),
        ('"She is 6\'2" tall," he said. "He is 5\'10" or so."', ["She is 6'2\" tall,", "He is 5'10\" or so."]),
        ("“We agree,’ he said. “We do.”", ["We agree,", "We do."]),
        ('"We agree,\' he said. "We do."', ["We agree,", "We do."]),
        ("“We agree.’\n\n“We do.”", ["We agree.", "We do."]),
        ("‘We agree,” he said.", ["We agree,"]),
        ("A 15” screen costs more than a 12” one.", []),
        ('He said it "in 2015" and again.', ["in 2015"]),
    ],
)
def test_marks_pair_by_their_place_where_shape_misleads(text, expected):
    assert repairs(text) == [(content, None) for content in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("And costs will rise,” she added.", [("And costs will rise,", OPEN)]),
        ('And costs will rise," she added.', [("And costs will rise,", OPEN)]),
        ("She told the council: We agree,” and left.", [("We agree,", OPEN)]),
        ("“One,” she said. And two will come.”", [("One,", None), ("And two will come.", OPEN)]),
        ("“One,” said Mr. Roe. And two will come.”", [("One,", None), ("And two will come.", OPEN)]),
        ('"One," said the envoy of Korda. And two."', [("One,", None), ("And two.", OPEN)]),
        ("“And costs will rise, she added.", [("And costs will rise,", CLOSE)]),
        ("“And costs will rise, said Ana Roe, the envoy.", [("And costs will rise,", CLOSE)]),
        ("“Will costs rise? she asked.", [("Will costs rise?", CLOSE)]),
        ("“And costs will rise. She left.", [("And costs will rise. She left.", CLOSE)]),
        ("It is a “so-called plan of Mr. Roe. He left.", [("so-called plan of Mr. Roe.", CLOSE)]),
        ("She said: “We agree. She added that costs will rise.", [("We agree.", CLOSE)]),
        ("Roe told reporters: “We agree. The minister later said no more.", [("We agree.", CLOSE)]),
        ("She said: “We agree. They said no.", [("We agree. They said no.", CLOSE)]),
        ("“We agree. He said so, and we know it.", [("We agree. He said so, and we know it.", CLOSE)]),
        ("She said: “We agree. He said so.\n\n“So do I.”", [("We agree. He said so.", None), ("So do I.", None)]),
        ("“We agree, he said. “And we will go.”", [("We agree,", CLOSE), ("And we will go.", None)]),
        ('"We agree, he said. "And we will go."', [("We agree,", CLOSE), ("And we will go.", None)]),
        ("“We agree. “And we will go.”", [("We agree.", CLOSE), ("And we will go.", None)]),
        ("It is “one “two” three.", [("two", None)]),
        ("One “two” three” four.", [("two", None)]),
        ("It is “one two and “three”.\n\n“Four,” he said.", [("three", None), ("Four,", None)]),
        ("He says,” there are more.", []),
        ("A board is 15” wide. “We saw it,” he said.", [("We saw it,", None)]),
        ("‘We agree, he said.", [("We agree,", CLOSE)]),
        ("We agree,’ he said. ‘And more.’", [("We agree,", OPEN), ("And more.", None)]),
        ("‘We agree, he said. ‘And more.’", [("We agree,", CLOSE), ("And more.", None)]),
        ("‘We agree,’ he said. ‘And more, said Ana Roe.", [("We agree,", None), ("And more,", CLOSE)]),
        ("‘We agree,’ he said. And more.’", [("We agree,", None), ("And more.", OPEN)]),
        ("He met ‘Ali, he said, and left.", []),
    ],
)
def test_broken_marks_are_repaired(text, expected):
    assert repairs(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The States’ view is the workers’ view, said the ministers’ aides.",
        "The States' view is the workers' view, said the ministers' aides.",
        "It was the fault of the workers', not the owners'.",
        "In the ’90s and the '80s, and in the '16 vote, he didn't.",
        "Rock ’n’ roll for ’em, rock 'n' roll for 'em.",
        "'Tis the season, 'twas said, 'til they're gone.",
        "‘Tis the season for the ‘90s, tell ‘em.",
        "O’Brien’s and d'Estaing's aides couldn’t've known.",
        "Goin' home, singin' loud, an' walkin' on.",
        "The 'Abd family met in Sana'a.",
        "The students ' view and Roe 's do n't agree.",
        "Mr. Ashes’ and Mr. Marx’ books.",
        "She is 6' tall.",
        "He said, “The States’ view is the workers’ view.”",
    ],
)
def test_apostrophes_are_no_marks(text):
    assert [(q.span.text, q.inner) for q in Document(text).quotations if text[q.start] != "“" or q.inner] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("‘We want peace,’ he said. ‘And bread.’", ["We want peace,", "And bread."]),
        ("'We want peace,' he said. 'And bread.'", ["We want peace,", "And bread."]),
        ("`We want peace,' he said.", ["We want peace,"]),
        ("‘It’s the workers’ right to strike,’ he said.", ["It’s the workers’ right to strike,"]),
        ("'It's the workers' right to strike,' he said.", ["It's the workers' right to strike,"]),
        ("'They didn't go in the '90s,' he said.", ["They didn't go in the '90s,"]),
        ("Envoy to states: 'Be the voice' of peace", ["Be the voice"]),
        ("He praised the ‘freedom fighters’ of the north.", ["freedom fighters"]),
        ("The ‘core’ states (‘the three’) met.", ["core", "the three"]),
        ("It was ‘fine’.", ["fine"]),
        ("‘Headlines’ and ‘papers’ are not ‘the news’.", ["Headlines", "papers", "the news"]),
    ],
)
def test_single_marks_pair(text, expected):
    assert repairs(text) == [(content, None) for content in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“There are ‘domestic’ problems.”", [("There are ‘domestic’ problems.", ["domestic"])]),
        ("\"There are 'domestic' problems.\"", [("There are 'domestic' problems.", ["domestic"])]),
        ("“He said: ‘We agree,’” she said.", [("He said: ‘We agree,’", ["We agree,"])]),
        ("“‘We agree,’ he said to ‘us’.”", [("‘We agree,’ he said to ‘us’.", ["We agree,", "us"])]),
        ("''He said 'no' and 'yes.''' So.", [("He said 'no' and 'yes.'", ["no", "yes."])]),
        ("‘He said “no” to us,’ she said.", [("He said “no” to us,", ["no"])]),
        ("‘He said “no,” ’ she said.", [("He said “no,”", ["no,"])]),
        ("“He said “no” to us,” she said.", [("He said “no” to us,", ["no"])]),
        ('"Do you agree with “no war,” or not?"', [("Do you agree with “no war,” or not?", ["no war,"])]),
        ('"He said, "We agree," and left," she said.', [('He said, "We agree," and left,', ["We agree,"])]),
        ("“The States’ view,” he said.", [("The States’ view,", [])]),
        ("“A ‘b “c” d’ e,” he said.", [("A ‘b “c” d’ e,", ["b “c” d"])]),
    ],
)
def test_quotations_inside_quotations(text, expected):
    assert inner(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“One.\n\n“Two,” he said.", [(None, True), (None, False)]),
        ('"One.\n\n"Two.\n\n"Three," he said.', [(None, True), (None, True), (None, False)]),
        ("‘One.\n\n‘Two,’ he said.", [(None, True), (None, False)]),
        ("“One.\n\nTwo,” he said.", [(None, True), (OPEN, False)]),
        ("“One.\n\nTwo. He left.\n\nThree,” he said.", [(CLOSE, False), (OPEN, False)]),
        ("He said: “One.\n\nTwo.\n\nThree.”", [(None, True), (None, True), (OPEN, False)]),
        ("He said: « One.\n\nTwo. »", [(None, True), (OPEN, False)]),
        ("He said: “One.\n\nTwo. “No,” she said.\n\nThree.”", [(CLOSE, False), (None, False), (OPEN, False)]),
        ("He said: ‘One.\n\n‘The ministers’ map.\n\n‘Two.\n\nThree.", [(None, True), (None, True), (CLOSE, False)]),
        ("“One, he said.\n\n“Two,” he said.", [(CLOSE, False), (None, False)]),
        ("“One,” he said.\n\n“Two.”", [(None, False), (None, False)]),
    ],
)
def test_a_quotation_goes_on_in_the_next_paragraph(text, expected):
    assert [(q.repair, q.continues) for q in Document(text).quotations] == expected


def test_a_dateline_is_no_part_of_a_quotation():
    document = Document.from_article("VELL (EW) - We agree,” he said.\n\n“It rained.”")
    assert [q.span.text for q in document.quotations] == ["We agree,", "It rained."]


ARTICLE = (
    "Envoys of Korda and Sund meet in Vell",
    "“We agree on the first round,” said Ana Roe, the envoy of Korda. “The second is open.”",
    "The States’ view is “well known,” and the talks were a ‘success’, she said.",
    "Asked about the ’90s, Roe said, “There are some ‘domestic’ problems.”",
    "“We will meet again. It is the workers’ wish.",
    "“And it is ours,” she added.",
    "He called it “a shock” (“a shame”, in other words).",
    "It rained.",
    "“Nobody left,” he said. “They’ll stay.”",
)
STYLES = {
    "curly": ARTICLE,
    "straight": tuple(part.translate(str.maketrans("“”‘’", "\"\"''")) for part in ARTICLE),
    "british": tuple(
        part.translate(str.maketrans("“”‘’", "‘’“’")).replace("domestic’", "domestic”").replace("success’", "success”")
        for part in ARTICLE
    ),
    "low": tuple(part.replace("”", "“").replace("“", "„", 1) if part.count("“") == 1 else part for part in ARTICLE),
    "doubled": tuple(part.replace("“", "``").replace("”", "''") for part in ARTICLE),
}
SIGNS = "\"“”„‘’'`"


def by_paragraph(parts, gap):
    """What a text of these paragraphs quotes, paragraph by paragraph."""
    text = gap.join(parts)
    blocks = paragraphs(text)
    assert len(blocks) == len(parts)
    found = quotations(text, blocks)
    return [
        [(q.span.text, q.repair, q.continues) for q in found if block.start <= q.start < block.end] for block in blocks
    ]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("gap", ["\n\n", "\n", "\r\n"])
def test_a_lost_mark_changes_its_own_paragraph_only(style, gap):
    parts = STYLES[style]
    whole = by_paragraph(parts, gap)
    assert all(repair is None for part in whole for _, repair, _ in part)
    for number, part in enumerate(parts):
        for offset in (offset for offset, sign in enumerate(part) if sign in SIGNS):
            damaged = by_paragraph([*parts[:number], part[:offset] + part[offset + 1 :], *parts[number + 1 :]], gap)
            assert damaged[number + 1 :] == whole[number + 1 :]
            assert damaged[: max(0, number - 1)] == whole[: max(0, number - 1)]
            before = [[(content, repair) for content, repair, _ in parts[number - 1]] for parts in (damaged, whole)]
            assert number == 0 or before[0] == before[1] or whole[number - 1][-1][2]


def test_styles_of_marks_give_the_same_contents():
    plain = [
        [content.translate(str.maketrans("“”‘’", "\"\"''")) for content, *_ in part]
        for part in by_paragraph(STYLES["curly"], "\n\n")
    ]
    assert [[content for content, *_ in part] for part in by_paragraph(STYLES["straight"], "\n")] == plain


PIECES = st.sampled_from(
    [
        *"\"“”„«»‘’'`",
        "``",
        "''",
        *" \n.,:—(",
        "\n\n",
        "We agree",
        "he said",
        ", said Ana Roe. ",
        ", he said. And ",
        "said: We",
        ".’ ",
        " ‘We",
        "States’ ",
        "’90s",
        "n",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_quotations_are_ordered_slices_inside_one_paragraph(text):
    blocks = paragraphs(text)
    found = quotations(text, blocks)
    assert found == quotations(text, blocks)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    for quotation in found:
        quotation.span.check(text)
        assert quotation.start <= quotation.span.start < quotation.span.end <= quotation.end
        assert sum(block.start <= quotation.start and quotation.end <= block.end for block in blocks) == 1
        assert quotation.span.text == quotation.span.text.strip()
        assert not (quotation.repair and quotation.continues)
        assert all(quotation.span.contains(span) for span in quotation.inner)
        assert all(a.end <= b.start for a, b in itertools.pairwise(quotation.inner))
        for span in quotation.inner:
            span.check(text)


WORDS = st.lists(st.sampled_from(["we", "Korda", "talks", "States’", "it’s", "agree"]), min_size=1, max_size=5)
SENTENCE = st.tuples(WORDS.map(" ".join), st.booleans()).map(
    lambda pair: f"“{pair[0]} ends,” said Ana Roe." if pair[1] else f"The {pair[0]} ended."
)
PARAGRAPHS = st.lists(st.lists(SENTENCE, min_size=1, max_size=4).map(" ".join), min_size=2, max_size=5)


@given(PARAGRAPHS, st.data(), st.booleans())
def test_damage_stays_in_its_paragraph(parts, data, straight):
    if straight:
        parts = [part.replace("“", '"').replace("”", '"') for part in parts]
    whole = by_paragraph(parts, "\n\n")
    assert [len(part) for part in whole] == [part.count("ends,") for part in parts]
    marks = [(number, at) for number, part in enumerate(parts) for at, sign in enumerate(part) if sign in '"“”']
    if not marks:
        return
    number, at = data.draw(st.sampled_from(marks))
    parts[number] = parts[number][:at] + parts[number][at + 1 :]
    damaged = by_paragraph(parts, "\n\n")
    assert [part for other, part in enumerate(damaged) if other != number] == [
        part for other, part in enumerate(whole) if other != number
    ]


@pytest.mark.parametrize(
    "unit",
    [*"\"“”'‘’`", '" "', "‘’", "“”", "''", "“a", '"a ', "‘a’ ", "“abcdefghi” he said, ", '"I, he said ', "he said: A",
     ",” he said.", "”, said Ana A A A A", "“ab, The a a a a ", "“\n", "’ab cdefghij", "“abc ‘defgh’ ij” klmnopqrst"],
)  # fmt: skip
def test_a_megabyte_takes_linear_time(unit):
    def prepare(size):
        text = unit * (size // len(unit))
        blocks = paragraphs(text)
        return lambda: quotations(text, blocks)

    assert_linear_time(prepare, (125_000, 1_000_000))
