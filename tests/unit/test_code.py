"""What the event coder codes, and what it leaves alone."""

from __future__ import annotations

import pytest

from communique.codebook import intensity, modes, quad_code
from communique.cues.lexicon import Rule, lexicon
from communique.record import Event, Record
from tests.conftest import Read


def _codes(record: Record, ids: tuple[str, ...]) -> set[str | None]:
    return {a.code for a in record.actors if a.id in ids}


def _only(record: Record, type_: str) -> Event:
    events = [e for e in record.events if e.type == type_]
    assert len(events) == 1, [(e.type, e.trigger.exact) for e in record.events]
    return events[0]


@pytest.mark.parametrize("rule", lexicon().rules, ids=lambda rule: rule.name)
def test_every_group_of_the_lexicon_codes_its_example(rule: Rule, read: Read) -> None:
    assert rule.type in {e.type for e in read(rule.example).events}


@pytest.mark.parametrize("rule", lexicon().rules, ids=lambda rule: rule.name)
def test_no_group_of_the_lexicon_codes_its_counter_example(rule: Rule, read: Read) -> None:
    assert rule.type not in {e.type for e in read(rule.counter).events}


def test_every_mode_of_the_lexicon_is_a_mode_of_its_type() -> None:
    assert [r.name for r in lexicon().rules if r.mode is not None and r.mode not in modes(r.type)] == []


STATUS = [
    # the plain past is news
    ("Kenya met Uganda in Nairobi.", "occurred"),
    # "will" is fixed to happen
    ("Kenyan officials will meet Ugandan officials in Nairobi.", "scheduled"),
    # somebody foresees it
    ("Kenyan officials are expected to meet Ugandan officials.", "expected"),
    # the doers mean to
    ("Kenyan officials plan to meet Ugandan officials.", "intended"),
    # somebody wants it
    ("Kenyan officials want to meet Ugandan officials.", "desired"),
    # only if
    ("Kenyan officials could meet Ugandan officials.", "conditional"),
    # it is under way
    ("Kenyan officials are meeting Ugandan officials.", "ongoing"),
    # it did not happen, and is kept
    ("Kenyan officials did not meet Ugandan officials.", "denied"),
    ("Kenyan officials refused to meet Ugandan officials.", "denied"),
    # an adjective can fix it or leave it open
    ("Kenyan officials are due to meet Ugandan officials.", "scheduled"),
    ("Kenyan officials are likely to meet Ugandan officials.", "expected"),
    # what somebody supposes of the future is foreseen
    ("Diplomats suggested that Kenyan officials would meet Ugandan officials.", "expected"),
    # the noun of a meeting with a date to come
    ("Kenyan officials praised the planned talks between Kenya and Uganda.", "scheduled"),
    # a past perfect after "said" is no background
    ("Kenya said its officials had met Ugandan officials.", "occurred"),
    # what is thought about is meant, or would be
    ("Kenyan officials are considering meeting Ugandan officials.", "intended"),
    ("Kenya said its officials would consider meeting Ugandan officials.", "conditional"),
    # who denies it says that it did not happen
    ("Kenya denied that its officials had met Ugandan officials.", "denied"),
]


@pytest.mark.parametrize(("sentence", "status"), STATUS)
def test_status_follows_the_verb_phrase(sentence: str, status: str, read: Read) -> None:
    assert [e.status for e in read(sentence).events if e.type == "CONSULT"] == [status]


def test_an_event_dated_days_before_publication_is_background(read: Read) -> None:
    event = _only(read("Norway condemned the raid by Eritrea on 2 March 2024.", published="2024-05-15"), "ACCUSE")
    assert event.status == "past_reference"


BACKGROUND = [
    # in passing, of somebody
    ("Uganda, which has condemned Kenya, said nothing.", "ACCUSE"),
    # a deed without a date, first told after the lead
    ("Oslo was calm. Riga was calm. Bern was calm. Rome was calm. Uganda expelled two Kenyan envoys.", "SANCTION"),
    # a year of them
    ("Oslo spoke of the launches of ballistic missiles by Uganda this year.", "MOBILIZE"),
]


