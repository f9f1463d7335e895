from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from communique.brief import outline, render, to_html
from communique.brief.plain import contrasted, excerpt, plain, quoted
from communique.brief.wording import dated, words
from communique.record import Issue, Record, Span, When
from tests.factories import TEXT, a_day, a_record, an_actor, an_article, an_event, span_in

HOSTILE = "\x1b[2J\x1b]0;gone\x07 [red]bold[/red] <script>alert(1)</script> \u202egnihtyna \x9b31m :smile:"


def _brief(record: Record, width: int = 80) -> str:
    return render(record, width=width, colour=False)


def test_every_section_is_told_with_the_words_that_say_it() -> None:
    told = " ".join(_brief(a_record()).split())
    for words_of_the_text in (
        "“spoke by phone”",
        "(from “Thursday”)",
        "“Norway stands by the quota accord.”",
        "“reopen the joint fisheries committee”",
        "“further talks in the comming weeks”",
        "“Chile is worried about unlicensed trawlers”",
        "“comming” read as “coming”",
    ):
        assert words_of_the_text in told


def test_who_met_whom_comes_first_with_level_channel_date_and_matter() -> None:
    first = outline(a_record()).sections[0]
    assert first.title == "Who met whom"
    meeting = first.items[0]
    assert meeting.label == "NOR–CHL"
    assert meeting.lead == "Kari Holm (envoy) and Pablo Reyes (envoy)"
    assert meeting.facts[:3] == ("by phone", "envoys", "4 Mar 2021 (from “Thursday”)")
    assert "on “fisheries”" in meeting.facts


def test_what_was_agreed_in_a_meeting_stands_under_it() -> None:
    meeting, agreement = outline(a_record()).sections[0].items
    assert (meeting.depth, agreement.depth) == (0, 1)
    assert agreement.lead == "Kari Holm and Pablo Reyes agreed"


def test_a_meeting_to_come_is_not_told_as_held() -> None:
    sections = {section.title: section for section in outline(a_record()).sections}
    assert len([item for item in sections["Who met whom"].items if item.depth == 0]) == 1
    assert sections["What is to come"].items[0].lead == "Kari Holm and Pablo Reyes to meet"


@pytest.mark.parametrize(
    ("status", "title", "told"),
    [
        ("denied", "What else was done", "denied or not done"),  # never shown as if it happened
        ("past_reference", "What else was done", "background"),
        ("ongoing", "What else was done", "going on"),
        ("occurred", "What else was done", None),
    ],
)
def test_a_status_other_than_occurred_is_said(status: Any, title: str, told: str | None) -> None:
    article = an_article()
    holm = an_actor(article)
    event = an_event(article, "stands by", type="SUPPORT", mode=None, actors=(holm.id,), status=status)
    (section,) = outline(Record(article=article, actors=(holm,), events=(event,))).sections
    assert (section.title, section.items[0].tag) == (title, told)


@pytest.mark.parametrize("status", ["scheduled", "expected", "intended", "desired", "conditional"])
def test_what_has_not_happened_yet_is_told_as_to_come(status: Any) -> None:
    article = an_article()
    holm = an_actor(article)
    event = an_event(article, "stands by", type="SUPPORT", mode=None, actors=(holm.id,), status=status)
    (section,) = outline(Record(article=article, actors=(holm,), events=(event,))).sections
    assert section.title == "What is to come"
    assert section.items[0].label == words()["status"][status]
    assert section.items[0].lead == "Kari Holm to give support"


def test_an_actor_who_is_not_resolved_is_shown_by_the_words_of_the_text() -> None:
    article = an_article()
    someone = an_actor(article, "She", kind="person", name=None, iso3=None, code=None, office=None)
    event = an_event(article, "expects", type="SUPPORT", mode=None, actors=(someone.id,))
    (section,) = outline(Record(article=article, actors=(someone,), events=(event,))).sections
    assert section.items[0].lead == "“She” gave support"
    assert section.items[0].label == "–"


def test_an_empty_record_says_plainly_that_nothing_was_found() -> None:
    told = _brief(Record(article=an_article()))
    assert "Nothing was found in this text" in told
    assert "WHO MET WHOM" not in told


def test_what_the_reader_could_not_do_is_told_even_when_nothing_was_found() -> None:
    issue = Issue("language", "not-read-yet", "The text is in Korean, which this version cannot read.")
    told = _brief(Record(article=an_article(), issues=(issue,)))
    assert "cannot read" in told
    assert "Nothing was found" in told


