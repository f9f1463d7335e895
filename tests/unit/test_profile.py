"""What an article is, in which language, by whom, from when, and whether it was translated."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any

import pytest

from communique.record import Article, Issue
from communique.sources import article_from_text
from communique.stages.language import foreign_script, language_of, script_language
from communique.stages.profile import cues, profile
from communique.stages.segment import segment
from communique.stages.translation import signals, translated_from


def rows(name: str, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(resources.files("communique.cues").joinpath(name).read_text("utf-8"))[
        table
    ]
    return found


CUES = rows("kinds.toml", "cue")
SIGNALS = rows("translation.toml", "signal")


def described(
    text: str, *, title: str | None = None, language: str | None = None, published: str | None = None
) -> tuple[Article, tuple[Issue, ...]]:
    article = article_from_text(text, title=title, language=language, published=published)
    return profile(article, segment(article))


STORY = (
    "The foreign ministers of the two neighbours met in Vienna on Monday, officials said.\n\n"
    "They agreed to open two border crossings before the summer, the host told reporters.\n\n"
    "A third round of talks will be held in Geneva."
)


class TestData:
    @pytest.mark.parametrize("row", CUES, ids=[row["id"] for row in CUES])
    def test_a_cue_of_kind_holds_for_its_example_and_not_for_its_counter_example(self, row: dict[str, Any]) -> None:
        cue = next(c for c in cues() if c.id == row["id"])
        assert cue.holds(row["example"])
        assert not cue.holds(row["counter"])

    @pytest.mark.parametrize("row", SIGNALS, ids=[row["id"] for row in SIGNALS])
    def test_a_signal_of_translation_is_in_its_example_and_not_in_its_counter_example(
        self, row: dict[str, Any]
    ) -> None:
        signal = next(s for s in signals() if s.id == row["id"])
        assert signal.find(row["example"])
        assert signal.find(row["counter"]) is None


class TestKind:
    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            (STORY, "news"),
            # An official says with whom someone spoke, and quotes nobody.
            (
                "Secretary of State Ana Stone spoke today with Foreign Minister Luis Duarte. They discussed the truce "
                "and agreed on the need for a lasting peace.\n\n\\###",
                "readout",
            ),
            (
                "Office of the Spokesperson\n\nThe below is attributable to Spokesperson Jo Roe:\n\nDeputy Secretary "
                "Ana Stone met today in Rabat with Foreign Minister Luis Duarte to discuss trade.",
                "readout",
            ),
            # The same sentence under a dateline is a report.
            (
                "RABAT, March 2 (AP) -- Deputy Secretary Ana Stone met Foreign Minister Luis Duarte to talk trade.",
                "news",
            ),
            (
                "The Republic of Examples strongly condemns the missile launch. We stand with our allies, and we call "
                "on all sides to refrain. Our commitment is firm.",
                "statement",
            ),
            # What is to come, under a dateline, is a report.
            ("BRUSSELS, Jan. 3, 2022 - Ana Stone will travel to Seoul on the 17th. Luis Duarte met Jo Roe.", "news"),
            # What is to come cannot be read out.
            ("Deputy Secretary Ana Stone will travel to Seoul and Tokyo from July 18 to July 25.", "statement"),
            (
                'Pyongyang, May 4 (KCNA) -- A spokesman for the ministry released the following press statement: "The '
                'drill is a provocation," he said, and the army said it would answer, he added.',
                "statement",
            ),
            (
                "Mr. President,\n\nAllow me to congratulate you on your election as President of the Council.",
                "statement",
            ),
            (
                "We, the foreign ministers of the four states, met in Vienna. The two sides welcomed the truce.",
                "joint_statement",
            ),
            (
                "Office of the Spokesperson\n\nThe following is the joint statement released by the vice foreign "
                "ministers of the three states.\n\nBegin text.\n\nThe ministers met in Seoul.\n\nEnd text.",
                "joint_statement",
            ),
            (
                "2:05 p.m. EDT\n\nMR STONE: Good afternoon.\n\nQUESTION: Will the talks go on?\n\nMR STONE: They will, "
                "he said.\n\nQUESTION: When?\n\nMR STONE: In May, the minister told us.",
                "transcript",
            ),
            ("Sec. 2. Definitions. The term “item” means any good listed in Annex B to this order.", "other"),
        ],
    )
    def test_the_text_alone_tells_the_kind(self, text: str, kind: str) -> None:
        assert described(text)[0].kind == kind

    @pytest.mark.parametrize(
        ("title", "kind"),
        [
            ("Readout of the Adviser’s Call with the National Security Adviser of Examples", "readout"),
            ("Joint Statement on the Second Economic Dialogue", "joint_statement"),
            ("Statement by the Press Secretary on the Launch of a Fuel Alliance", "statement"),
        ],
    )
    def test_a_title_decides_where_the_text_does_not(self, title: str, kind: str) -> None:
        text = "The initiative has brought together nine states and will make fuels cleaner and cheaper."
        assert described(text)[0].kind == "other"
        assert described(text, title=title)[0].kind == kind

    def test_a_headline_about_a_joint_statement_does_not_make_one(self) -> None:
        assert described(f"Leaders fail to agree on joint statement\n\n{STORY}")[0].kind == "news"


class TestLanguage:
    @pytest.mark.parametrize(
        ("text", "language"),
        [
            ("The two ministers agreed to meet again in the spring.", "en"),
            ("[한국뉴스] The two sides agreed to continue consultations at all levels.", "en"),  # a foreign tag
            ("한미 외교장관이 통화했다고 외교부가 밝혔다.", "ko"),
            ("日本の外相は電話で会談し、意見を交換した。", "ja"),
            ("外交部发言人表示，双方就朝鲜半岛问题交换了意见。", "zh"),
            ("Министры иностранных дел обсудили по телефону ситуацию в регионе.", "ru"),
            ("Міністри закордонних справ обговорили телефоном ситуацію в регіоні.", "uk"),
            ("ناقش الوزيران العلاقات الثنائية خلال اتصال هاتفي يوم الخميس.", "ar"),
            ("Le ministre a reçu son homologue à Paris pour évoquer la coopération des deux pays.", "fr"),
            ("Seoul", None),  # a name is of no language
            ("1 2 3 — 4 5 6", None),
        ],
    )
    def test_script_then_common_words_then_model(self, text: str, language: str | None) -> None:
        assert language_of(text) == language

    def test_script_alone_tells_some_languages_only(self) -> None:
        assert script_language("양측은 긴밀히 협의하기로 했다고 외교부가 오늘 밝혔다.") == "ko"
        assert script_language("Министры обсудили по телефону ситуацию в регионе.") is None
        assert foreign_script("Министры обсудили по телефону ситуацию в регионе.")

    def test_an_article_that_cannot_be_read_has_an_issue_and_keeps_its_boilerplate(self) -> None:
        article = article_from_text("(서울=한국뉴스) 홍길동 기자 = 두 장관은 15일 통화했다고 외교부가 밝혔다.")
        segments = segment(article)
        described, issues = profile(article, segments)
        assert [issue.slug for issue in issues] == ["language-unread"]
        assert described.language == "ko"
        assert [b.kind for b in segments.boilerplate] == ["dateline"]

    def test_a_given_language_is_believed(self) -> None:
        article, issues = described(STORY, language="fr")
        assert article.language == "fr"
        assert [issue.slug for issue in issues] == ["language-unread"]

    def test_nothing_but_boilerplate_has_an_issue(self) -> None:
        assert [issue.slug for issue in described("© 2021 Example Press. All rights reserved.")[1]] == ["no-article"]

    def test_plain_english_has_no_issue(self) -> None:
        assert described(STORY)[1] == ()


class TestSource:
    @pytest.mark.parametrize(
        ("text", "agency"),
        [
            (f"Pyongyang, May 4 (KCNA) -- {STORY}", "Korean Central News Agency"),
            (f"{STORY}\n\n[연합뉴스]\n\nCopyrights ⓒ Yonhap News. All rights reserved", "Yonhap News Agency"),
            (f"{STORY}\n REUTER\n\x03", "Reuters"),
            (f"MOSCOW, February 25. /TASS/. {STORY}", "TASS"),
            (f"{STORY}\n\nCopyright 2016 The Associated Press. All rights reserved.", "Associated Press"),
            (f"{STORY}\n\nSome material for this report came from AFP and Reuters.", None),  # sources, not authors
            (f"(AP) and (AFP) were quoted. {STORY}", None),
            (STORY, None),
        ],
    )
    def test_the_agency_is_read_off_tags_datelines_and_notices(self, text: str, agency: str | None) -> None:
        assert described(text)[0].agency == agency

    def test_who_holds_the_copyright_is_the_publisher_unless_an_agency(self) -> None:
        article = described(f"{STORY}\n\n© 2018 Ministry of Examples. All Rights Reserved")[0]
        assert article.publisher == "Ministry of Examples"
        assert article.copyright == "© 2018 Ministry of Examples. All Rights Reserved"
        assert described(f"{STORY}\n\n© 2018 The Associated Press.")[0].publisher is None

    def test_a_headline_is_the_title_unless_one_is_given(self) -> None:
        text = f"Neighbours agree to open two crossings\n\n{STORY}"
        assert described(text)[0].title == "Neighbours agree to open two crossings"
        assert described(text, title="Given")[0].title == "Given"
        assert described(f"Security Council\n\n{STORY}")[0].title is None  # a name over a text is no title


class TestPublished:
    @pytest.mark.parametrize(
        ("top", "day"),
        [
            ("MOSCOW, February 25, 2021 /TASS/. ", "2021-02-25"),
            ("Geneva, 25 February 2021 – ", "2021-02-25"),
            ("Published: 11:12, 7 February 2014\n\n", "2014-02-07"),
            ("📅 2026-07-03 10:28\n\n", "2026-07-03"),
            ("17 September 1999\n\n", "1999-09-17"),
            ("Pyongyang, August 4 (KCNA) -- ", None),  # no year
            ("Updated: 11:12, 7 February 2014\n\n", None),  # changed is not published
            ("(April 10, 2024)\n\n3:05 P.M. EDT\n\n", None),  # the day of a call
            ("Tuesday, March 1, 2022, 9 PM EST\n\n", None),  # an appointment
            ("Posted: Saturday, March 5, 2016 3:31 pm\n\n", "2016-03-05"),
            ("Two crossings open\n\n📅 2026-07-07 10:36\n\nTwo crossings open.\n\n", "2026-07-07"),  # the title again
            ("31 February 2021\n\n", None),  # no such day
            ("1 March 2021\n\nPublished: 2 March 2021\n\n", None),  # which?
            ("", None),
        ],
    )
    def test_only_a_whole_and_certain_date_above_the_story_counts(self, top: str, day: str | None) -> None:
        article = described(top + STORY)[0]
        assert article.published == day
        assert article.published_basis == ("dateline" if day else None)

    def test_a_date_below_the_story_does_not_count(self) -> None:
        assert described(f"{STORY}\n\n25 JANUARY 2022")[0].published is None

    @pytest.mark.parametrize(
        ("end", "day"),
        [
            ("JANE Q. DOE\n\nTHE CHANCELLERY,\nMay 28, 2021.\n\n###", "2021-05-28"),
            ("ANA STONE\n\nJune 10, 2021", "2021-06-10"),
            ("They hope to meet again soon.\n\nJune 10, 2021", None),  # nobody has signed
        ],
    )
    def test_a_date_under_a_signature_counts(self, end: str, day: str | None) -> None:
        assert described(f"{STORY}\n\n{end}")[0].published == day

    def test_what_is_given_wins(self) -> None:
        article = described(f"17 September 1999\n\n{STORY}", published="1999-09-18")[0]
        assert (article.published, article.published_basis) == ("1999-09-18", "given")


class TestTranslation:
    @pytest.mark.parametrize(
        ("text", "language"),
        [
            (
                "Jin-ho Lee, the delegate, met the envoy on the morning of the 25th, the ministry said.\n\n"
                "picture explanationJin-ho Lee at the table\n\nThe minister spoke on the 24th (local time).",
                "ko",
            ),
            (
                "Foreign ministers discuss the border\nThe ministers discussed the crossing in the Donbass.\n"
                "It is noted that the talks lasted two hours.\nThis was announced by the press secretary.",
                "ru",
            ),
            (
                "Envoys meet in Seoul - Yahoo!News\nIt was found that the talks were the first in 4 month 1 day.",
                "ja",
            ),
        ],
    )
    def test_signals_that_agree_name_the_language(self, text: str, language: str) -> None:
        article = described(text)[0]
        assert article.original_language == language
        assert article.original_language_basis

    @pytest.mark.parametrize(
        "text",
        [
            STORY,
            "He spoke in Seoul on Thursday (local time), and talks went on.",  # one signal is none
            "Minister Noh Kyu-duk (노규덕) received the envoy in his office.",  # a name in its own script
            "The 25th anniversary of the treaty fell on the 25th of May, and the 46th session opened.",
            "They met again and again, year after year, in more and more places.",
            "The head of the delegation noted that talks had been held in Kyiv and Lviv with TASS present.",
            "Boutros Boutros-Ghali and Duran Duran were named; that that was so is known.",
        ],
    )
    def test_clean_english_is_not_called_translated(self, text: str) -> None:
        assert translated_from(text) is None

    def test_the_basis_quotes_the_words_of_every_signal(self) -> None:
        text = "The envoy spoke on the 24th (local time). They met on the 25th, the ministry said. picture explanationA"
        found = translated_from(text)
        assert found is not None
        for words in ("(local time)", "on the 24th", "picture explanation"):
            assert words in found[1]

    def test_two_languages_that_fit_alike_leave_it_open(self) -> None:
        text = "The plan （draft） was read on the 25th, the ministry said."
        assert translated_from(text) is None

    @pytest.mark.parametrize(
        ("rest", "language"),
        [
            ("", "ru"),  # the same turns betray Russian and Ukrainian; without Ukrainian names it is Russian
            ("He spoke in Kyiv.", "uk"),
            ("He spoke in Kiev.", "ru"),
        ],
    )
    def test_siblings_are_told_apart_by_their_names(self, rest: str, language: str) -> None:
        text = f"It is noted that the talks were long.\nThis was announced by the press secretary.\n{rest}"
        found = translated_from(text)
        assert found is not None
        assert found[0] == language

    @pytest.mark.parametrize(
        ("rest", "verdict"),
        [
            ("The war is full – scale.", "machine-translated: "),  # nobody writes so
            ("The war goes on.", "translated: "),
        ],
    )
    def test_the_basis_says_whether_a_machine_translated(self, rest: str, verdict: str) -> None:
        found = translated_from(f"It is noted that the talks were long.\nThis was announced by the secretary.\n{rest}")
        assert found is not None
        assert found[1].startswith(verdict)
