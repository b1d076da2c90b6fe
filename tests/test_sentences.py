"""Where sentences end, from the text alone."""

import pytest

from diplotext.text import Span, ends_between, sentence_around, sentences_of

TEXTS = [
    "The minister left Vienna on Monday. | She will be back in June.",
    "Mr. Roe met Sen. Diaz and Gov. Lund in St. Gallen. | They agreed.",
    "J. K. Marlow met Gen. Prayut and Prof. Lim. | Nobody else came.",
    "“We agree on all of it.” | He said so twice!” | Was it true?",
    "Talks were held (in May.) | The next round is open… | It may come.",
    "He asked “why?” in the hall and left at 5 p.m. after it.",
    "The U.S. said no. | The EU said yes: it would. | “Fine,” she said.",
    "It cost 3.5 million. | 2021 was better.",
]


@pytest.mark.parametrize("marked", TEXTS)
def test_sentences(marked):
    expected = [part.strip() for part in marked.split("|")]
    if "2021 was" in marked:
        expected = [" ".join(expected)]  # a figure begins no sentence for sure
    text = " ".join(part.strip() for part in marked.split("|"))
    found = [text[start:end] for start, end in sentences_of(text, [Span(0, len(text), text)])]
    assert [sentence.strip() for sentence in found] == expected
    assert "".join(found) == text


def test_a_sentence_stays_in_its_paragraph():
    text = "One of them.\nTwo, without an end\nThree. Four."
    blocks = [Span.of(text, 0, 12), Span.of(text, 13, 32), Span.of(text, 33, len(text))]
    assert [text[a:b].strip() for a, b in sentences_of(text, blocks)] == [
        "One of them.", "Two, without an end", "Three.", "Four.",
    ]  # fmt: skip


def test_between_and_around():
    text = "It was in May. The minister met them in 2019 in Oslo. More came.\nAnother line"
    at = text.index("2019")
    assert ends_between(text, 0, at)
    assert not ends_between(text, text.index("The minister"), at)
    assert ends_between(text, at, len(text))
    start, end = sentence_around(text, at, at + 4, 100)
    assert text[start:end].strip() == "The minister met them in 2019 in Oslo"
    assert sentence_around(text, at, at + 4, 5) == (at - 5, at + 9)