def test_a_translation_is_noted_at_the_top_and_explained_below() -> None:
    article = an_article(original_language="ko", original_language_basis="a title rendered word for word")
    told = outline(Record(article=article))
    assert told.facts[-1] == "English, looks translated from Korean"
    care = told.sections[-1]
    assert care.title == "Read with care"
    assert care.items[0].facts == ("a title rendered word for word",)


def test_a_fault_that_recurs_is_told_once_with_how_often() -> None:
    record = a_record()
    care = outline(replace(record, repairs=record.repairs * 3)).sections[-1]
    assert [item.facts for item in care.items] == [("3 times",)]


def test_only_a_fault_that_something_relies_on_says_why() -> None:
    record = a_record()
    (repair,) = record.repairs
    care = outline(replace(record, repairs=(replace(repair, used=True),))).sections[-1]
    assert [item.facts for item in care.items] == [("no such word", "relied on above")]


def test_of_the_signs_of_a_translation_the_first_two_are_told() -> None:
    basis = "translated: a name as Russian spells it (“Kiev”); Russian media (“TASS”); an opening (“It is noted”)"
    article = an_article(original_language="ru", original_language_basis=basis)
    (sign,) = outline(Record(article=article)).sections[-1].items[0].facts
    assert sign.startswith("translated: a name as Russian spells it (“Kiev”); Russian media (“TASS”) and 1 more sign")
    assert "noted" not in sign


def test_what_is_relied_on_comes_first_among_the_faults() -> None:
    record = a_record()
    (repair,) = record.repairs
    other = replace(repair, id="rep_other", used=False, reading="another")
    care = outline(replace(record, repairs=(other, replace(repair, used=True)))).sections[-1]
    assert ["relied on above" in item.facts for item in care.items] == [True, False]


def test_an_event_that_is_one_by_a_repair_says_how_its_words_were_read() -> None:
    record = a_record()
    (repair,) = record.repairs
    event = record.events[0]
    read = replace(repair, span=event.trigger, kind="false_friend", reading="met in person", used=True)
    for repairs, told in (((read,), True), ((replace(read, used=False),), False), ((repair,), False)):
        resting = replace(event, repairs=tuple(r.id for r in repairs if r is read))
        met = outline(replace(record, events=(resting, *record.events[1:]), repairs=repairs)).sections[0].items[0]
        assert ("reading “met in person” for “spoke by phone”" in met.facts) is told


def test_a_commitment_says_by_when() -> None:
    record = a_record()
    (commitment,) = record.commitments
    until = replace(commitment, due=When(None, "2021-06-30", "open", None, None, "explicit"))
    undertaken = {s.title: s for s in outline(replace(record, commitments=(until,))).sections}["What was undertaken"]
    assert undertaken.items[0].facts == ("firm", "by 30 Jun 2021")


def test_an_article_without_a_title_is_called_by_its_first_words() -> None:
    told = outline(Record(article=an_article(title=None)))
    assert told.title.startswith("Without a title: “Norwegian, Chilean envoys talk fisheries OSLO")


def test_events_that_are_part_of_each_other_do_not_hang_the_brief() -> None:
    article = an_article()
    one, two = an_event(article, "spoke", type="AGREE"), an_event(article, "agreed", type="AGREE")
    one, two = replace(one, part_of=two.id), replace(two, part_of=one.id)
    told = _brief(Record(article=article, events=(one, two)))
    assert "“spoke”" in told
    assert "“agreed”" in told


def test_a_long_section_says_how_much_it_leaves_out() -> None:
    record = a_record()
    many = replace(record, positions=record.positions * 30)
    assert "… and 14 more" in _brief(many)
    assert "more, in the record" not in render(many, width=80, colour=False, limit=None)


def _statements(count: int, **fields: Any) -> Record:
    record = a_record()
    (first, *_) = record.statements
    return replace(record, statements=tuple(replace(first, id=f"sta_{n}", **fields) for n in range(count)))


def test_statements_of_one_speaker_in_a_row_stand_under_one_head() -> None:
    (said,) = (s for s in outline(_statements(3, addressees=())).sections if s.title == "What was said")
    head, *under = said.items
    assert (head.depth, head.quote) == (0, None)
    assert [(item.depth, item.label) for item in under] == [(1, "")] * 3
    assert all(item.lead == under[0].lead and not item.lead.startswith(head.lead) for item in under)


