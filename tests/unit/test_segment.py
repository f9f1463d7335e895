"""What is headline, paragraph and boilerplate."""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from importlib import resources

import pytest

from communique.draft import Segments
from communique.sources import article_from_text
from communique.stages.boilerplate import patterns
from communique.stages.segment import segment

ROWS = tomllib.loads(resources.files("communique.cues").joinpath("boilerplate.toml").read_text("utf-8"))["pattern"]

LEAD = "The foreign ministers of the two neighbours met in Vienna on Monday."
SECOND = "They agreed to open two border crossings before the summer, the host said."
THIRD = "A third round of talks will be held in Geneva once the experts have reported."
FOURTH = "Neither side would say whether the exchange of prisoners had been settled."
FIFTH = "The two capitals broke off relations in the spring of last year."
STORY = [LEAD, SECOND, THIRD, FOURTH, FIFTH]


def segments_of(text: str) -> Segments:
    return segment(article_from_text(text))


def blocks(text: str) -> list[str]:
    return [text[b.start : b.end] for b in segments_of(text).blocks]


def boilerplate(text: str) -> list[tuple[str, str]]:
    return [(b.kind, b.span.exact) for b in segments_of(text).boilerplate]


class TestPatterns:
    @pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
    def test_a_pattern_finds_its_example_and_spares_its_counter_example(self, row: dict[str, str]) -> None:
        pattern = next(p for p in patterns() if p.id == row["id"])
        example, counter = row["example"], row["counter"]
        found = pattern.find(example, 0, len(example))
        assert found is not None
        assert example[slice(*found)].strip() == row.get("marks", example)
        assert pattern.find(counter, 0, len(counter)) is None

    def test_every_pattern_has_a_name_of_its_own(self) -> None:
        assert [name for name, n in Counter(row["id"] for row in ROWS).items() if n > 1] == []

    @pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
    def test_a_counter_example_inside_a_story_is_kept_by_its_pattern(self, row: dict[str, str]) -> None:
        text = "\n\n".join([LEAD, row["counter"], *STORY[1:]])
        assert row["id"] not in {b.origin.rule for b in segments_of(text).boilerplate}


