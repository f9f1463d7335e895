"""The day of publication that a text betrays, and what it must not be taken for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from communique.brief.outline import outline
from communique.reader import Reader
from communique.record import Article, Issue, Record
from communique.sources import article_from_text

FOREIGN = "The envoys of two islands met in the harbour and talked about fish."
KOREAN = """Two sides talk about aid

picture explanationKim Hana, desk officer

▶ Click here for a larger view

{lead}

The two sides agreed to cooperate at the 43rd UN Human Rights Council, which will adopt its resolutions in Geneva.

{more}

[한국통신]

Copyrights ⓒ Hanguk News. Unauthorized reproduction and redistribution prohibited"""
LEAD = (
    "On the afternoon of the {day}, Foreign Minister Kang Kyung-wha held a phone call with US Secretary of State Mike "
    "Pompeo, the Ministry of Foreign Affairs said."
)


def read(reader: Reader, text: str, published: str | None = None) -> Record:
    return reader.read(article_from_text(text, published=published))


def window(record: Record) -> str | None:
    """The days that the record says the text fits, None where it has no such issue."""
    found = [issue for issue in record.issues if issue.slug == "published-window"]
    assert len(found) <= 1
    if not found:
        return None
    fits = re.search(r"the text fits (.+?): “", found[0].message)
    return fits[1] if fits else found[0].message


class TestOrderOfTrust:
    def test_a_given_day_stays_whatever_the_text_says(self, reader: Reader) -> None:
        text = "VIENNA, Feb. 3 (Norsk) -- US Secretary of State Rex Tillerson met the president, the ministry said."
        article = read(reader, text, published="1999-05-05").article
        assert (article.published, article.published_basis, article.published_why) == ("1999-05-05", "given", None)

    def test_a_printed_day_needs_no_inference(self, reader: Reader) -> None:
        text = "OSLO, April 10, 2024 (Norsk) -- The ministers met on Monday in Riga and talked about the border."
        article = read(reader, text).article
        assert (article.published, article.published_basis, article.published_why) == ("2024-04-10", "dateline", None)

    def test_a_full_date_in_running_text_is_no_day_of_publication(self, reader: Reader) -> None:
        assert read(reader, "The ministers signed the pact on April 4, 2024 in Oslo.").article.published is None

    def test_a_text_without_any_clue_gets_neither_day_nor_issue(self, reader: Reader) -> None:
        record = read(reader, FOREIGN)
        assert record.article.published is None
        assert record.issues == ()


class TestWindow:
    @pytest.mark.parametrize(
        ("text", "days"),
        [
            # whoever acts in the lead is in office; news of the last day may be some days late
            ("US Secretary of State Rex Tillerson met the envoys on Thursday.", "2017-02-01 to 2018-04-03"),
            # two holders: only the days of both
            (
                "US Secretary of State Rex Tillerson met Foreign Minister Kang Kyung-wha of South Korea.",
                "2017-06-18 to 2018-04-03",
            ),
            # a former holder has left office, and is in none; of days after our sources we know nothing
            (
                "Former President Donald Trump met the envoys of the island.",
                "2021-01-21 to 2025-01-19, or any day from 2026-01-23",
            ),
            # mentioned far from the lead in the past, a holder may have left since
            (
                f"{FOREIGN} {FOREIGN} {FOREIGN} {FOREIGN} The pact goes back to a visit by US Secretary of State Rex "
                "Tillerson.",
                "any day from 2017-02-01",
            ),
            # somebody else is the former one
            (
                f"{FOREIGN} {FOREIGN} {FOREIGN} {FOREIGN} A former envoy called US Secretary of State Rex Tillerson's "
                "speech empty.",
                "any day from 2017-02-01",
            ),
            # … but a present perfect is of now
            (
                f"{FOREIGN} {FOREIGN} {FOREIGN} {FOREIGN} US Secretary of State Rex Tillerson has promised help.",
                "2017-02-01 to 2018-04-03",
            ),
            ("The Biden administration has promised to help the island.", "2021-01-20 to 2025-01-23"),
            ("Last week the Biden administration promised to help the island.", "2021-01-20 to 2025-01-23"),
            ("The former US administration of Barack Obama signed no such pact.", "any day from 2017-01-21"),
            # a session to come is not over, one that is told of has begun
            ("The envoys will speak at the 46th session of the UN Human Rights Council.", "any day until 2021-03-24"),
            (
                "The text was adopted by the 45th session of the UN Human Rights Council.",
                "any day from 2020-09-14",
            ),
            ("The envoys will address the 76th session of the UN General Assembly.", "any day until 2022-09-12"),
            # the presidency of the Security Council goes round month by month; what comes after our table is open
            (
                "Malta, which holds the presidency of the UN Security Council, is calling for a truce.",
                "2023-02-01 to 2023-02-28, or 2024-04-01 to 2024-04-30, or any day from 2027-01-01",
            ),
            # a resolution can be spoken of before it is adopted …
            (
                "They discussed the human rights resolutions on North Korea, which will be addressed by the 46th UN "
                "Human Rights Council.",
                "any day until 2021-03-24",
            ),
            # … but it has its number only since
            (
                "The envoys welcomed UN Human Rights Council resolution 46/17 on the islands.",
                "any day from 2021-03-22",
            ),
            # dates with a year: told as past, foretold; it may be tomorrow there
            ("The envoys signed the pact on April 4, 2024 in the harbour.", "any day from 2024-04-03"),
            ("The envoys signed the pact in 2019 in the harbour.", "any day from 2018-12-31"),
            ("The envoys will meet again in March 2019 in the harbour.", "any day until 2019-03-31"),
        ],
    )
    def test_the_clues_of_a_text_bound_its_day(self, text: str, days: str, reader: Reader) -> None:
        record = read(reader, text)
        assert record.article.published is None
        assert window(record) == days

    @pytest.mark.parametrize(
        "text",
        [
            # not yet in office
            "The incoming US Secretary of State, Rex Tillerson, met the envoys of the island.",
            "President-elect Joe Biden met the envoys of the island.",
            "The envoys fear that a Biden administration would drop the pact.",
            "The envoys fear a President Rex Tillerson.",
            # estimated then for later
            "The bank had estimated losses of two ships in 2031.",
            # one of two, and nobody says which
            "The Obama/Biden administration signed the pact with the island.",
            # a lower office than the one read
            "Deputy Secretary of State Rex Tillerson met the envoys.",
            # kept for life, or borne by many
            "Governor Jeb Bush met the envoys of the island.",
            # to be done by a year: nothing has happened then
            "The envoys set a target to halve the sales of nets made in 2030.",
            # years that number and name; a resolution that the register does not have
            "The envoys welcomed UN Security Council resolution 9999 on the islands.",
            "The envoys counted 2019 ships under Agenda 2030.",
        ],
    )
    def test_what_dates_nothing_bounds_nothing(self, text: str, reader: Reader) -> None:
        assert window(read(reader, text)) is None

    def test_a_weekday_and_a_number_agree_in_few_months(self, reader: Reader) -> None:
        text = "US Secretary of State Rex Tillerson met the envoys of the island on Friday, March 9."
        days = window(read(reader, text))
        assert days == "2018-03-08 to 2018-04-03"  # in 2017 it was a Thursday

    def test_clues_that_exclude_one_another_are_said_and_not_solved(self, reader: Reader) -> None:
        text = (
            "US Secretary of State Rex Tillerson met the envoys. They had signed the pact on April 4, 2024 in the "
            "harbour."
        )
        record = read(reader, text)
        assert record.article.published is None
        assert "no day fits all that the text says" in (window(record) or "")


class TestDay:
    @pytest.mark.parametrize(
        ("text", "day"),
        [
            # a dateline without its year, and one such day in the window
            (
                "VIENNA, Feb. 3 (Norsk) -- The 46th session of the UN Human Rights Council will open this month. US "
                "Secretary of State Antony Blinken will speak there.",
                "2021-02-03",
            ),
            (
                "GENEVA, June 12 (Norsk) -- South Korea, which holds the presidency of the UN Security Council, has "
                "called a meeting, Foreign Minister Cho Tae-yul said.",
                "2024-06-12",
            ),
            # two such days
            ("OSLO, March 9 (Norsk) -- US Secretary of State Rex Tillerson met the envoys of the island.", None),
            # a window that is open at an end
            ("OSLO, March 9 (Norsk) -- The envoys signed the pact in 2019 in the harbour.", None),
            # no dateline: "on the 9th" is not how English news calls its own day
            (
                "The envoys will speak at the 46th session of the UN Human Rights Council. On the 9th, US Secretary "
                "of State Antony Blinken met the minister of South Korea.",
                None,
            ),
        ],
    )
    def test_a_day_is_named_only_where_one_fits(self, text: str, day: str | None, reader: Reader) -> None:
        article = read(reader, text).article
        assert article.published == day
        assert article.published_basis == ("inferred" if day else None)

    def _korean(self, reader: Reader, lead: str, more: str) -> Article:
        article = read(reader, KOREAN.format(lead=lead, more=more)).article
        assert article.original_language == "ko"
        return article

    def test_korean_news_calls_its_own_day_by_number(self, reader: Reader) -> None:
        more = (
            "US Deputy Secretary of State Stephen Biegun said in Washington on the 26th (local time), “We will help.” "
            "The envoys met in Seoul on April 3, 2020."
        )
        article = self._korean(reader, LEAD.format(day="27th"), more.replace("April 3", "June 1"))
        assert article.published is None or article.published > "2020-06-01"
        closer = "The council, which opened on February 24, 2020, was told on May 28, 2020 in Seoul of the virus."
        article = self._korean(reader, LEAD.format(day="3rd"), closer)
        assert (article.published, article.published_basis) == ("2020-06-03", "inferred")

    @pytest.mark.parametrize(
        ("lead", "more"),
        [
            # a local day elsewhere is not the day of publication
            (
                "US Secretary of State Mike Pompeo met Foreign Minister Kang Kyung-wha on the 3rd (local time).",
                "The council was told on May 28, 2020 in Seoul of the virus.",
            ),
            # told as to come
            (
                "Foreign Minister Kang Kyung-wha will call US Secretary of State Mike Pompeo on the 3rd.",
                "The council was told on May 28, 2020 in Seoul of the virus.",
            ),
            # below the lead only: the day of something else
            (
                "Foreign Minister Kang Kyung-wha called US Secretary of State Mike Pompeo.",
                "The council was told on May 28, 2020 in Seoul of the virus.\n\nSouth Korea sent help on the 3rd.",
            ),
            # nobody at home: news from abroad names the day before
            (
                "On the afternoon of the 3rd, US Secretary of State Mike Pompeo met the envoys of Peru.",
                "The council was told on May 28, 2020 in Seoul of the virus. South Korea said nothing.",
            ),
            # two months have such a day
            (LEAD.format(day="3rd"), "The council was told on March 28, 2020 in Seoul of the virus."),
        ],
    )
    def test_a_number_that_may_be_of_another_day_is_left(self, lead: str, more: str, reader: Reader) -> None:
        assert self._korean(reader, lead, more).published is None


class TestWeekdayOfTheLead:
    BIDEN = "The Biden administration has called for calm. It has also called for talks."

    @pytest.mark.parametrize(
        ("lead", "published"),
        [
            # of the four years of the administration, 30 June was a Sunday in one
            ("OSLO, June 30 (Norsk) -- The ministry issued the following statement on Sunday:", "2024-06-30"),
            # the evening before is told too: 30 June was a Friday in one year and followed a Friday in none
            ("OSLO, June 30 (Norsk) -- The ministry said on Friday that the pier was closed.", "2023-06-30"),
            # 30 June followed a Wednesday in 2022 and was one in 2021: no day from what fits two
            ("OSLO, June 30 (Norsk) -- The ministry said on Wednesday that the pier was closed.", None),
            # what is not of the words that the story is about says nothing
            ("OSLO, June 30 (Norsk) -- The ministry said that a pier would open on Sunday after repairs.", None),
            ("OSLO, June 30 (Norsk) -- Ships met on Sunday and on Monday, the ministry said on Tuesday.", None),
        ],
    )
    def test_it_picks_the_year_of_the_dateline(self, lead: str, published: str | None, reader: Reader) -> None:
        assert read(reader, f"{lead}\n\n{self.BIDEN}").article.published == published

    def test_without_an_end_it_only_narrows(self, reader: Reader) -> None:
        lead = "OSLO, June 30 (Norsk) -- The ministry issued the following statement on Sunday:"
        record = read(reader, f"{lead}\n\nThe envoys talked about fish.")
        assert record.article.published is None
        assert "later stretches" in (window(record) or "")

    @pytest.mark.parametrize("day", ["Sunday (June 30)", "June 30, Sunday,", "Sunday, June 30,"])
    def test_a_weekday_beside_a_date_allows_few_years(self, day: str, reader: Reader) -> None:
        fits = window(read(reader, f"{self.BIDEN}\n\nThe envoys met on {day} in the harbour."))
        assert fits == "2024-06-29 to 2025-01-23"

    @pytest.mark.parametrize(
        ("text", "fits"),
        [
            ("The Biden administration called for calm. It has also called for talks.", "2021-01-20 to 2025-01-23"),
            ("The Biden administration called for calm. It also called for talks.", "any day from 2021-01-20"),
        ],
    )
    def test_what_goes_on_is_in_office(self, text: str, fits: str, reader: Reader) -> None:
        quiet = "The envoys met. They talked about fish. They talked about nets. They left."
        assert window(read(reader, f"{quiet}\n\n{text}")) == fits


class TestWhatFollows:
    TEXT = (
        "GENEVA, June 12 (Norsk) -- South Korea, which holds the presidency of the UN Security Council, has called a "
        "meeting, Foreign Minister Cho Tae-yul said.\n\nHe met Antony Blinken on Monday."
    )

    def test_the_reason_names_the_window_and_every_row_used(self, reader: Reader) -> None:
        why = read(reader, self.TEXT).article.published_why or ""
        assert "2024-06-01 to 2024-06-30" in why
        assert "KOR presides over UNSC (2013-02, 2014-05, 2024-06, 2025-09)" in why
        assert "Cho Tae-yul is in office (Minister of Foreign Affairs, 2024-01-10 to 2025-07)" in why
        assert why.endswith("Of these days only 2024-06-12 is the day of its dateline (“GENEVA, June 12”).")

    def test_who_is_meant_and_when_it_happened_are_as_of_the_inferred_day(self, reader: Reader) -> None:
        record = read(reader, self.TEXT)
        blinken = next(actor for actor in record.actors if actor.name == "Antony Blinken")
        assert (blinken.office, blinken.office_basis) == ("Secretary of State", "register")
        assert "2024-06-10" in [event.date.start for event in record.events if event.date]

    def test_the_brief_gives_the_day_and_below_it_the_reason(self, reader: Reader) -> None:
        brief = outline(read(reader, self.TEXT))
        assert "published 12 Jun 2024 (inferred)" in brief.facts
        care = next(section for section in brief.sections if section.title == "Read with care")
        assert care.items[0].label == "date"
        assert "KOR presides over UNSC" in care.items[0].facts[0]

    def test_an_issue_is_a_row_of_its_stage(self, reader: Reader) -> None:
        record = read(reader, "US Secretary of State Rex Tillerson met the envoys on Thursday.")
        assert [(issue.stage, issue.slug) for issue in record.issues] == [("anchor", "published-window")]
        assert isinstance(record.issues[0], Issue)


def test_the_example_of_the_reference_runs(reader: Reader) -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "publication-date.md").read_text("utf-8")
    text = " ".join(line.strip() for line in page.split("\n") if line.startswith("    "))
    why = " ".join(line.removeprefix("> ") for line in page.split("\n") if line.startswith("> "))
    article = read(reader, text).article
    assert (article.published, article.published_why) == ("2024-06-12", why)