def test_what_holds_of_all_statements_under_a_head_is_told_once() -> None:
    (said,) = (s for s in outline(_statements(3, directness="indirect")).sections if s.title == "What was said")
    assert "reported speech" in said.items[0].facts
    assert not any("reported speech" in item.facts for item in said.items[1:])


def test_of_many_statements_of_one_speaker_the_first_eight_are_shown_and_the_rest_counted() -> None:
    told = _brief(_statements(12))
    assert "… and 4 more; the record (--json) has all" in " ".join(told.split())
    assert told.count("› ") == 9  # what was agreed in the meeting, and eight statements
    assert "more; the record" not in render(_statements(12), width=80, colour=False, limit=None)


@pytest.mark.parametrize(
    ("text", "cue", "said", "speaker"),
    [
        ("A senior official also said that talks go on.", "said", "talks go on", "“A senior official”"),
        ("“Talks go on,” said a spokesman in Lima.", "said", "Talks go on,", "“a spokesman”"),
        ("It is noted that talks go on.", "noted", "talks go on", "a speaker who is not named"),  # nobody is told of
        (
            "The truce was said to hold.",
            "said",
            "hold",
            "a speaker who is not named",
        ),  # who is spoken of, not who speaks
    ],
)
def test_a_speaker_who_is_not_resolved_is_called_what_the_text_calls_him(
    text: str, cue: str, said: str, speaker: str
) -> None:
    article = an_article(text)
    record = a_record()
    (first, *_) = record.statements
    statement = replace(first, source=None, cue=span_in(text, cue), content=(span_in(text, said),), addressees=())
    (section,) = outline(Record(article=article, statements=(statement,))).sections
    assert section.items[0].lead.startswith(speaker)


def test_the_words_of_an_author_who_is_not_named_are_given_to_the_author() -> None:
    record = a_record()
    (first, *_) = record.statements
    own = replace(first, source=None, origin=replace(first.origin, rule="own_voice"), addressees=())
    (section,) = outline(Record(article=record.article, statements=(own,))).sections
    assert section.items[0].lead.startswith("the author of the text, not named")


def test_who_is_no_state_stands_at_the_left_as_others() -> None:
    record = a_record()
    actors = tuple(replace(actor, code="NSA", iso3=None) for actor in record.actors)
    assert {item.label for item in outline(replace(record, actors=actors)).sections[0].items} == {"others", ""}


def test_a_meeting_with_one_side_known_is_told_with_its_matter_or_not_at_all() -> None:
    record = a_record()
    meeting = replace(record.events[0], actors=(record.actors[0].id,), recipients=())
    for topics, titles in ((meeting.topics, ["Who met whom"]), ((), [])):
        events = (replace(meeting, topics=topics),)
        sections = outline(Record(article=record.article, actors=record.actors, events=events)).sections
        assert [s.title for s in sections if s.title == "Who met whom"] == titles
        assert all("the other side not named" in s.items[0].lead for s in sections if s.title == "Who met whom")


@pytest.mark.parametrize(
    ("event_type", "mode", "status", "lead"),
    [
        ("COERCE", "seize", "ongoing", "Kari Holm taking territory or property"),  # the tag says that it is going on
        ("MOBILIZE", "weapons", "ongoing", "Kari Holm showing or testing weapons"),
        ("SUPPORT", None, "denied", "Kari Holm giving support"),  # never "gave support", not even behind a tag
        ("REJECT", "change", "occurred", "Kari Holm objected"),
        ("AGREE", None, "occurred", "Kari Holm made a promise"),  # nobody agrees alone
    ],
)
def test_an_event_is_told_in_plain_english(event_type: Any, mode: Any, status: Any, lead: str) -> None:
    article = an_article()
    holm = an_actor(article)
    event = an_event(article, "stands by", type=event_type, mode=mode, actors=(holm.id,), status=status)
    (section,) = outline(Record(article=article, actors=(holm,), events=(event,))).sections
    assert section.items[0].lead == lead