@pytest.mark.parametrize(("text", "type_"), BACKGROUND)
def test_what_is_told_in_passing_is_background(text: str, type_: str, read: Read) -> None:
    assert _only(read(text), type_).status == "past_reference"


SIDES = [
    # object, possessor of the object, agent of the passive, target after a preposition
    ("Chile condemned Peru.", "ACCUSE", {"CHL"}, {"PER"}),
    ("Chile condemned Peru's raid on the village.", "ACCUSE", {"CHL"}, {"PER"}),
    ("Peru was condemned by Chile.", "ACCUSE", {"CHL"}, {"PER"}),
    ("Canada imposed sanctions on two Belarusian officials.", "SANCTION", {"CAN"}, {"BLR"}),
    # control: who is urged, who urges
    ("Qatar urged Israel to open the crossing.", "REQUEST", {"QAT"}, {"ISR"}),
    # a pronoun, within the article
    ("Chile recalled its envoy. It condemned Peru's raid.", "ACCUSE", {"CHL"}, {"PER"}),
    # a capital stands for its government
    ("Oslo thanked Riga for its help.", "SUPPORT", {"NOR"}, {"LVA"}),
    # coordination on both sides
    ("Chile and Brazil urged Peru and Bolivia to talk.", "REQUEST", {"CHL", "BRA"}, {"PER", "BOL"}),
    # several without a full list: appositions, agents of nouns, both of two
    ("Ministers heard accusations by Peru against Chile.", "ACCUSE", {"PER"}, {"CHL"}),
    ("Chile is praised. Ministers spoke of the launch of a missile by Peru.", "MOBILIZE", {"PER"}, set()),
    ("Chile's decision drew criticism from Peru.", "ACCUSE", {"PER"}, {"CHL"}),
    # a deed told before
    ("Peru's launch of a missile alarmed Bern. Chile condemned the launch.", "ACCUSE", {"CHL"}, {"PER"}),
    # a subject that the parser hangs on the place before it
    (
        "Today in Rome, Chilean Envoy Ana Rojas and Peruvian Envoy Luis Vega condemned Togo.",
        "ACCUSE",
        {"CHL", "PER"},
        {"TGO"},
    ),
    # on whose behalf
    ("On behalf of Chile, I offer congratulations to the people of Peru.", "SUPPORT", {"CHL"}, {"PER"}),
    # greetings through somebody
    ("The Chilean president asked the Omani envoy to convey his greetings to Peru.", "SUPPORT", {"CHL"}, {"PER"}),
    # whose paper it is
    ("Chile issued a letter accusing Peru of fraud.", "ACCUSE", {"CHL"}, {"PER"}),
    # who accuses, where the parser hangs him on the deed
    ("The Peruvian president was accused of lying by Chile.", "ACCUSE", {"CHL"}, {"PER"}),
    # an ambassador is summoned where he lives; where that is not told, by nobody known
    ("Peru's ambassador to Chile was summoned on Monday.", "ACCUSE", {"CHL"}, {"PER"}),
    ("The Peruvian ambassador was summoned on Monday.", "ACCUSE", set(), {"PER"}),
    # "this" is what the sentence before tells
    ("Peru staged a missile test. Chile strongly condemns this.", "ACCUSE", {"CHL"}, {"PER"}),
    # whose draft it is that is voted on
    ("Chile vetoed a Peru-drafted resolution.", "REJECT", {"CHL"}, {"PER"}),
    ("Chile voted no on the Peruvian resolution.", "REJECT", {"CHL"}, {"PER"}),
    # a lemma that the tagger cuts wrongly
    ("Peru staged combat exercises on Friday.", "MOBILIZE", {"PER"}, set()),
    # what is denied has its own sides
    ("Bern denied that Chile had threatened Peru.", "THREATEN", {"CHL"}, {"PER"}),
    # what is insisted on is wanted when its verb wants it
    ("The Chilean minister insisted that Peru withdraw its ships.", "REQUEST", {"CHL"}, {"PER"}),
    # what is said judges
    ("The Chilean minister said that Peru's conduct is a violation of the treaty.", "ACCUSE", {"CHL"}, {"PER"}),
    ("The Chilean minister said that Peru should withdraw its patrols.", "REQUEST", {"CHL"}, {"PER"}),
]