class TestBoilerplate:
    @pytest.mark.parametrize(
        ("before", "after", "expected"),
        [
            # A machine-translated wire: caption twice, once glued to its label; arrow; tag; notice; bare link text.
            (
                "Jin-ho Lee, Chief Delegate to the Talks\n\n"
                "picture explanationJin-ho Lee, Chief Delegate to the Talks\n\n▶ Click here for a larger view\n\n",
                "\n\n[한국뉴스]\n\nCopyrights ⓒ Example News. Unauthorized reproduction prohibited\n\nSource",
                [
                    ("caption", "Jin-ho Lee, Chief Delegate to the Talks"),
                    ("caption", "picture explanationJin-ho Lee, Chief Delegate to the Talks"),
                    ("ui", "▶ Click here for a larger view"),
                    ("agency_tag", "[한국뉴스]"),
                    ("copyright", "Copyrights ⓒ Example News. Unauthorized reproduction prohibited"),
                    ("source_line", "Source"),
                ],
            ),
            # A ministry's release.
            (
                "Office of the Spokesperson\n\nThe below is attributable to Spokesperson Ana Petrova:\n\n",
                "\n\n]]>",
                [
                    ("byline", "Office of the Spokesperson"),
                    ("source_line", "The below is attributable to Spokesperson Ana Petrova:"),
                    ("ui", "]]>"),
                ],
            ),
            # A wire story on a blog: plug-in marks, a dateline without a dash, the credits, the link.
            (
                "[ad_1]\n\nVIENNA ",
                "\n(Additional reporting by Jo Novak in GENEVA; Editing by Li Wen)\n\n[ad_2]\n\nSource link",
                [
                    ("advert", "[ad_1]"),
                    ("dateline", "VIENNA"),
                    ("byline", "(Additional reporting by Jo Novak in GENEVA; Editing by Li Wen)"),
                    ("advert", "[ad_2]"),
                    ("source_line", "Source link"),
                ],
            ),
            ("Pyongyang, May 4 (KCNA) -- ", " -0-", [("dateline", "Pyongyang, May 4 (KCNA) --"), ("ui", "-0-")]),
            ("VIENNA/GENEVA, March 2 (Reuters) - ", "", [("dateline", "VIENNA/GENEVA, March 2 (Reuters) -")]),
            ("SEOUL, South Korea — ", "", [("dateline", "SEOUL, South Korea —")]),
            ("By Jane Roe and Omar Haddad\n\n", "", [("byline", "By Jane Roe and Omar Haddad")]),
            ("", "\n\n\\###", [("ui", "\\###")]),
            ("", "\n REUTER\n\x03", [("agency_tag", "REUTER"), ("agency_tag", "\x03")]),
            ("", "\n\n© 2021 Example Press. All rights.", [("copyright", "© 2021 Example Press. All rights.")]),
            ("Photo\n\nThe two ministers at the table.\n\nCredit\n\nMia Stone, via Pool\n\n", "", [
                ("caption", "Photo"), ("caption", "The two ministers at the table."),
                ("caption", "Credit"), ("caption", "Mia Stone, via Pool"),
            ]),
        ],
    )  # fmt: skip
    def test_what_surrounds_a_story_is_cut_off(self, before: str, after: str, expected: list[tuple[str, str]]) -> None:
        text = before + "\n\n".join(STORY) + after
        assert boilerplate(text) == expected
        assert blocks(text) == STORY

    def test_ordinary_sentences_are_never_boilerplate(self) -> None:
        sentences = [
            "Source countries of migration were named in the report.",
            "The Office of the Spokesperson declined to comment.",
            "NATO — which met on Monday — agreed to send observers.",
            "Copyright law was on the agenda of the trade talks.",
            "By Friday both sides had agreed on the agenda.",
            "Seoul, March 2 being a holiday, sent its deputy.",
            "For more than a year the envoys had sought a follow-up visit.",
            "Related talks were held in Vienna.",
            "Share prices fell after the minister spoke.",
            "The envoy (Reporting Officer Jo Novak) signed the minutes.",
        ]
        for order in (sentences, sentences[::-1]):
            assert boilerplate("\n\n".join(order)) == []

    def test_a_caption_without_full_stop_is_found_where_the_story_has_full_stops(self) -> None:
        caption = "The two ministers shake hands before their talks in the Hofburg palace on Monday"
        assert boilerplate("\n\n".join([LEAD, caption, *STORY[1:]])) == [("caption", caption)]

    @pytest.mark.parametrize(
        "line",
        [
            "How The Two Capitals Came To Close Their Borders Last Year",  # a title
            "What the two ministers had agreed upon before they left for the airport of",  # cut off
            "The two sides will from now on exchange the following lists of names:",  # a list follows
            "Both sides pledge to refrain from statements that could harm the talks",  # nothing speaks of a picture
        ],
    )
    def test_other_lines_without_full_stop_stay_in_the_story(self, line: str) -> None:
        text = "\n\n".join([LEAD, line, *STORY[1:]])
        assert boilerplate(text) == []
        assert line in blocks(text)

    def test_a_headline_said_twice_is_kept_once(self) -> None:
        headline = "Neighbours agree to open two border crossings"
        text = "\n\n".join([headline, headline, *STORY])
        assert boilerplate(text) == [("navigation", headline)]
        assert blocks(text) == [headline, *STORY]

    def test_a_menu_is_navigation_and_a_list_of_delegates_is_not(self) -> None:
        menu = ["Home", "About the Ministry", "News", "Consular Affairs", "Visas", "Speeches", "Contact us", "Search"]
        names = ["Ana Petrova", "Luis Duarte", "Jo Novak", "Li Wen", "Mia Stone", "Omar Haddad", "Jane Roe", "Tom Roy"]
        assert boilerplate("\n".join(menu) + "\n\n" + "\n\n".join(STORY)) == [("navigation", item) for item in menu]
        assert boilerplate("\n".join(names) + "\n\n" + "\n\n".join(STORY)) == []

    def test_a_notice_wrapped_over_lines_is_found(self) -> None:
        text = (
            "The foreign ministers of the two neighbours met in\nVienna on Monday and agreed to open two border\n"
            "crossings before the summer.\n\n© 2021 Example Press. All rights reserved. No part of\n"
            "this text may be printed without permission."
        )
        assert [kind for kind, _ in boilerplate(text)] == ["copyright"]
        assert len(blocks(text)) == 1

    def test_a_name_and_office_inside_a_wrapped_sentence_is_no_byline(self) -> None:
        text = (
            "National Security Adviser Jo Novak, Foreign Minister\nAna Petrova of the host country and their guests\n"
            "met in Vienna on Monday and agreed to go on with the\ntalks about the prisoners.\n"
        )
        assert boilerplate(text) == []
        assert len(blocks(text)) == 1