@pytest.mark.parametrize("width", [24, 40, 59, 60, 80, 109, 110, 140, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    lines = _brief(_hostile_record("北朝鮮の核問題に関する日米韓首席代表協議 " * 12), width).splitlines()
    assert max(cell_len(line) for line in lines) <= width
    assert not any(line != line.rstrip() for line in lines)


def test_colour_only_when_asked_for() -> None:
    assert "\x1b" not in _brief(a_record())
    coloured = render(a_record(), width=80, colour=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == _brief(a_record())


def test_the_environment_does_not_change_the_brief(monkeypatch: pytest.MonkeyPatch) -> None:
    before = _brief(a_record())
    for name, value in (("COLUMNS", "33"), ("FORCE_COLOR", "1"), ("TERM", "dumb")):
        monkeypatch.setenv(name, value)
    assert _brief(a_record()) == before


def _hostile_record(words_of_it: str) -> Record:
    """A record in which everything that comes from the article says `words_of_it`."""
    article = an_article(words_of_it + " " + TEXT, title=words_of_it, agency=words_of_it, url=words_of_it)
    record = a_record(article)
    span = Span.of(article.text, 0, len(words_of_it))
    return replace(
        record,
        actors=tuple(replace(a, name=words_of_it, office=words_of_it) for a in record.actors),
        events=tuple(
            replace(e, evidence=(span,), trigger=span, hedge=span, date=a_day(span=span)) for e in record.events
        ),
        statements=tuple(replace(s, content=(span,)) for s in record.statements),
        commitments=tuple(replace(c, action=span, condition=span) for c in record.commitments),
        expectations=tuple(replace(x, content=span, hedge=span) for x in record.expectations),
        positions=tuple(replace(p, issue=replace(p.issue, span=span)) for p in record.positions),
        processes=tuple(replace(p, name=words_of_it, instrument=words_of_it) for p in record.processes),
        repairs=tuple(replace(r, span=span, reading=words_of_it, why=words_of_it) for r in record.repairs),
        issues=(Issue("code", "x", words_of_it, span),),
    )


def test_a_hostile_text_cannot_steer_the_terminal() -> None:
    told = _brief(_hostile_record(HOSTILE))
    assert not set(told) & {"\x1b", "\x07", "\x9b", "\u202e"}
    assert "\\x1b[2J" in told  # written out, so that it is seen
    assert "[red]" in told  # rich's own markup is text like any other
    assert ":smile:" in told


def test_a_hostile_text_cannot_run_in_a_notebook() -> None:
    html = to_html(_hostile_record('"onmouseover="alert(1)" ' + HOSTILE))
    assert "<script" not in html
    assert '"onmouseover' not in html
    assert not set(html) & {"\x1b", "\u202e"}
    assert not re.search(r"""(src|href)\s*=|url\(|@import""", html)


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=120).filter(lambda text: text.strip() != ""), st.integers(24, 160))
def test_any_text_at_any_width_is_told_within_it_and_without_control_characters(text: str, width: int) -> None:
    told = _brief(_hostile_record(text.strip()), width)
    assert all(cell_len(line) <= width for line in told.split("\n"))
    assert not any(ord(character) < 32 and character != "\n" for character in told)
    told.encode()  # a lone surrogate would stop the terminal here


def test_the_notebook_shows_the_whole_text_in_order() -> None:
    html = to_html(a_record())
    shown = re.sub(r"<[^>]+>", "", html.split('class="cq-text"', 1)[1].split(">", 1)[1])
    assert shown.startswith(
        "Norwegian, Chilean envoys talk fisheries\n\nOSLO, March 4 - Norwegian envoy Kari Holm spoke"
    )


def test_the_notebook_marks_events_statements_boilerplate_and_repairs() -> None:
    html = to_html(a_record())
    for kind, exact in (
        ("event", "spoke by phone"),
        ("statement", "Norway stands by the quota accord."),
        ("boilerplate", "Copyright Example News Agency"),
        ("repair", "comming"),
    ):
        assert re.search(rf'<span class="cq-{kind}" title="[^"]+">{re.escape(exact)}</span>', html)


def test_overlapping_marks_do_not_break_the_text() -> None:
    record = a_record()
    longer = replace(record.events[0], evidence=(span_in(record.article.text, "envoy Kari Holm spoke by phone with"),))
    html = to_html(replace(record, events=(*record.events, longer)))
    assert html.count("<span") == html.count("</span>")
    assert "Kari Holm" in html


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("two\n lines\tand tabs", "two lines and tabs"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("soft\u00adhyphen\u200b", "softhyphen"),  # invisible and harmless: dropped
        ("\u202eabc", "\\u202eabc"),  # turns the line round: written out
        ("می‌خواهد", "می‌خواهد"),  # Persian needs its zero-width non-joiner
        ("노규덕 👨‍👩‍👧", "노규덕 👨‍👩‍👧"),
    ],
)
def test_plain_text_is_one_harmless_line(text: str, shown: str) -> None:
    assert plain(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("we agreed", "“we agreed”"),
        ('"we agreed"', "“we agreed”"),  # no second pair
        ("“we agreed,” he said, “at last”", "““we agreed,” he said, “at last””"),  # two quotations stay two
        ("“unclosed", "““unclosed”"),  # the fault of the text is shown, not mended
    ],
)
def test_quotation_marks_are_not_doubled(text: str, shown: str) -> None:
    assert quoted(text) == shown


