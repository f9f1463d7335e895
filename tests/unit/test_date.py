"""What the words of a date mean, and which happening they date."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique.draft import Syntax, Timeline
from communique.reader import Reader
from communique.record import Article, When
from communique.sources import article_from_text
from communique.stages.date import date, date_for
from communique.stages.parse import parse
from communique.stages.segment import segment

Dated = tuple[Article, Syntax, Timeline]


def _dated(text: str, published: str | None, reader: Reader) -> Dated:
    article = article_from_text(text, published=published)
    syntax = parse(article, segment(article), reader.pipeline, reader.register)
    return article, syntax, date(article, syntax)


def _shown(when: When) -> str:
    """`explicit 2024-04-11 day`, `relative 2024-04-08..2024-04-14 week`, `relative ?..2024-12-31 open`."""
    ends = when.start or "?", when.end or "?"
    days = ends[0] if ends[0] == ends[1] else "..".join(ends)
    return f"{days} {when.precision}"


# Published on Wednesday, 10 April 2024.
MEANINGS = [
    # printed in full, in every order
    ("They met on April 4, 2024.", {"April 4, 2024": "2024-04-04 day"}),
    ("They met on 4 April 2024.", {"4 April 2024": "2024-04-04 day"}),
    ("They met on Thursday, 4 April 2024.", {"Thursday, 4 April 2024": "2024-04-04 day"}),
    ("They met on 2024-04-04.", {"2024-04-04": "2024-04-04 day"}),
    ("They met on the 4th of April, 2024.", {"the 4th of April, 2024": "2024-04-04 day"}),
    # 13 can only be a day; 03/04 can be two things and is neither
    ("They met on 13/03/2024.", {"13/03/2024": "2024-03-13 day"}),
    ("They met on 03/04/2024.", {}),
    # the year of the last one before the publication, when the clause is in the past
    ("They met on December 9.", {"December 9": "2023-12-09 day"}),
    ("They met on Aug. 3.", {"Aug. 3": "2023-08-03 day"}),
    # even one a few days off by the calendar: what was done has been; what hangs on a noun is the nearest
    ("They met on 20 April.", {"20 April": "2023-04-20 day"}),
    ("The April 20 meeting fell through.", {"April 20": "2024-04-20 day"}),
    ("The meeting was set for April 20.", {"April 20": "2024-04-20 day"}),
    # of the next one, when it is about the future, in whatever words
    ("They will meet on January 15.", {"January 15": "2025-01-15 day"}),
    # but not when that is nearly a year away and the last one is near
    ("They will mourn those killed on March 3.", {"March 3": "2024-03-03 day"}),
    ("They agreed to meet on May 3.", {"May 3": "2024-05-03 day"}),
    ("The talks planned for May 3 are off.", {"May 3": "2024-05-03 day"}),
    ("Ministers to meet on May 3", {"May 3": "2024-05-03 day"}),
    # before a noun the clause does not say: the nearest
    ("They will discuss the March 24 launch.", {"March 24": "2024-03-24 day"}),
    ("She spoke of the June 5 election.", {"June 5": "2024-06-05 day"}),
    # the day of the week tells the year, or that something is wrong
    ("The hall opens on Tuesday, June 6.", {"Tuesday, June 6": "2023-06-06 day"}),
    ("The hall opened on Sunday, June 12.", {"Sunday, June 12": "? open"}),
    # the full stop of a short month is not the end of a sentence, that of a long one is
    ("They met in June. 25 people came.", {"June": "2023-06-01..2023-06-30 month"}),
    # ranges
    ("She will travel from July 18 to July 25.", {"July 18 to July 25": "2024-07-18..2024-07-25 interval"}),
    ("She will travel from April 18-22.", {"April 18-22": "2024-04-18..2024-04-22 interval"}),
    ("It was held from 28 December 2021 to 2 January 2022.",
     {"28 December 2021 to 2 January 2022": "2021-12-28..2022-01-02 interval"}),
    ("It was held on March 4 and 5, 2024.", {"March 4 and 5, 2024": "2024-03-04..2024-03-05 interval"}),
    ("They met between March 4 and March 6.", {"between March 4 and March 6": "2024-03-04..2024-03-06 interval"}),
    # months, quarters, years, decades
    ("They met in June 2023.", {"June 2023": "2023-06-01..2023-06-30 month"}),
    ("They met in February.", {"February": "2024-02-01..2024-02-29 month"}),
    ("They will meet in February.", {"February": "2025-02-01..2025-02-28 month"}),
    ("They met last October.", {"last October": "2023-10-01..2023-10-31 month"}),
    ("They met in June of last year.", {"June of last year": "2023-06-01..2023-06-30 month"}),
    ("They met in mid-March.", {"mid-March": "2024-03-11..2024-03-21 interval"}),
    ("Exports fell in the first quarter of 2019.", {"the first quarter of 2019": "2019-01-01..2019-03-31 quarter"}),
    ("They joined in 2014.", {"2014": "2014-01-01..2014-12-31 year"}),
    ("They stayed away in 2019 and 2020.",
     {"2019": "2019-01-01..2019-12-31 year", "2020": "2020-01-01..2020-12-31 year"}),
    ("The ties froze in the late 1990s.", {"late 1990s": "1996-09-01..1999-12-31 interval"}),
    # days and weeks counted from the publication
    ("They met today.", {"today": "2024-04-10 day"}),
    ("They met yesterday evening.", {"yesterday evening": "2024-04-09 part_of_day"}),
    ("They will meet tomorrow.", {"tomorrow": "2024-04-11 day"}),
    ("They met this morning.", {"this morning": "2024-04-10 part_of_day"}),
    ("They met last night.", {"last night": "2024-04-09 part_of_day"}),
    ("They met the day before yesterday.", {"the day before yesterday": "2024-04-08 day"}),
    ("They met on Friday.", {"Friday": "2024-04-05 day"}),
    ("They met on Wednesday.", {"Wednesday": "2024-04-10 day"}),
    ("They will meet on Friday.", {"Friday": "2024-04-12 day"}),
    ("She said the talks would resume on Monday.", {"Monday": "2024-04-15 day"}),
    ("They met last Wednesday.", {"last Wednesday": "2024-04-03 day"}),
    ("They will meet next Friday.", {"next Friday": "2024-04-19 day"}),
    ("They met late on Monday.", {"late on Monday": "2024-04-08 day"}),
    ("They met on Friday of last week.", {"Friday of last week": "2024-04-05 day"}),
    ("They met last week.", {"last week": "2024-04-01..2024-04-07 week"}),
    ("They met over the weekend.", {"the weekend": "2024-04-06..2024-04-07 interval"}),
    ("They met earlier this month.", {"earlier this month": "2024-04-01..2024-04-10 interval"}),
    ("They have met twice this year.", {"this year": "2024-01-01..2024-04-10 interval"}),
    ("They will meet later this year.", {"later this year": "2024-04-10..2024-12-31 interval"}),
    ("They met two days ago.", {"two days ago": "2024-04-08 day"}),
    ("They broke off ties three years ago.", {"three years ago": "2021-01-01..2021-12-31 year"}),
    ("They have met in the past three weeks.", {"the past three weeks": "2024-03-20..2024-04-10 interval"}),
    # a number that is not told is open at its end
    ("Tension rose in recent weeks.", {"recent weeks": "?..2024-04-10 open"}),
    ("They met a few days ago.", {"a few days ago": "?..2024-04-10 open"}),
    ("They left more than two years ago.", {"more than two years ago": "?..2022-04-10 open"}),
    # "in two weeks" is a date of the future and a duration of the past
    ("They will meet in two weeks.", {"in two weeks": "2024-04-22..2024-04-28 week"}),
    ("It was the first visit in two years.", {}),
    # since, until, by, before
    ("They have met since 2014.", {"since 2014": "2014-01-01..? open"}),
    ("They must leave by the end of the year.", {"by the end of the year": "?..2024-12-31 open"}),
    ("They must answer before May 1.", {"before May 1": "?..2024-04-30 open"}),
    # a day of the month on its own
    ("They met on the 3rd.", {"the 3rd": "2024-04-03 day"}),
    ("They met on the 25th.", {"the 25th": "2024-03-25 day"}),
    ("They will meet on the 3rd.", {"the 3rd": "2024-05-03 day"}),
    ("They met on the morning of the 25th.", {"the morning of the 25th": "2024-03-25 part_of_day"}),
    ("They met on the 28th of last month.", {"the 28th of last month": "2024-03-28 day"}),
    # the clock
    ("They met at 9 a.m. on the 5th.", {"9 a.m. on the 5th": "2024-04-05T09:00 minute"}),
    ("They met at 5 p.m. EST on April 9.", {"5 p.m. EST on April 9": "2024-04-09T17:00 minute"}),
    # counted from the date mentioned before
    ("A test was held in January. A launch followed the following month.",
     {"January": "2024-01-01..2024-01-31 month", "the following month": "2024-02-01..2024-02-29 month"}),
    ("They met on April 4. She had arrived the previous day.",
     {"April 4": "2024-04-04 day", "the previous day": "2024-04-03 day"}),
    ("She had arrived the previous day.", {"the previous day": "? open"}),
    # numbers and years that are spelled in words
    ("They met in nineteen eighty-nine.", {"nineteen eighty-nine": "1989-01-01..1989-12-31 year"}),
    ("They met in two thousand twelve.", {"two thousand twelve": "2012-01-01..2012-12-31 year"}),
    ("Aid had doubled in the year two thousand.", {"the year two thousand": "2000-01-01..2000-12-31 year"}),
    ("They left twenty-four days ago.", {"twenty-four days ago": "2024-03-17 day"}),
    # decades without their century; those after 2000 may be of two centuries
    ("They broke ties in the nineties.", {"the nineties": "1990-01-01..1999-12-31 interval"}),
    ("The ties froze in the late '80s.", {"late '80s": "1986-09-01..1989-12-31 interval"}),
    # seasons, the year told by a word, by the tense or in print; a winter of 2014 may be either
    ("They met last summer.", {"last summer": "2023-06-01..2023-08-31 interval"}),
    ("They will meet this autumn.", {"this autumn": "2024-09-01..2024-11-30 interval"}),
    ("They met over the winter.", {"the winter": "2023-12-01..2024-02-29 interval"}),
    ("They met in the spring of 2019.", {"the spring of 2019": "2019-03-01..2019-05-31 interval"}),
    ("They met in the winter of 2014.", {"the winter of 2014": "? open"}),
    # quarters and halves, in letters and figures
    ("Trade fell in Q3 2023.", {"Q3 2023": "2023-07-01..2023-09-30 quarter"}),
    ("Trade fell in the third quarter.", {"the third quarter": "2023-07-01..2023-09-30 quarter"}),
    ("Trade fell in the last quarter of 2022.", {"the last quarter of 2022": "2022-10-01..2022-12-31 quarter"}),
    ("The pact was signed in H1 2019.", {"H1 2019": "2019-01-01..2019-06-30 interval"}),
    ("Trade rose in the last half of 2023.", {"the last half of 2023": "2023-07-01..2023-12-31 interval"}),
    ("Trade fell two quarters ago.", {"two quarters ago": "2023-10-01..2023-12-31 quarter"}),
    ("Aid was paid in fiscal year 2019.", {"fiscal year 2019": "2019-01-01..2019-12-31 year"}),
    ("Aid was paid in FY19.", {"FY19": "2019-01-01..2019-12-31 year"}),
    # in a text about a quarter, what it is compared with is the same quarter of another year
    ("Exports fell in the third quarter of 2023 from a year earlier.",
     {"the third quarter of 2023": "2023-07-01..2023-09-30 quarter",
      "a year earlier": "2022-07-01..2022-09-30 quarter"}),
    ("Exports fell in the third quarter of 2023. The year-ago quarter was better, the 2019 period best.",
     {"the third quarter of 2023": "2023-07-01..2023-09-30 quarter",
      "The year-ago quarter": "2022-07-01..2022-09-30 quarter",
      "the 2019 period": "2019-07-01..2019-09-30 quarter"}),
    # elsewhere it is the year, and the latest quarter is the last that is over
    ("A year ago they met.", {"A year ago": "2023-01-01..2023-12-31 year"}),
    ("Aid rose in the same period last year.", {"the same period last year": "2023-01-01..2023-12-31 year"}),
    ("Aid rose in the latest quarter.", {"the latest quarter": "2024-01-01..2024-03-31 quarter"}),
    # the years of an era are printed before ours
    ("They met in May Juche 56 (1967).", {"May Juche 56 (1967)": "1967-05-01..1967-05-31 month"}),
    # what could not be done was to be done then; what one awaits or prepares lies ahead
    ("He could not be reached on Monday.", {"Monday": "2024-04-08 day"}),
    ("He could be reached on Monday.", {"Monday": "2024-04-15 day"}),
    ("She won the nomination for the Nov. 5 election.", {"Nov. 5": "2024-11-05 day"}),
    # holidays that name one day
    ("They met on New Year's Day.", {"New Year's Day": "2024-01-01 day"}),
    ("They will meet on Christmas Day.", {"Christmas Day": "2024-12-25 day"}),
    ("They met on Thanksgiving Day 2023.", {"Thanksgiving Day 2023": "2023-11-23 day"}),
    # more ranges
    ("They met from 3 to 5 March.", {"3 to 5 March": "2024-03-03..2024-03-05 interval"}),
    ("They met between 3 and 5 March.", {"between 3 and 5 March": "2024-03-03..2024-03-05 interval"}),
    ("They met on March 3\u20135.", {"March 3\u20135": "2024-03-03..2024-03-05 interval"}),
    ("They stayed from 2014 to 2016.", {"2014 to 2016": "2014-01-01..2016-12-31 interval"}),
    # parts of a month or year
    ("They met early this month.", {"early this month": "2024-04-01..2024-04-10 interval"}),
    ("They met at the end of March.", {"the end of March": "2024-03-22..2024-03-31 interval"}),
    ("They met in mid-2021.", {"mid-2021": "2021-05-03..2021-08-31 interval"}),
    ("They met in the first week of March.", {"the first week of March": "2024-03-01..2024-03-07 interval"}),
    ("They met in the last week of March.", {"the last week of March": "2024-03-25..2024-03-31 interval"}),
    ("They met in the second half of March 2023.",
     {"the second half of March 2023": "2023-03-16..2023-03-31 interval"}),
    # as of a day is that day; "effective" may point ahead of a clause in the past
    ("Troops stood at 900 as of March 31.", {"March 31": "2024-03-31 day"}),
    ("She was named envoy, effective May 1.", {"May 1": "2024-05-01 day"}),
    # a day counted from a printed one, but not from a happening
    ("They left two days after April 4.", {"two days after April 4": "2024-04-06 day"}),
    ("They left two days after Monday's vote.", {"Monday": "2024-04-08 day"}),
    ("They met on April 4. The following morning they left.",
     {"April 4": "2024-04-04 day", "The following morning": "2024-04-05 part_of_day"}),
    ("They met on April 4 and left the same day.", {"April 4": "2024-04-04 day", "the same day": "2024-04-04 day"}),
    # a day of the month with its weekday, of last month, and as translations print it
    ("They met on Thursday the 28th.", {"Thursday the 28th": "2024-03-28 day"}),
    ("They met on last month's 25th.", {"last month's 25th": "2024-03-25 day"}),
    ("They spoke on the last 4th.", {"the last 4th": "2024-04-04 day"}),
    ("They spoke on the 3rd (local time).", {"the 3rd (local time)": "2024-04-03 day"}),
    ("They spoke on 9 (8 local time).", {"9 (8 local time)": "2024-04-09 day"}),
    ("They spoke on 4 days (local time).", {"4 days (local time)": "2024-04-04 day"}),
    ("Local time on the 3rd, they spoke.", {"Local time on the 3rd": "2024-04-03 day"}),
    ("At 10 a.m. local time on April 4 they met.", {"10 a.m. local time on April 4": "2024-04-04T10:00 minute"}),
    ("They met after 11 a.m. on Saturday.", {"after 11 a.m. on Saturday": "2024-04-06 day"}),
    ("They met at 2024-04-04T09:30:00Z.", {"2024-04-04T09:30:00Z": "2024-04-04 day"}),
    # a story from long ago does not jump to last August
    ("In late August 1950, they crossed the river. On September 1, they were captured.",
     {"late August 1950": "1950-08-22..1950-08-31 interval", "September 1": "? open"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), MEANINGS, ids=[text for text, _ in MEANINGS])
def test_a_date_expression_means_these_days(text: str, expected: dict[str, str], reader: Reader) -> None:
    _, _, timeline = _dated(text, "2024-04-10", reader)
    assert {when.span.exact: _shown(when) for when in timeline if when.span} == expected


NO_DATES = [
    # ordinals that count something else
    "The council opened its 46th session.",
    "They held the 5th round of talks near the 38th parallel.",
    "It was the 25th anniversary, in the 21st century.",
    "The 20th Congress met with the 1st Infantry Division.",
    "She came on the 3rd floor.",
    # labels, amounts, crowds
    "Resolution 2010 and resolutions 1718, 1874 and 2087 remain in force.",
    "The 1540 Committee and Security Council resolution 2397 (2017) bind them.",
    "They sent $2000 and 1999 soldiers.",
    "After the 9/11 attacks they joined the 2030 Agenda.",
    # names and verbs
    "April Ryan told the Sunday Times that shops fear Black Friday.",
    "Protesters may march again; April Ryan wrote for USA Today.",
    "They recalled the September 11 attacks and the June 15 Joint Declaration.",
    # numbers in words that count, rounds, ages, and years that hang on a season of two
    "Twenty thirty-ton trucks brought two thousand tents.",
    "They held the tenth round and the fifth session.",
    "She is in her nineties; the children are in their teens.",
    "It is the first half of the 2019/20 season, and fiscal 2019/20.",
    "They met many years ago.",
    # seasons and holidays that only name something
    "The Prague Spring of 1968 and the spring offensive are remembered.",
    "They spoke of the fall of the empire; it is hot there in summer.",
    "They celebrated lunar New Year's Day after a New Year's Day speech.",
    # no quarter has been told
    "H1 and Q4: see the annex for the quarter and the period.",
    # again and again
    "They meet each July and every Friday.",
    # nowadays
    "In today's world, trust is rare.",
    # no such day
    "They met on February 30.",
]


@pytest.mark.parametrize("text", NO_DATES)
def test_what_only_looks_like_a_date_is_left_alone(text: str, reader: Reader) -> None:
    _, _, timeline = _dated(text, "2024-04-10", reader)
    assert [when.span.exact for when in timeline if when.span] == []


# Published on Wednesday, 10 April 2024: the trigger and the day that dates it.
TRIGGERS = [
    # one date for each clause
    ("Kim said on Monday that Pyongyang launched a missile on Friday.",
     {"said": "2024-04-08", "launched": "2024-04-05"}),
    ("The envoy, who visited Seoul on Monday, called for restraint.", {"visited": "2024-04-08", "called": None}),
    ("The ministry said it would recall its ambassador on Friday.", {"said": None, "recall": "2024-04-12"}),
    ("They agreed on Monday to meet again in May.", {"agreed": "2024-04-08", "meet": "2024-05-01"}),
    ("The president met the king last week and will meet the emir on Friday.",
     {"met": "2024-04-01", "meet": "2024-04-12"}),
    ("Last week, Chile's president, who took office in December, visited Oslo.",
     {"visited": "2024-04-01", "took": "2023-12-01"}),
    # right after a verb, whatever follows
    ("The minister said on Friday he believed the talks had failed.", {"said": "2024-04-05", "believed": None}),
    # at the head of the sentence it holds for what is coordinated, not for what is agreed
    ("On Friday, the ministers met in Oslo and agreed to cooperate.",
     {"met": "2024-04-05", "agreed": "2024-04-05", "cooperate": None}),
    # what those who meet do next, they do there; whoever does something else next may do it later
    ("The envoys met in Lima on Friday and condemned the raid.", {"met": "2024-04-05", "condemned": "2024-04-05"}),
    ("The envoys met in Lima on Friday and have denied it since.", {"met": "2024-04-05", "denied": None}),
    ("Norway closed the embassy on Friday and condemned the raid.", {"closed": "2024-04-05", "condemned": None}),
    # a participle of speaking speaks on the same day
    ("Speaking on Monday, he urged restraint.", {"urged": "2024-04-08"}),
    # a noun keeps its date
    ("Norway condemned the March 24 launch.", {"condemned": None, "launch": "2024-03-24"}),
    ("Border clashes in March killed dozens.", {"clashes": "2024-03-01", "killed": None}),
    ("After the summit on April 2, the leaders pledged aid.", {"summit": "2024-04-02", "pledged": None}),
    ("Sanctions imposed in 2017 remain in force.", {"Sanctions": "2017-01-01", "remain": None}),
    ("Japan protested against the test conducted on April 2.", {"protested": None, "test": "2024-04-02"}),
    ("The envoy thanked Oslo for its steps over the weekend.", {"thanked": None, "steps": "2024-04-06"}),
    # a light verb shares it
    ("Talks were held on Friday.", {"Talks": "2024-04-05", "held": "2024-04-05"}),
    ("Peru and Chile held their third round of talks on Tuesday.", {"talks": "2024-04-09", "held": "2024-04-09"}),
    ("Kenya attended Monday's meeting.", {"attended": "2024-04-08", "meeting": "2024-04-08"}),
    # what is done at a happening is done when that happens
    ("He spoke at Monday's session of the council.", {"spoke": "2024-04-08", "session": "2024-04-08"}),
    # what is called for a day is of that day; the call is not
    ("The prime minister called an election for May 3.", {"called": None, "election": "2024-05-03"}),
    # the date of a quotation is not that of the quoting, and the other way round
    ('"We met on Monday," the minister said on Tuesday.', {"met": "2024-04-08", "said": "2024-04-09"}),
    # an agreement is made when it is announced, but condemned on another day than it was made
    ("Peru and Chile announced an agreement on Friday to lift the ban.", {"announced": "2024-04-05"}),
    ("Norway condemned the agreement on Friday to lift the ban.", {"condemned": None}),
    # the date of what is recalled is not that of the recalling
    ("Recalling the votes of the assembly, on March 2 and March 24, demanding a retreat, they reaffirmed the pact.",
     {"reaffirmed": None}),
    # what lies ahead has the date behind it
    ("They discussed the upcoming visit of the king on April 26 in Oslo.", {"discussed": None}),
    ("They discussed the visit with Norway on April 8 in Oslo.", {"discussed": "2024-04-08"}),
    # one goes somewhere to do something there and then
    ("The envoy will travel to Lima on Friday to meet the king and attend talks.",
     {"travel": "2024-04-12", "meet": "2024-04-12", "attend": "2024-04-12"}),
    ("The envoy asked Lima on Friday to meet the king.", {"asked": "2024-04-05", "meet": None}),
    # a part of the day that a translation printed twice
    ("The envoys held talks on the afternoon of the afternoon of the 5th with the delegation.", {"held": "2024-04-05"}),
    # no comma after the date, and a long title
    ("On April 5 Special Envoy Kari Holm met with the Chilean delegation in Lima.", {"met": "2024-04-05"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TRIGGERS, ids=[text for text, _ in TRIGGERS])
def test_a_happening_is_dated_by_its_own_clause_only(
    text: str, expected: dict[str, str | None], reader: Reader
) -> None:
    _, syntax, timeline = _dated(text, "2024-04-10", reader)
    found = {t.text: date_for(t, syntax, timeline) for t in syntax.doc if t.text in expected}
    assert {word: when.start if when else None for word, when in found.items()} == expected


def test_every_span_says_what_the_text_says(reader: Reader) -> None:
    text = "Oslo, \u201ctoday\u201d:\nthey met on\nApril\u00a04,\u20022024 (local\u00a0time) \u2013 and on the 5th."
    _, _, timeline = _dated(text, "2024-04-10", reader)
    spans = [when.span for when in timeline if when.span]
    assert len(spans) == 3
    assert all(text[span.start : span.end] == span.exact for span in spans)


def test_a_completed_date_says_how(reader: Reader) -> None:
    _, _, timeline = _dated("They met on December 9.", "2024-04-10", reader)
    (when,) = timeline
    assert when.basis == "explicit"
    assert when.why == (
        "no year is printed: the latest, as the clause is in the past, seen from publication on 2024-04-10"
    )


def test_local_time_is_told_and_gives_no_time_zone(reader: Reader) -> None:
    _, _, timeline = _dated("They spoke on the 9th (8th local time).", "2024-04-10", reader)
    (when,) = timeline
    assert (when.start, when.timezone) == ("2024-04-09", None)
    assert when.why is not None
    assert when.why.endswith("local time, as printed, the day numbered 8 there")


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("The pier burned on the night of April 3 local time (April 4 in Oslo).", "Oslo, local time"),
        ("They spoke on April 4 (April 3, local time).", "local time"),
        ("They spoke on the evening of April 3 (April 4 Tokyo time).", "Tokyo"),
    ],
)
def test_one_happening_by_two_clocks_is_both_days(text: str, zone: str, reader: Reader) -> None:
    _, _, timeline = _dated(text, "2024-04-10", reader)
    (when,) = timeline
    assert (_shown(when), when.timezone) == ("2024-04-03..2024-04-04 interval", zone)
    assert when.span is not None
    assert when.span.exact.endswith(")")
    assert "one happening by two clocks" in (when.why or "")


@pytest.mark.parametrize(
    "text",
    [
        "They spoke on April 3 (April 4 in the north).",  # no clock is named
        "They spoke on April 3 (April 8 in Oslo).",  # no clock is five days off
        "They spoke on April 3 and on April 4 in Oslo.",
    ],
)
def test_two_days_that_are_not_of_two_clocks_stay_two(text: str, reader: Reader) -> None:
    assert len(list(_dated(text, "2024-04-10", reader)[2])) == 2


def test_a_printed_time_zone_is_kept(reader: Reader) -> None:
    _, _, timeline = _dated("They spoke at 10:30 a.m. KST on Monday.", "2024-04-10", reader)
    assert [when.timezone for when in timeline] == ["Asia/Seoul"]


def test_without_a_publication_date_only_full_dates_resolve(reader: Reader) -> None:
    text = "The pact of June 2023 was renewed on Monday, and on April 4, 2024 it was signed in full."
    _, _, timeline = _dated(text, None, reader)
    assert [_shown(when) for when in timeline] == [
        "2023-06-01..2023-06-30 month", "? open", "2024-04-04 day",
    ]  # fmt: skip
    assert [when.why for when in timeline] == [None, "no publication date is known", None]


def test_a_dateline_anchors_relative_dates_as_inferred(reader: Reader) -> None:
    text = "OSLO, April 10, 2024 (Norsk) -- The ministers met on Monday in Riga.\n\nThey had last met in 2019."
    _, _, timeline = _dated(text, None, reader)
    monday = next(when for when in timeline if when.span and when.span.exact == "Monday")
    assert (monday.start, monday.basis) == ("2024-04-08", "inferred")


def test_on_a_sunday_this_week_is_the_one_that_is_ending(reader: Reader) -> None:
    _, _, ending = _dated("They met twice this week.", "2024-04-14", reader)
    _, _, coming = _dated("They will meet this week.", "2024-04-14", reader)
    assert [_shown(when) for when in (*ending, *coming)] == [
        "2024-04-08..2024-04-14 week", "2024-04-14..2024-04-20 week",
    ]  # fmt: skip


def test_a_malformed_publication_date_is_no_anchor(reader: Reader) -> None:
    article, syntax, _ = _dated("They met on Monday.", "2024-04-10", reader)
    timeline = date(replace(article, published="April"), syntax)
    assert [when.start for when in timeline] == [None]
