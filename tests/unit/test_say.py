"""Who said what: where the content begins and ends, whose it is, and what is not a statement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from communique.draft import Cast, Segments, Syntax, Timeline
from communique.origin import origin
from communique.reader import Reader
from communique.record import Actor, Article, Event, Participant, Record, Span, Statement
from communique.sources import article_from_text
from communique.stages.attribute import attribute
from communique.stages.attribution import Attribution
from communique.stages.parse import parse
from communique.stages.say import say
from communique.stages.segment import segment

Parsed = tuple[Article, Segments, Syntax]


def _parsed(text: str, reader: Reader) -> Parsed:
    article = article_from_text(text)
    segments = segment(article)
    return article, segments, parse(article, segments, reader.pipeline, reader.register)


def _attributed(text: str, reader: Reader) -> tuple[Attribution, ...]:
    article, segments, syntax = _parsed(text, reader)
    return attribute(syntax, segments, kind=article.kind)


def _said(text: str, reader: Reader, cast: Cast | None = None, events: tuple[Event, ...] = ()) -> tuple[Statement, ...]:
    article, segments, syntax = _parsed(text, reader)
    return say(article, segments, syntax, cast or Cast((), {}), Timeline(), events)


def _contents(statements: tuple[Statement, ...]) -> list[list[str]]:
    return [[span.exact for span in s.content] for s in statements]


# ------------------------------------------------------------------------------------------------ content

CONTENTS = [
    # a finite clause, without "that", the day and the full stop
    ("The minister said that the talks had failed.", ["the talks had failed"]),
    ("The ministry said Tuesday the talks had failed.", ["the talks had failed"]),
    ("Norwegian officials told reporters on Monday that the ferry would sail.", ["the ferry would sail"]),
    # the clause before its verb, and around it
    ("Oslo has recalled its envoy, two officials said.", ["Oslo has recalled its envoy"]),
    ("The bigger risk, the minister said, is a clash at sea.", ["The bigger risk", "is a clash at sea"]),
    # a noun for an object
    ("The Secretary condemned the attack on the embassy.", ["the attack on the embassy"]),
    ("The ministers stressed the importance of free passage.", ["the importance of free passage"]),
    ("The two ministers agreed on the need for a ceasefire.", ["the need for a ceasefire"]),
    # the coordination that parsers break is one content
    (
        "The Secretary thanked the Foreign Minister for support for the fund and continued help with the harvest.",
        ["support for the fund and continued help with the harvest"],
    ),
    # what one is thanked or accused of, not the one who is
    ("The ambassador thanked Chile for its help with the rescue.", ["its help with the rescue"]),
    ("The ministry accused Chile of fishing without licences.", ["fishing without licences"]),
    ("The president called for an inquiry into the sinking.", ["an inquiry into the sinking"]),
    ("The envoy urged Chile to release the crew.", ["to release the crew"]),
    ("The ministry called on Chile to release the crew.", ["to release the crew"]),
    ("The minister described the plan as a step forward.", ["the plan as a step forward"]),
    ("Both sides expressed concern about the arrests.", ["concern about the arrests"]),
    ("The king expressed hope that the talks would resume.", ["the talks would resume"]),
    # according to somebody: before, after, around
    ("According to the ministry, the ferry has sailed.", ["the ferry has sailed"]),
    ("The ferry has sailed, according to the ministry.", ["The ferry has sailed"]),
    ("The pact, according to two officials, may be signed soon.", ["The pact", "may be signed soon"]),
    ("In the ministry's opinion, the pact is dead.", ["the pact is dead"]),
    # the writer's closing gloss is not what was said
    ("The envoy welcomed the reopening of the port, which had been shut since May.", ["the reopening of the port"]),
    # where it was said is not what was said
    ("The minister praised the crew of the ferry at a news conference.", ["the crew of the ferry"]),
    # quotations: without the marks, in one piece, in several
    ('"We will not leave," the minister said.', ["We will not leave,"]),
    ('The minister said: "We will not leave."', ["We will not leave."]),
    (
        '"We will not leave," the minister said, "until the crew is free."',
        ["We will not leave,", "until the crew is free."],
    ),
    ('"We will stay," the envoy said. "We have no other plans."', ["We will stay,", "We have no other plans."]),
    # some words quoted: the whole clause
    (
        'The envoy said the talks were "a waste of time" for both sides.',
        ['the talks were "a waste of time" for both sides'],
    ),
    ('The deal is "dead for now," the envoy said.', ['The deal is "dead for now,']),
    # a verb of speech in the passive
    ("The attack was condemned by the foreign minister.", ["The attack"]),
    # ... and where it has no object but "it": somebody said so
    ("It is noted that the bridge will open in May.", ["the bridge will open in May"]),
    # the tense of a clause tells whether the speaker goes on or the writer
    (
        "The envoy said he would stay, but beyond that he does not want to be involved.",
        ["he would stay, but beyond that he does not want to be involved"],
    ),
    ("The envoy said the talks had failed, but the ministers met again.", ["the talks had failed"]),
    (
        "The institute said the dam held, but it appeared that two towns were cut off.",
        ["the dam held, but it appeared that two towns were cut off"],
    ),
    (
        "The ministers stressed the importance of unity as we face this threat.",
        ["the importance of unity as we face this threat"],
    ),
    ("The ministers stressed the importance of unity as troops massed.", ["the importance of unity"]),
    # what is undertaken, with a gerund
    ("The two ministers committed to reopening the port.", ["reopening the port"]),
    # a name, its abbreviation, and what is owned
    (
        "The two condemned the Democratic Republic of Holmia’s (DRH)\ncontinued destabilizing activity and left.",
        ["the Democratic Republic of Holmia’s (DRH)\ncontinued destabilizing activity"],
    ),
    # "as somebody said", before and after
    ("As the ministry noted, the talks had failed.", ["the talks had failed"]),
    ("The talks had failed, as the ministry noted.", ["The talks had failed"]),
    # a quality that is a way of speaking
    ("The minister was adamant that the border would stay shut.", ["the border would stay shut"]),
    # an inquiry finds so
    ("The inquiry found that the ship had been sold twice.", ["the ship had been sold twice"]),
    # what a thing is called, where it is only a pronoun
    ("The ministry regards it as an act of piracy.", ["an act of piracy"]),
    # a participle that is the verb of its sentence
    (
        "The two officials condemned in the strongest possible terms the shelling of the port.",
        ["the shelling of the port"],
    ),
    # a purpose that talking served
    (
        "The President spoke today with Prime Minister Holm to express his support for the fund.",
        ["his support for the fund"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CONTENTS)
def test_content_is_what_was_said_and_no_more(text: str, expected: list[str], reader: Reader) -> None:
    assert _contents(_said(text, reader)) == [expected]


def test_a_second_verb_of_the_speaker_begins_a_second_statement(reader: Reader) -> None:
    text = "The envoy noted that the launches broke the treaty and reiterated the importance of restraint."
    assert _contents(_said(text, reader)) == [["the launches broke the treaty"], ["the importance of restraint"]]


def test_a_participle_of_speech_is_a_statement_of_the_same_speaker(reader: Reader) -> None:
    text = "The minister said the pact would end the war, adding that talks would go on."
    first, second = _attributed(text, reader)
    assert first.source is not None
    assert second.source is not None
    assert first.source.i == second.source.i


def test_speech_inside_speech_is_a_statement_too(reader: Reader) -> None:
    text = "The agency said that the ministry had denied the charge."
    assert _contents(_said(text, reader)) == [["the ministry had denied the charge"], ["the charge"]]


def test_this_was_stated_points_back_to_the_sentence_before(reader: Reader) -> None:
    text = "The port will reopen in May. This was announced by the transport minister."
    assert _contents(_said(text, reader)) == [["The port will reopen in May."]]


# ------------------------------------------------------------------------------------------------ no statement

SILENCE = [
    # planned, possible, denied speech
    "The Deputy Secretary will reaffirm the commitment to the fund.",
    "The minister did not say that the talks had failed.",
    "The spokesman declined to say whether the envoy had left.",
    "The ministry may announce the closure of the port.",
    # talks without a report of what was said
    "The two ministers discussed the fund and exchanged views on trade.",
    # an undertaking, not a statement
    "The two sides agreed to reopen the port.",
    "Both ministers agreed that they would meet again soon.",
    # things do not speak
    "The visit underscores the strength of the alliance.",
    "The report threatens the peace of the region.",
    # no more than that somebody felt something
    "The minister voiced concern.",
    # a plan is no source
    "The ferry sailed according to plan.",
    # what newspapers call a thing is its name
    "Troops began what they call a defensive drill.",
]


SILENCE += [
    # nobody says so, it just is
    "It was clear that the border would stay shut.",
    # finding out is not saying
    "The sailor found that the port was shut.",
    # a date is agreed, not stated
    "The two envoys agreed on a date in May.",
    # the occasion of something else
    "As the minister said this, the crowd left.",
    # a guest is received
    "The minister welcomed President Holm to the palace.",
    # still to come
    "The Secretary will focus on reaffirming the treaty.",
    # nobody spoke
    "Neither side commented on a report that Oslo had refused the terms.",
    "No envoy said that the talks had failed.",
    # a clause that only says which island is meant
    "The warships passed the island which Oslo regards as its own territory.",
]


@pytest.mark.parametrize("text", SILENCE)
def test_what_was_not_said_is_no_statement(text: str, reader: Reader) -> None:
    assert _said(text, reader) == ()


def test_a_headline_is_not_a_second_statement(reader: Reader) -> None:
    text = "Envoy says talks have failed\n\nThe talks have failed, the envoy said on Monday in Oslo."
    assert _contents(_said(text, reader)) == [["The talks have failed"]]


def test_words_inside_a_quotation_are_not_taken_apart(reader: Reader) -> None:
    text = '"The fishermen say that the boats are late," the minister said.'
    assert _contents(_said(text, reader)) == [["The fishermen say that the boats are late,"]]


# ------------------------------------------------------------------------------------------------ speaker

SPEAKERS = [
    ("The minister said that the talks had failed.", "minister"),
    ('"We will stay," said the spokeswoman.', "spokeswoman"),
    ("The attack was condemned by the ambassador.", "ambassador"),
    ("The port will reopen, according to the governor.", "governor"),
    ("The envoy met the crew, who said that the boat had sunk.", "crew"),
    ("The envoy left, saying that the talks had failed.", "envoy"),
    ("The envoy praised the crew and condemned the attack.", "envoy"),
]


@pytest.mark.parametrize(("text", "speaker"), SPEAKERS)
def test_the_speaker_is_the_one_the_clause_gives(text: str, speaker: str, reader: Reader) -> None:
    last = _attributed(text, reader)[-1]
    assert last.source is not None
    assert last.source.text == speaker


def test_a_quotation_without_a_verb_is_the_last_speakers(reader: Reader) -> None:
    text = '"We will stay," the envoy said.\n\n"We have no other plans."\n\nThe port stayed shut on Monday.'
    first, second = _attributed(text, reader)
    assert second.rule == "carried"
    assert second.source == first.source


def test_a_speech_handed_over_in_the_first_line_is_direct_sentence_by_sentence(reader: Reader) -> None:
    text = (
        "Office of the Spokesperson\n\n"
        "The following is attributable to Spokesperson Kari Holm:\n\n"
        "Norway condemns the attack on the embassy. The attack is a violation of the convention. We stand with Chile.\n"
    )
    statements = _said(text, reader)
    assert _contents(statements) == [
        ["Norway condemns the attack on the embassy."],
        ["The attack is a violation of the convention."],
        ["We stand with Chile."],
    ]
    assert {s.directness for s in statements} == {"direct"}


def test_of_a_readout_only_the_first_person_is_own_voice(reader: Reader) -> None:
    text = (
        "The below is attributable to Spokesperson Kari Holm:\n\n"
        "Foreign Minister Lund met today with Foreign Minister Reyes. They discussed the fund. We stand with Chile.\n"
    )
    assert _contents(_said(text, reader)) == [["We stand with Chile."]]


# ------------------------------------------------------------------------------------------------ the other fields


@pytest.mark.parametrize(
    ("text", "directness"),
    [
        ('"We will stay," the minister said.', "direct"),
        ("The minister said that the fleet would stay.", "indirect"),
        ('The minister said that the fleet "will never leave" the bay.', "mixed"),
        # a name in marks is nobody's words
        ('The minister said that the "Summit for Fisheries" would meet.', "indirect"),
    ],
)
def test_directness_is_how_much_stands_in_quotation_marks(text: str, directness: str, reader: Reader) -> None:
    (statement,) = _said(text, reader)
    assert statement.directness == directness
    assert statement.verbatim == (directness != "indirect")


def test_a_translated_quotation_is_not_verbatim(reader: Reader) -> None:
    article, segments, syntax = _parsed('"We will stay," the minister said.', reader)
    translated = replace(article, original_language="ko")
    (statement,) = say(translated, segments, syntax, Cast((), {}), Timeline(), ())
    assert statement.directness == "direct"
    assert not statement.verbatim


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The minister said that the ferry had sailed.", "assert"),
        # the verb decides
        ("The minister condemned the attack.", "criticise"),
        ("The minister thanked Chile for its help.", "praise"),
        ("The minister urged Chile to release the crew.", "urge"),
        ("The minister demanded the release of the crew.", "demand"),
        ("The minister denied the report.", "deny"),
        ("The minister vowed to find the crew.", "promise"),
        ("The minister announced the closure of the port.", "announce"),
        # the content decides where the verb does not
        ("The minister said that Chile should release the crew.", "urge"),
        ("The minister said the launch was a violation of the treaty.", "criticise"),
        ("The minister reaffirmed the commitment to rebuilding the port.", "promise"),
        ("The minister warned that there would be severe consequences.", "threaten"),
        # "illegally" only says which people; what is talked about or fought is nobody's blame
        ("Officials said that 40 of those who crossed illegally into the port were minors.", "assert"),
        ("Officials said the two sides would discuss terrorism.", "assert"),
        ("Officials said that Chile had illegally seized the ship.", "criticise"),
        # a noun phrase only mentions what a clause would assert
        ("The minister underscored their response to the aggression.", "assert"),
    ],
)
def test_the_act_is_the_verbs_or_else_the_contents(text: str, act: str, reader: Reader) -> None:
    (statement,) = _said(text, reader)
    assert statement.act == act


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ('"We will stay," the ministry said in a statement.', "written_statement"),
        ('"We will stay," the minister said at a news conference.', "press_conference"),
        ('"We will stay," the minister wrote on Twitter.', "social_media"),
        ('"We will stay," the minister said in a speech.', "speech"),
        # a statement that is only talked about is not the channel
        ("The minister said that the statement on the fund was late.", None),
        ('"We will stay," the minister said.', None),
    ],
)
def test_the_channel_is_what_the_sentence_names_outside_the_content(
    text: str, channel: str | None, reader: Reader
) -> None:
    (statement,) = _said(text, reader)
    assert statement.channel == channel


def _person(key: str) -> Actor:
    return Actor(
        key, "person", key, None, "NOR", "NOR", None, None, None, (), None, None, (), 0.9, origin("resolve")
    )  # fmt: skip


def _cast(syntax: Syntax, *words: str) -> Cast:
    actors = tuple(_person(word) for word in words)
    meant = {t.i: t.text for t in syntax.doc if t.text in words}
    return Cast(actors, meant, by_id={a.id: a for a in actors})


def test_source_and_addressee_are_the_actors_that_the_cast_means(reader: Reader) -> None:
    article, segments, syntax = _parsed("Holm told Reyes that the ferry had sailed.", reader)
    (statement,) = say(article, segments, syntax, _cast(syntax, "Holm", "Reyes"), Timeline(), ())
    assert statement.source == "Holm"
    assert statement.addressees == ("Reyes",)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        # what was said in it, who sent it, whose it is
        ("Holm said in a statement that the ferry had sailed. The statement added that Reyes was aboard.", "Holm"),
        ("Reyes sent a letter to the crew. Holm was away. The letter said the ferry had sailed.", "Reyes"),
        ("The letter from Reyes said Holm had left.", "Reyes"),
        ("A message on the Holm website said the ferry had sailed.", "Holm"),
        # what it is about is not who wrote it, and a new one is not the old one
        ("A report on Holm said that the ferry had sailed.", None),
        ("Holm said in a report that the ferry had sailed. A report said on Monday that it had sunk.", None),
        ("The statement angered Holm. The statement said that the ferry had sailed.", None),
        # who threw it out did not write it, and a numbered one is not the one spoken of before
        ("Holm rejected the report. The report said that the ferry had sailed.", None),
        ("Holm adopted a resolution. Resolution 12 demanded the release of the crew.", None),
    ],
)
def test_a_document_speaks_for_whoever_made_it(text: str, source: str | None, reader: Reader) -> None:
    article, segments, syntax = _parsed(text, reader)
    statements = say(article, segments, syntax, _cast(syntax, "Holm", "Reyes"), Timeline(), ())
    assert statements[-1].source == source


def test_an_unknown_speaker_stays_unknown(reader: Reader) -> None:
    (statement,) = _said("The minister said that the ferry had sailed.", reader)
    assert statement.source is None


def _event(event_id: str, kind: str, trigger: Span, *actors: str) -> Event:
    return Event(
        id=event_id, type=kind, mode=None, contexts=(), quad_code=1, intensity=1.0, actors=actors, recipients=(),  # type: ignore[arg-type]
        participants=tuple(Participant(a, "attendee") for a in actors), channel=None, level=None, date=None, place=None,
        topics=(), status="occurred", reported_by=None, hedge=None, part_of=None, trigger=trigger, evidence=(trigger,),
        confidence=0.9, origin=origin("code"),
    )  # fmt: skip


def test_what_is_said_in_a_meeting_is_said_to_the_other_side_and_belongs_to_the_meeting(reader: Reader) -> None:
    text = "Holm met with Reyes today. Holm stressed the importance of free passage."
    article, segments, syntax = _parsed(text, reader)
    meeting = _event("evt_1", "CONSULT", Span.of(text, 5, 8), "Holm", "Reyes")
    (statement,) = say(article, segments, syntax, _cast(syntax, "Holm", "Reyes"), Timeline(), (meeting,))
    assert statement.addressees == ("Reyes",)
    assert statement.event == "evt_1"


def test_the_event_of_the_cue_goes_before_the_meeting(reader: Reader) -> None:
    text = "Holm met with Reyes today. Holm condemned the attack."
    article, segments, syntax = _parsed(text, reader)
    at = text.index("condemned")
    events = (
        _event("evt_1", "CONSULT", Span.of(text, 5, 8), "Holm", "Reyes"),
        _event("evt_2", "ACCUSE", Span.of(text, at, at + 9), "Holm"),
    )
    (statement,) = say(article, segments, syntax, _cast(syntax, "Holm", "Reyes"), Timeline(), events)
    assert statement.event == "evt_2"


def test_the_same_text_gives_the_same_statements(reader: Reader) -> None:
    text = 'The minister condemned the attack. "We will stay," she said. The port, she added, is shut.'
    assert _said(text, reader) == _said(text, reader)


def test_every_span_says_what_the_text_says(reader: Reader) -> None:
    text = (
        "“We will\nstay,” the minister said.\u00a0“Chile’s fleet — all of it — must go.”\n\nOslo agreed, he\u2009said."
    )
    for statement in _said(text, reader):
        for span in (*statement.content, *((statement.cue,) if statement.cue else ())):
            assert text[span.start : span.end] == span.exact


def test_a_deed_done_in_the_name_of_the_state_is_no_report_of_speech(read: Callable[..., Record]) -> None:
    head = "The following is attributable to Spokesperson Ana Lind:\n\n"
    text = "Office of the Spokesperson\n\nPress Statement\n\nThe United States condemns the raid on the port of Lagos."
    assert read(text).statements == ()
    assert len(read(head + "The United States condemns the raid on the port.").statements) == 1


@pytest.mark.parametrize(
    ("text", "act"),
    [
        # one word in passing is no criticism
        ("I was told of the crimes of those years as a boy, and we support the inquiry.", "assert"),
        # two are
        ("We support the inquiry into these shameful and illegal raids.", "criticise"),
    ],
)
def test_of_ones_own_voice_one_word_does_not_make_criticism(text: str, act: str, reader: Reader) -> None:
    found = _said("The following is attributable to Spokesperson Ana Lind:\n\n" + text, reader)
    assert [s.act for s in found] == [act]


def test_in_a_joint_statement_our_is_the_voice_of_all(reader: Reader) -> None:
    text = "The extension of the pact shows our respect for the rules. We reaffirm the pact. The sea is wide."
    article, segments, syntax = _parsed(text, reader)
    own = [a.content for a in attribute(syntax, segments, kind="joint_statement") if a.rule == "own_voice"]
    assert [text[start:end] for ((start, end),) in own] == [
        "The extension of the pact shows our respect for the rules.",
        "We reaffirm the pact.",
    ]
    assert article.text == text


def test_what_the_speakers_own_people_should_do_is_asked_of_nobody(read: Callable[..., Record]) -> None:
    told = "OSLO, March 3 - Norway's foreign minister said Norwegians should sleep well at night."
    own = read(told).statements[-1]
    assert (own.act, own.addressees) == ("assert", ())
    other = read(told.replace("Norwegians should sleep well", "Chile should open the port"))
    assert other.statements[-1].act == "urge"
