"""Quotations without an attribution, over several paragraphs, with broken marks, and inside one another."""

from __future__ import annotations


def test_orphan_paragraph_goes_to_the_last_speaker(read):
    text = "Okoro said that peace is near.\n\n“We have worked for it all year.”\n\nOrlova smiled."
    _, orphan = read(text).statements
    assert (orphan.rule, orphan.cue, orphan.speaker.mention) == ("quote.continuation", None, None)
    assert (orphan.speaker.entity.name, orphan.speaker.basis) == ("Samuel Okoro", "continuation")


def test_change_of_speaker_counts(read):
    text = (
        "“We are ready to talk,” Okoro said.\n\nAnna Orlova, for one, reiterated the wish for a stable border.\n\n"
        "“However, we have voiced our doubts.”"
    )
    assert [str(statement.speaker) for statement in read(text).statements] == [
        "Samuel Okoro",
        "Anna Orlova",
        "Anna Orlova",
    ]


def test_somebody_else_named_since_takes_the_floor_or_leaves_it_open(read):
    taken = read("Okoro said that peace is near. Orlova did not agree.\n\n“It is far away.”").statements[-1]
    assert str(taken.speaker) == "Anna Orlova"
    open_ = read("Okoro said that peace is near. Nobody had asked Orlova.\n\n“It is far away.”").statements[-1]
    assert open_.speakers == ()


def test_nobody_said_it(read):
    (statement,) = read("The hall was empty.\n\n“We are all gone now.”").statements
    assert statement.speakers == ()


def test_short_orphans_and_scripts_are_no_statements(read):
    assert not read("The hall was empty.\n\n“Gone.”").statements
    assert not read("The hall was empty.\n\n“HOST: Where is everybody tonight?”").statements
    assert read("The hall was empty.\n\n“Gone.”", min_orphan_words=1).statements


def test_a_quotation_of_several_paragraphs_is_one_statement(read):
    text = "“We will build the bridge.\n\n“And we will pay for it,” Okoro said."
    (statement,) = read(text).statements
    assert [span.text for span in statement.spans] == ["We will build the bridge.", "And we will pay for it,"]
    assert (str(statement.speaker), statement.repair) == ("Samuel Okoro", None)


def test_quotations_alone_go_on_with_the_direct_speech_right_before_them(read):
    text = "“We will build the bridge,” Okoro said.\n\n“And we will pay for it.”\n\nOrlova smiled."
    (statement,) = read(text).statements
    assert [span.text for span in statement.spans] == ["We will build the bridge,", "And we will pay for it."]


def test_missing_opening_mark(read):
    text = (
        "“Let us not forget the treaty of the two rivers.”\n\nAnd the dam will surely harm our farmers,” Okoro added."
    )
    first, second = read(text).statements
    assert (second.repair, second.text) == ("missing_open_mark", "And the dam will surely harm our farmers,")
    assert second.continues == first
    assert (first.cue, first.speakers) == (second.cue, second.speakers)


def test_hearsay(read):
    text = "“Our Kenyan colleagues have often stated that they want a deal,” Orlova said."
    outer, inner = sorted(read(text).statements, key=lambda statement: statement.start)
    assert (str(inner.speaker), inner.text, inner.reported_in) == ("Our Kenyan colleagues", "they want a deal", outer)


def test_nested_report(read):
    outer, inner = read("Officials said Orlova told them that the deal was dead.").statements
    assert (str(inner.speaker), inner.text, inner.reported_in) == ("Anna Orlova", "the deal was dead", outer)


def test_two_cues_in_one_sentence(read):
    text = "This plan would “lead us into a blind alley” Orlova said, stressing “it is simply not what anybody wants.”"
    first, second = read(text).statements
    assert (first.mode, first.cue.text, second.mode, second.cue.text) == ("mixed", "said", "direct", "stressing")
    assert {str(first.speaker), str(second.speaker)} == {"Anna Orlova"}


def test_a_speech_of_many_paragraphs(read):
    from diplotext import wire

    document = read("Okoro said: " + "\n\n".join(f"“Part {n} of the long speech is here." for n in range(1500)) + "”")
    (statement,) = document.statements
    assert len(statement.spans) == 1500
    assert wire.loads(wire.dumps(document)) == document
