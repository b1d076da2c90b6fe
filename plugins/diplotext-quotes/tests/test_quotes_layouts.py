"""Texts printed in full, interviews without labels, live blogs, and quotations of several paragraphs."""

import pytest

BODY = "I welcome the treaty. It gives our towns the certainty they need.\n\nWe thank the envoys of all parties."


def said(document):
    return [(str(statement.speaker), statement.text) for statement in document.statements]


def turns(document):
    return [(str(s.speaker), s.text) for s in document.statements if s.rule == "quote.turn"]


@pytest.mark.parametrize(
    ("heading", "speaker"),
    [
        ("Statement by Foreign Minister Anna Orlova on the border treaty", "Anna Orlova"),
        ("Remarks by President Peter Lindqvist at the opening of the Baltic Forum\nOslo, Norway\nAs delivered", None),
        ("Full text of President Anna Orlova's speech to parliament on Monday", "Anna Orlova"),
        ("Joint statement by the foreign ministers of Norway and Sweden", "the foreign ministers of Norway and Sweden"),
    ],
)
def test_a_whole_document_is_the_speakers(read, heading, speaker):
    assert turns(read(f"{heading}\n\n{BODY}")) == [(speaker or "Peter Lindqvist", BODY)]


def test_a_text_in_full_inside_an_article_ends_with_the_first_person(read):
    text = (
        "The envoy left his office on Monday.\n\nHere is Peter Lindqvist's letter in full:\n\nDear Mr President,\n\n"
        f"{BODY}\n\nLindqvist was sent to Oslo in 2012. He said in April that he was tired."
    )
    assert turns(read(text)) == [("Peter Lindqvist", BODY)]


@pytest.mark.parametrize(
    "introduction",
    ["Orlova replied:", "The foreign ministry issued the following statement:", "Orlova, the envoy, wrote on Monday:"],
)
def test_a_block_without_marks(read, introduction):
    text = f"Anna Orlova came to Oslo on Monday.\n\n{introduction}\n\n{BODY}\n\nThe talks end in June."
    (statement,) = (s for s in read(text).statements if s.mode == "direct")
    assert statement.text == BODY.replace("\n\n", " … ")
    assert statement.speaker is not None


def test_a_block_in_the_style_of_mail(read):
    text = "Anna Orlova, the envoy, wrote on Monday:\n\n> The map is old. It is from 1921.\n> Nobody needs it.\n\nSo it ended."
    assert said(read(text)) == [("Anna Orlova", "The map is old. It is from 1921. … Nobody needs it.")]


@pytest.mark.parametrize(
    "text",
    [
        "In a short note, Anna Orlova said:\n\nThe talks ended in Oslo on Monday. The envoys left by train.",
        "Statement by Foreign Minister angers envoys\n\nAnna Orlova said the map was old. “It is,” she said.\n\nThey left.",
        "Letter from the coast\n\nThe road is long, and I asked a farmer.\n\n“Nobody comes here,” Peter Lindqvist said.",
    ],
)
def test_what_is_not_printed_in_full(read, text):
    document = read(text)
    assert not turns(document)
    assert all("left by train" not in statement.text for statement in document.statements)


INTERVIEW = (
    "Foreign Minister Anna Orlova talked to the Oslo Observer about the treaty.\n\n"
    "{0}Will you leave the table?{1}\n\n{2}No. We have waited for a year.\n\n"
    "{0}And the map?{1}\n\n{2}I do not trust it. The map is old."
)


@pytest.mark.parametrize(("before", "after", "answer"), [("– ", "", "– "), ("**", "**", ""), ("", "", "")])
def test_an_interview_without_labels(read, before, after, answer):
    document = read(INTERVIEW.format(before, after, answer))
    assert turns(document) == [
        ("None", "Will you leave the table?"),
        ("Anna Orlova", "No. We have waited for a year."),
        ("None", "And the map?"),
        ("Anna Orlova", "I do not trust it. The map is old."),
    ]
    assert [statement.asked for statement in document.statements] == [True, False, True, False]


