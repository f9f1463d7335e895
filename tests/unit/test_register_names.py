"""Names of states, bodies, seats, media and groups, and the phrases that must name nothing."""

from __future__ import annotations

import pytest

from communique.register import load
from communique.register.phrase import normalise, plain


@pytest.mark.parametrize(
    ("phrase", "codes", "form"),
    [
        ("South Korea", ("KOR",), "name"),
        ("the Republic of Korea", ("KOR",), "name"),  # the official name, with its article
        ("ROK", ("KOR",), "acronym"),
        ("R.O.K.", ("KOR",), "acronym"),  # dots say nothing
        ("Seoul", ("KOR",), "capital"),  # a capital for its government
        ("Korea", ("KOR", "PRK"), "name"),  # alone it may be either: both are given, the resolver decides
        ("Korean", ("KOR", "PRK"), "adjective"),
        ("U.S.", ("USA",), "acronym"),
        ("the U.S.", ("USA",), "acronym"),
        ("Americans", ("USA",), "demonym"),
        ("Washington, D.C.", ("USA",), "capital"),
        ("Washington , D.C.", ("USA",), "capital"),  # as a tokeniser leaves it
        ("Kyrgyz", ("KGZ",), "demonym"),  # missing in the Factbook
        ("Burmese", ("MMR",), "demonym"),
        ("Emirati", ("ARE",), "adjective"),
        ("Russians", ("RUS",), "demonym"),
        ("Danes", ("DNK",), "demonym"),  # an irregular noun beside "Danish"
        ("Kiev", ("UKR",), "capital"),
        ("Kyiv", ("UKR",), "capital"),
        ("Brussels", ("BEL", "EU", "NATO"), "capital"),  # a capital and two seats
        ("Moscow", ("RUS", "SUN"), "capital"),
        ("Dominicans", ("DOM", "DMA"), "demonym"),  # the usual sense comes first
        ("Palestinian Authority", ("PSE",), "name"),
        ("Taipei", ("TWN",), "capital"),
        ("Kosovo", ("XKX",), "name"),
        ("Côte d’Ivoire", ("CIV",), "name"),  # marks and curly quotes
        ("Cote d'Ivoire", ("CIV",), "name"),
        ("대한민국", ("KOR",), "name"),  # in its own script
        ("UN Security Council", ("UNSC",), "name"),
        ("U.N. Security Council", ("UNSC",), "name"),
        ("human rights councils", ("UNHRC",), "name"),  # what machine translation makes of it
        ("European Commission", ("EU",), "name"),  # an organ stands for its body
        ("Group of Seven", ("G7",), "name"),
        ("G-7", ("G7",), "name"),
        ("Nato", ("NATO",), "acronym"),  # the British habit
        ("Contadora", ("CONTADORA",), "name"),
        ("White House", ("USA",), "name"),
        ("State Department", ("USA",), "name"),
        ("Foggy Bottom", ("USA",), "seat"),
        ("Cheong Wa Dae", ("KOR",), "name"),
        ("Revolutionary Guards", ("IRN",), "name"),
        ("Workers ' Party of Korea", ("PRK",), "name"),  # a tokeniser parts the apostrophe
        ("Boko Haram", ("NSA",), "name"),
        ("al Qaida", ("NSA",), "name"),  # one of many spellings
    ],
)
def test_a_phrase_names_what_it_names(phrase: str, codes: tuple[str, ...], form: str) -> None:
    entries = load().lookup(phrase)
    assert tuple(e.code for e in entries) == codes
    assert entries[0].form == form


@pytest.mark.parametrize(
    "phrase",
    [
        "us", "Us", "who", "Who", "un", "Un", "au", "it", "is", "Rt",  # words, not acronyms
        "turkey", "polish", "chad", "jordan", "china",  # in lower case they are common words
        "Island",  # Iceland's own name for itself
        "Male",  # the capital of the Maldives, but not in English text
        "the North", "the South",  # left to the resolver
        "", "the", " ", "...",
    ],
)  # fmt: skip
def test_common_words_name_nothing(phrase: str) -> None:
    assert load().lookup(phrase) == ()