@pytest.mark.parametrize(("text", "type_", "actors", "recipients"), SIDES)
def test_both_sides_of_an_event_are_found(
    text: str, type_: str, actors: set[str], recipients: set[str], read: Read
) -> None:
    record = read(text)
    event = next(e for e in record.events if e.type == type_)
    assert (_codes(record, event.actors), _codes(record, event.recipients)) == (actors, recipients)


def test_one_meeting_told_three_times_is_one_event(read: Read) -> None:
    record = read(
        "Kenyan and Ugandan ministers hold talks\n\n"
        "The Kenyan foreign minister met the Ugandan foreign minister in Nairobi on Tuesday.\n\n"
        "The two ministers discussed fishing on the lake."
    )
    assert len(_only(record, "CONSULT").evidence) >= 2


def test_what_is_said_in_a_meeting_is_part_of_it(read: Read) -> None:
    record = read(
        "Chilean Foreign Minister Ana Rojas met Peruvian Foreign Minister Luis Vega on Monday.\n\n"
        "Rojas thanked Vega for Peru's help after the earthquake.",
        published="2024-05-15",
    )
    meeting, thanks = _only(record, "CONSULT"), _only(record, "SUPPORT")
    assert thanks.part_of == meeting.id
    assert thanks.date is not None
    assert (thanks.date.basis, thanks.date.start) == ("inherited", "2024-05-13")


def test_host_and_visitor_are_told_apart(read: Read) -> None:
    record = read("Spanish Foreign Minister Ana Ruiz met Chilean Foreign Minister Luis Vega in Santiago on Monday.")
    event = _only(record, "CONSULT")
    assert (event.mode, _codes(record, event.actors), _codes(record, event.recipients)) == ("visit", {"ESP"}, {"CHL"})


def test_a_state_never_acts_on_itself(read: Read) -> None:
    assert read("The US will closely consult with the US on the resolution.").events == ()


def test_two_kinds_of_thing_asked_are_two_requests(read: Read) -> None:
    record = read("Chile urged Peru to withdraw its troops and return to the negotiating table.")
    assert {e.mode for e in record.events if e.type == "REQUEST"} == {"yield", "meet"}


def test_whoever_agrees_to_give_way_concedes(read: Read) -> None:
    assert "CONCEDE" in {e.type for e in read("Chile agreed to lift the ban on Peru's fish.").events}


def test_an_attack_of_another_kind_is_another_attack(read: Read) -> None:
    record = read("Chile's airstrikes in Peru followed a gas attack in Peru.")
    assert len([e for e in record.events if e.type == "ASSAULT"]) == 2


def test_who_acts_on_behalf_of_somebody_says_so(read: Read) -> None:
    record = read("On behalf of the European Union, Chile thanked Peru.")
    sent = [p for p in _only(record, "SUPPORT").participants if p.role == "on_behalf_of"]
    assert _codes(record, tuple(p.actor for p in sent)) == {"EU"}


def test_a_war_named_by_one_side_has_its_other_where_the_text_speaks_of_it(read: Read) -> None:
    record = read("Estonia thanked Ukraine. The minister spoke of Russia's invasion.", published="2023-03-01")
    assert _codes(record, _only(record, "ASSAULT").recipients) == {"UKR"}
    assert _only(read("The minister spoke of Russia's invasion.", published="2023-03-01"), "ASSAULT").recipients == ()