@pytest.mark.parametrize("label", ["**{}:**", "**{}**:", "{} –"])
def test_labels_in_bold_or_before_a_dash(read, label):
    guest, host = label.format("Anna Orlova"), label.format("Oslo Observer")
    text = (
        f"The Oslo Observer met Anna Orlova.\n\n{host} Will you leave?\n\n{guest} No. The towns count on it.\n\n"
        f"{host} And the map?\n\n{guest} The map is old."
    )
    speakers = [speaker for speaker, _ in turns(read(text))]
    assert speakers == ["Oslo Observer", "Anna Orlova", "Oslo Observer", "Anna Orlova"]


@pytest.mark.parametrize(
    "text",
    [
        "Anna Orlova spoke in Oslo.\n\nWhat does she want?\n\nThe treaty.\n\nWill the talks fail?\n\nNobody knows.",
        "OSLO — Anna Orlova arrived on Monday for talks.\n\nBERGEN — Peter Lindqvist left the talks on Tuesday.",
        "The team has two members.\n\nAnna Orlova – minister of Norway.\n\nPeter Lindqvist – envoy of Sweden.",
    ],
)
def test_what_only_looks_like_an_interview(read, text):
    assert not turns(read(text))


def test_nobody_holds_the_floor_when_an_entry_of_a_live_blog_begins(read):
    text = (
        "10:05 GMT\n\nAnna Orlova: “The talks will be hard.”\n\n10:20 GMT\n\n“Nobody has looked at the map for years.”\n\n"
        "That is what a reader writes.\n\n10:45 GMT\n\n“We stay,” Peter Lindqvist told reporters.\n\n“There is no other way.”"
    )
    assert said(read(text)) == [
        ("Anna Orlova", "The talks will be hard."),
        ("None", "Nobody has looked at the map for years."),
        ("Peter Lindqvist", "We stay, … There is no other way."),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Orlova took the floor. “We stay here. The talks go on.” They clapped.", "Anna Orlova"),
        ("Then Foreign Minister Anna Orlova rose.\n\n“We stay here. The talks go on.”", "Anna Orlova"),
        ("Anna Orlova met Peter Lindqvist in Oslo. “We stay here. The talks go on.”", "None"),
        ("The crowd waited for Anna Orlova. “We stay here. The talks go on.”", "None"),
    ],
)
def test_a_quotation_that_the_sentence_before_introduces(read, text, expected):
    assert said(read(text)) == [(expected, "We stay here. The talks go on.")]


@pytest.mark.parametrize(
    "text",
    [
        "Anna Orlova said: “We stay. It is late.\n\nThe towns need it.\n\nSo do we.”\n\nThe talks end in June.",
        "Anna Orlova said: « We stay. It is late.\n\nThe towns need it.\n\nSo do we. »\n\nThe talks end in June.",
        "Anna Orlova said: ‘We stay. It is late.\n\n‘The towns need it.\n\n‘So do we.\n\nThe talks end in June.",
        "Anna Orlova said: „We stay. It is late.\n\n„The towns need it.\n\n„So do we.“\n\nThe talks end in June.",
    ],
)
def test_lost_marks_of_a_quotation_of_several_paragraphs(read, text):
    assert said(read(text)) == [("Anna Orlova", "We stay. It is late. … The towns need it. … So do we.")]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Anna Orlova arrived on Monday “We will stay at the table,” she said", "We will stay at the table,"),
        ("Peter Lindqvist compared it to “Gone With the Wind,” he told them.", None),
        ("The crowd in Oslo sang “We shall not be moved,” she said.", None),
    ],
)
def test_a_sentence_that_lacks_its_stop_before_a_quotation(read, text, content):
    (statement,) = read(text).statements
    assert (statement.text if statement.mode == "direct" else None) == content