@pytest.mark.parametrize(
    ("phrase", "caution"),
    [
        ("Georgia", "US state"),
        ("Jordan", "given name"),
        ("Chad", "given name"),
        ("Turkey", "bird"),
        ("Congo", "either"),
    ],
)
def test_words_with_a_second_life_carry_a_caution(phrase: str, caution: str) -> None:
    assert caution in (load().lookup(phrase)[0].caution or "")


@pytest.mark.parametrize(
    ("phrase", "on", "code"),
    [
        ("Moscow", "1985-03-11", "SUN"),  # before the end of the Soviet Union
        ("Moscow", "2021-02-25", "RUS"),
        ("Prague", "1980-01-01", "CSK"),
        ("Prague", "2000-01-01", "CZE"),
        ("Federal Republic of Germany", "1980-01-01", "DEU"),
    ],
)
def test_a_date_decides_between_states_that_followed_one_another(phrase: str, on: str, code: str) -> None:
    assert load().lookup(phrase, on=on)[0].code == code


def test_a_name_out_of_its_time_is_still_found() -> None:
    assert load().lookup("Soviet Union", on="2020-01-01")[0].code == "SUN"


def test_partly_recognised_entities_stand_for_the_claiming_state() -> None:
    entry = load().lookup("South Ossetia")[0]
    assert (entry.code, entry.sector) == ("GEO", "PRE")


@pytest.mark.parametrize(
    ("phrase", "iso3", "name"),
    [
        ("Foreign Ministry", "RUS", "Ministry of Foreign Affairs of Russia"),
        ("Ministry of Defence", "MNG", "Ministry of Defence of Mongolia"),
        ("State Department", "USA", "United States Department of State"),  # a state's own name for it
        ("parliament", "UKR", "Parliament of Ukraine"),
    ],
)
def test_a_generic_organ_becomes_that_of_a_state(phrase: str, iso3: str, name: str) -> None:
    entry = load().organ_of(phrase, iso3)
    assert entry is not None
    assert entry.name == name


def test_a_generic_organ_alone_names_no_state() -> None:
    assert load().lookup("Foreign Ministry") == ()
    assert load().ministry("foreign ministry") == "Ministry of Foreign Affairs"
    assert load().ministry("Ministry of National Defense") == "Ministry of Defence"
    assert load().ministry("parliament") is None


@pytest.mark.parametrize(
    "word", ["U.S.", "US", "South", "Al-Qaeda", "al", "Côte", "People", "G-7", "Timor-Leste", "대한민국"]
)
def test_every_token_that_can_begin_a_name_is_known(word: str) -> None:
    assert load().may_start(word)


def test_every_surface_can_be_found_from_its_first_token() -> None:
    register = load()
    for phrase in ("United Nations Security Council", "U.S. State Department", "Cote d'Ivoire", "N'Djamena"):
        assert register.may_start(phrase.split()[0])
        assert register.lookup(phrase)


def test_the_register_works_without_the_share_alike_file(monkeypatch: pytest.MonkeyPatch) -> None:
    from communique.register import register as module

    monkeypatch.setattr(module, "_TABLES", tuple(t for t in module._TABLES if "CC-BY-SA" not in t))
    gazetteer = module.load_gazetteer()
    assert gazetteer.lookup("UN Security Council")[0].code == "UNSC"
    assert gazetteer.lookup("International Sugar Organisation") == ()
    assert load().lookup("International Sugar Organisation")[0].code == "IGO"


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("the  U.S. State\nDepartment", "us state department"),
        ("Al-Qa’ida", "al qa'ida"),
        ("Trinidad & Tobago", "trinidad and tobago"),
        ("U. N.", "un"),  # a space after the stop
        ("ガーナ", "ガーナ"),  # marks that are sounds stay
    ],
)
def test_normalising_keeps_what_tells_names_apart(printed: str, folded: str) -> None:
    assert normalise(printed) == folded


def test_capitals_survive_for_acronyms() -> None:
    assert plain("the U.N.") == "UN"


def test_a_huge_phrase_is_no_trouble() -> None:
    assert load().lookup("x" * 100_000) == ()
    assert load().lookup("South " * 10_000) == ()