class TestBlocks:
    def test_paragraphs_stand_between_blank_lines(self) -> None:
        assert blocks("\n\n".join(STORY)) == STORY

    def test_lines_that_are_sentences_are_paragraphs(self) -> None:
        assert blocks("\n".join(STORY)) == STORY

    def test_wrapped_lines_are_one_paragraph_to_its_short_last_line(self) -> None:
        text = (
            "The foreign ministers of the two neighbours met in\n"
            "Vienna on Monday and agreed to open two border\n"
            "crossings.\n"  # ends early: the next word had room
            "The host, Gen. Luis Duarte, said that a third round\n"
            "would be held in Geneva in the spring of next year.\n"
        )
        assert [b.count("\n") for b in blocks(text)] == [2, 1]

    def test_a_line_broken_inside_a_sentence_goes_on_though_other_lines_are_paragraphs(self) -> None:
        text = "\n".join([LEAD, "The talks, said the envoy,", "were the best in years.", SECOND, THIRD])
        assert "The talks, said the envoy,\nwere the best in years." in blocks(text)

    @pytest.mark.parametrize(
        ("item", "words"),
        [
            ("- open two border crossings;", "open two border crossings;"),
            ("• open two border crossings;", "open two border crossings;"),
            ("1. Open two border crossings;", "Open two border crossings;"),
            ("(a) open two border crossings;", "open two border crossings;"),
        ],
    )
    def test_items_of_a_list_are_blocks_without_their_marks(self, item: str, words: str) -> None:
        text = f"The two sides will:\n{item}\n{item}\n{item}"
        assert blocks(text) == ["The two sides will:", words, words, words]

    def test_a_day_at_the_beginning_of_a_wrapped_line_is_no_item(self) -> None:
        text = (
            "The foreign ministers of the two neighbours will meet on March\n"
            "25. They want to open two border crossings before the summer of\nnext year.\n"
        )
        assert len(blocks(text)) == 1

    def test_speakers_of_a_transcript_begin_blocks(self) -> None:
        text = "MR STONE: Good afternoon.\nQUESTION: Will the talks go on\nMR STONE: They will."
        assert len(blocks(text)) == 3

    @pytest.mark.parametrize("separator", ["\n\n", "\r\n\r\n", "\r\r", "\u2029\u2029", "\n \t\n"])
    def test_any_line_end_parts_paragraphs(self, separator: str) -> None:
        assert blocks(separator.join(STORY)) == STORY

    def test_rulers_are_no_blocks(self) -> None:
        assert blocks("\n\n".join([LEAD, "———", "* * *", SECOND])) == [LEAD, SECOND]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("The ministers met in\n———\nthe capital", ["The ministers met in", "the capital"]),
            ("Talks go on\n\n[한국뉴스]:\nthe envoys meet", ["Talks go on", "the envoys meet"]),
            ("Talks go on\n\\###\nthe envoys meet", ["Talks go on", "the envoys meet"]),
        ],
    )
    def test_no_sentence_goes_on_over_a_ruler_or_a_tag(self, text: str, expected: list[str]) -> None:
        assert blocks(text) == expected

    @pytest.mark.parametrize(
        ("first", "headline"),
        [
            ("Neighbours agree to open two border crossings", True),
            ("Will the neighbours open their border?", True),
            ("US, Vienna agree on crossings", True),  # a comma inside
            ("Minister: “We will open the border”", True),
            (LEAD, False),  # a sentence
            ("Minister leaves for talks. Neighbours wait", False),  # two sentences
            ("MR STONE: Good afternoon and welcome", False),  # a speaker
            ("Excellencies, ladies and gentlemen,", False),  # an address
        ],
    )
    def test_the_first_block_is_a_headline_if_it_looks_like_one(self, first: str, headline: bool) -> None:
        kinds = [b.kind for b in segments_of("\n\n".join([first, *STORY])).blocks]
        assert kinds == ["headline" if headline else "paragraph", *["paragraph"] * 5]

    def test_a_text_of_one_line_has_no_headline(self) -> None:
        assert [b.kind for b in segments_of("Neighbours agree to open two border crossings").blocks] == ["paragraph"]

    def test_headline_and_deck_parted_by_a_tab_are_two_blocks(self) -> None:
        assert blocks(f"Neighbours agree\tTwo crossings to open\n\n{LEAD}")[:2] == [
            "Neighbours agree",
            "Two crossings to open",
        ]


class TestCost:
    @staticmethod
    def calls(text: str) -> int:
        """How many functions segmenting the text calls: a measure of work that no other process disturbs."""
        article = article_from_text(text)
        segment(article)  # the patterns are compiled once
        count = 0

        def counted(*_: object) -> None:
            nonlocal count
            count += 1

        sys.setprofile(counted)
        try:
            segment(article)
        finally:
            sys.setprofile(None)
        return count

    @pytest.mark.parametrize(
        "unit", [f"{LEAD}\n\n", f"{LEAD}\n", "Home\n", "- item\n", "Photo\n\n", "a b c\n", "word "]
    )
    def test_twice_the_text_is_twice_the_work(self, unit: str) -> None:
        assert self.calls(unit * 400) <= 2.3 * self.calls(unit * 200)

    def test_one_line_of_200_000_characters_is_one_paragraph(self) -> None:
        text = "(Reporting by Jo Novak, © 2020 SEOUL, " * 5_300
        assert len(text) > 200_000
        assert len(blocks(text)) == 1