NOT_EVENTS = [
    # markets, sport and weather are not coded
    "Norway beat Sweden three to one on Sunday.",
    "Heavy rain hit Spain on Sunday.",
    # conduct alleged inside an accusation is no second event
    "Qatar is accused of attacking Bahrain in a novel.",
    # an ability is no deed
    "Peru can meet Chile at any time.",
    # whoever declines to comment refuses nobody anything; a quarrel is no assault
    "Peru attacked Chile's plan as foolish.",
    # a name with a state in it is not the state
    "Sam Frost talked to Daily Mail Australia about her show.",
    # what one country does with its own parliament
    "Peru's senate held a session.",
    # the place of an attack did not make it
    "The Lima attack was the deadliest.",
    # a purpose is no deed
    "Peru bought ships to attack smugglers at sea.",
    # only people, places and things are struck
    "Peru will fight corruption and attack poverty.",
    "Peru attacked the proposal of Chile.",
    # nobody's troops: a game
    "Peru attacked from the start, but Chile defended with discipline.",
    "Peru beat Chile 2-1, striking twice after the break.",
    "Peru and Chile shared a goalless match. The coach and his players will meet Bolivia in the semi-final.",
    # a president attacks his rival with words
    "The Peruvian president attacked Ana Diaz at a rally.",
    # private people travel and talk for themselves
    "Actor John Miller wants to visit Lima.",
    "Speaking to his Peruvian staff, chef John Miller said the menu was done.",
    # a report on which nobody comments
    "Neither side commented on a report that Peru had met Chile.",
]


@pytest.mark.parametrize("text", NOT_EVENTS)
def test_what_is_no_political_happening_is_not_coded(text: str, read: Read) -> None:
    assert [e.type for e in read(text).events if e.type in {"ASSAULT", "CONSULT", "COERCE"}] == []


NO_WORDS = [
    # who is a supporter of somebody, or of a nation by birth, does nothing for them
    "A Peruvian rider promised fans to win the tour.",
    # a company is sorry to its customers
    "The airline apologised to Peruvian customers for the delays.",
    # what is bought is not asked for
    "Peru ordered 300 million doses from Chile.",
    # what is only held to be so
    "The Peruvian minister insisted that Chile was a friend.",
]


@pytest.mark.parametrize("text", NO_WORDS)
def test_words_of_private_or_idle_kind_are_not_coded(text: str, read: Read) -> None:
    assert [e.type for e in read(text).events if e.type in {"AGREE", "CONCEDE", "REQUEST"}] == []


def test_thanks_and_greetings_in_one_sentence_are_two(read: Read) -> None:
    text = "The Peruvian president expressed thanks to Chile and asked the envoy to convey his greetings to Chile."
    assert [e.type for e in read(text).events] == ["SUPPORT", "SUPPORT"]


def test_the_codebook_gives_quad_and_intensity() -> None:
    assert (quad_code("ACCUSE"), intensity("ACCUSE", "allege"), intensity("ACCUSE", None)) == (3, -3.5, -3.0)


TANGLED = [
    # verbs joined to verbs: who does the last one is who does the first
    "Peru " + ", and ".join(["met Chile and urged Bolivia to sign"] * 300) + ".",
    # infinitives in infinitives
    "Peru met Chile and agreed to " + " to ".join(["continue"] * 400) + " sign.",
    # deeds joined to deeds, and passives to passives
    "Peru met Chile and condemned " + " and ".join(["the raid by Bolivia"] * 400) + ".",
    "Peru met Chile and was " + " and was ".join(["condemned by Bolivia"] * 300) + ".",
]


@pytest.mark.parametrize("text", TANGLED)
def test_a_sentence_of_hundreds_of_clauses_is_coded(text: str, read: Read) -> None:
    record = read(text)
    assert [i.slug for i in record.issues] == []
    assert ("CONSULT", {"CHL", "PER"}) in [(e.type, _codes(record, e.actors)) for e in record.events]