def test_an_excerpt_keeps_the_trigger_in_sight() -> None:
    words_before = "before " * 60
    text = f"{words_before}condemned the launch {'after ' * 60}"
    cut = excerpt(Span.of(text, 0, len(text)), focus=span_in(text, "condemned"), limit=100)
    assert "condemned the launch" in cut
    assert len(cut) < 110
    assert cut.startswith("“… ")
    assert cut.endswith(" …”")


def test_two_long_readings_are_shown_where_they_differ() -> None:
    before, after = contrasted("a " * 100 + "the “fault” is here", "a " * 100 + "the fault is here", limit=40)
    assert "the “fault” is" in before
    assert "the fault is" in after
    assert max(len(before), len(after)) < 60


@pytest.mark.parametrize(("before", "after"), [("ab", "abc"), ("abc", "ab"), ("", "a"), ("a", "a")])
def test_readings_of_any_length_can_be_contrasted(before: str, after: str) -> None:
    assert contrasted(before, after, limit=10) == (f"“{before}”", f"“{after}”")


THE_24TH = Span(0, 8, "the 24th")


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        (When("2021-02-24", "2021-02-24", "day", None, THE_24TH, "relative"), "24 Feb 2021 (from “the 24th”)"),
        (When("2021-02-24", "2021-02-24", "day", None, None, "published"), "24 Feb 2021 (the day of publication)"),
        (
            When("2021-02-24", "2021-02-24", "day", None, THE_24TH, "inferred", "nearest 24th before publication"),
            "24 Feb 2021 (inferred: nearest 24th before publication)",
        ),
        (When("2021-02-01", "2021-02-28", "month", None, None, "explicit"), "Feb 2021"),
        (When("2021-04-01", "2021-06-30", "quarter", None, None, "explicit"), "2021, quarter 2"),
        (When("2021-01-01", "2021-12-31", "year", None, None, "explicit"), "2021"),
        (When("2021-02-22", "2021-02-28", "week", None, None, "explicit"), "week of 22 Feb 2021"),
        (When("2021-02-24", "2021-02-26", "interval", None, None, "explicit"), "24 Feb 2021 to 26 Feb 2021"),
        (When("2018-01-01", "2019-12-31", "interval", None, None, "explicit"), "2018 to 2019"),
        (When("2021-02-24", None, "open", None, None, "explicit"), "since 24 Feb 2021"),
        (When(None, "2021-02-24", "open", None, None, "explicit"), "until 24 Feb 2021"),
        (When("2021-02-24T10:30", None, "minute", "KST", None, "explicit"), "24 Feb 2021, 10:30 KST"),
        (When(None, None, "day", None, THE_24TH, "relative"), "“the 24th”, date not found"),  # said, not guessed
        (When(None, None, "day", None, None, "relative"), None),
    ],
)
def test_a_date_is_told_as_exactly_as_it_is_known_and_with_how_it_was_found(when: When, shown: str | None) -> None:
    assert dated(when) == shown


def test_every_value_of_the_record_has_its_word() -> None:
    from typing import get_args

    from communique import record as nouns

    families: dict[str, Any] = {
        "event": nouns.EventType,
        "channel": nouns.Channel,
        "level": nouns.Level,
        "act": nouns.Act,
        "stance": nouns.Stance,
        "position_basis": nouns.PositionBasis,
        "firmness": nouns.Firmness,
        "article_kind": nouns.ArticleKind,
        "published_basis": nouns.PublishedBasis,
        "repair_kind": nouns.RepairKind,
        "boilerplate_kind": nouns.BoilerplateKind,
        "date_basis": nouns.DateBasis,
        "date_basis_alone": nouns.DateBasis,
    }
    for family, values in families.items():
        assert set(words()[family]) == set(get_args(values)), family
    assert set(words()["status"]) == set(get_args(nouns.Status)) - {"occurred"}
