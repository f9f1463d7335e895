"""Offices as news prints them: canonical name, level, function, plural and what "acting" or "former" says."""

from __future__ import annotations

import pytest

from communique.register import load


@pytest.mark.parametrize(
    ("phrase", "name", "level", "iso3"),
    [
        ("foreign minister", "foreign minister", "minister", None),
        ("Minister of Foreign Affairs", "foreign minister", "minister", None),
        ("Minister for Foreign Affairs and Trade", "foreign minister", "minister", None),  # compound portfolios
        ("top diplomat", "foreign minister", "minister", None),
        ("Secretary of State", "secretary of state", "minister", "USA"),  # the phrase alone tells the state
        ("secretary of state for defence", "defence minister", "minister", None),  # the British form does not
        ("Deputy Secretary of State", "deputy secretary of state", "vice_minister", "USA"),
        ("First Vice Foreign Minister", "first vice foreign minister", "vice_minister", None),
        ("vice-foreign minister", "vice foreign minister", "vice_minister", None),  # hyphens say nothing
        ("Deputy Assistant Secretary", "deputy assistant secretary", "director", None),
        ("director-general", "director-general", "director", None),
        ("special representative", "special representative", "envoy", None),
        ("top nuclear envoy", "chief nuclear envoy", "envoy", None),
        ("ambassador", "ambassador", "ambassador", None),
        ("charge d'affaires", "chargé d'affaires", "ambassador", None),
        ("national security adviser", "national security advisor", "minister", None),
        ("principal deputy national security advisor", "deputy national security advisor", "vice_minister", None),
        ("president", "president", "head", None),
        ("Premier", "prime minister", "head", None),
        ("crown prince", "crown prince", "head", None),
        ("lawmaker", "member of parliament", "parliament", None),
        ("spokeswoman", "spokesperson", None, None),  # a spokesperson sits at no level
        ("Foreign Ministry spokesman", "spokesperson", None, None),
        ("general", "general", None, None),
        ("Minister of the Interior", "interior minister", "minister", None),  # an article inside the phrase
        ("Secretary of the Treasury", "treasury secretary", "minister", None),
    ],
)
def test_an_office_phrase_has_one_canonical_office(phrase: str, name: str, level: str | None, iso3: str | None) -> None:
    office = load().office(phrase)
    assert office is not None
    assert (office.name, office.level, office.iso3, office.plural) == (name, level, iso3, False)


@pytest.mark.parametrize(
    ("plural", "name"),
    [
        ("foreign ministers", "foreign minister"),
        ("ministers of defence", "defence minister"),  # the head is not the last word
        ("secretaries-general", "secretary-general"),
        ("directors general", "director-general"),
        ("chargés d'affaires", "chargé d'affaires"),
        ("spokeswomen", "spokesperson"),
        ("attorneys general", "attorney general"),
        ("MPs", "member of parliament"),
        ("special representatives", "special representative"),
    ],
)
def test_plurals_are_the_same_office(plural: str, name: str) -> None:
    office = load().office(plural)
    assert office is not None
    assert (office.name, office.plural) == (name, True)


@pytest.mark.parametrize(
    ("phrase", "name", "modifier"),
    [
        ("acting deputy foreign minister", "deputy foreign minister", "acting"),
        ("former President", "president", "former"),
        ("ex-president", "president", "former"),
        ("then-Secretary of State", "secretary of state", "former"),
        ("president-elect", "president-elect", "designate"),
        ("prime minister-designate", "prime minister", "designate"),
    ],
)
def test_words_around_an_office_say_how_it_is_held(phrase: str, name: str, modifier: str) -> None:
    office = load().office(phrase)
    assert office is not None
    assert (office.name, office.modifier) == (name, modifier)


@pytest.mark.parametrize(
    "phrase",
    ["us", "fm", "pm", "minister of", "foreign", "meeting", "Congress", "princess of", "", "state", "press"],
)
def test_other_words_are_no_office(phrase: str) -> None:
    assert load().office(phrase) is None


@pytest.mark.parametrize(
    ("office", "short", "is_rank"),
    [
        ("secretary of state", "secretary", True),
        ("deputy secretary of state", "deputy secretary", True),
        ("vice foreign minister", "vice minister", True),
        ("foreign minister", "minister", True),
        ("secretary-general", "general", False),  # no soldier
        ("foreign minister", "foreign", False),
        ("deputy foreign minister", "foreign minister", False),  # another office
    ],
)
def test_a_later_mention_shortens_an_office_to_its_rank(office: str, short: str, is_rank: bool) -> None:
    held = load().office(office)
    assert held is not None
    assert held.rank(short) is is_rank


@pytest.mark.parametrize(
    ("position", "iso3", "name"),
    [
        ("Minister of Labour, Family and Social Affairs", "SVN", "labour minister"),  # known by its beginning
        ("ambassador to Hungary", "BLR", "ambassador"),
        ("President of the Chamber of Deputies", "ITA", None),  # no head of state
        ("Secretary of State", "POL", None),  # in Poland a deputy minister
        ("Justice of the Supreme Court", "USA", None),
    ],
)
def test_a_sources_wording_is_read_as_an_office_only_when_sure(position: str, iso3: str, name: str | None) -> None:
    office = load()._offices.of_position(position, iso3)
    assert (office.name if office else None) == name


def test_an_office_of_a_body_names_the_body() -> None:
    office = load().office("EU foreign policy chief")
    assert office is not None
    assert (office.body, office.iso3) == ("EU", None)


@pytest.mark.parametrize("word", ["vice", "vice-foreign", "u.s.", "gen.", "acting", "foreign"])
def test_every_token_that_can_begin_an_office_is_known(word: str) -> None:
    assert word in load().office_starts


def test_every_canonical_name_is_a_phrase_of_its_own_office() -> None:
    register = load()
    names = {office.name for office in register._offices._offices.values()}
    wrong = [name for name in names if (found := register.office(name)) is None or found.name != name]
    assert wrong == []
