"""From bytes to an article: encodings, pages, and what cannot be read."""

from __future__ import annotations

import hashlib
import io
import json
import sys
from pathlib import Path

import pytest

from communique.errors import NotAnArticle, SourceError, UnsupportedFormat
from communique.sources import LIMIT, article_from_text, load
from communique.sources.decode import decode

TALKS = "The two envoys met in Vienna and agreed to continue their talks."


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html lang='en'><head>{head}</head><body>{body}</body></html>".encode()


PARAGRAPHS = "".join(
    f"<p>{sentence}</p>"
    for sentence in (
        "The foreign ministers of the two neighbours met in Vienna on Monday for a second round of talks.",
        "They agreed to open two border crossings before the summer and to exchange lists of prisoners.",
        "A third round will be held in Geneva, the host said, once the experts have drawn up their reports.",
    )
)


class TestPlainText:
    def test_text_is_kept_as_python_reads_it(self, tmp_path: Path) -> None:
        path = tmp_path / "talks.txt"
        path.write_bytes(b"\xef\xbb\xbfOne.\r\nTwo.\rThree.  \n\n")
        article = load(path).article
        with path.open(encoding="utf-8-sig") as stream:
            assert article.text == stream.read()

    def test_id_and_digest_follow_from_the_text(self) -> None:
        article = article_from_text(TALKS)
        assert article.text_sha256 == hashlib.sha256(TALKS.encode()).hexdigest()
        assert article.id == article_from_text(TALKS, title="Another title").id
        assert article.id != article_from_text(TALKS + ".").id
        assert article.text_length == len(TALKS)

    def test_given_metadata_is_kept_and_named_as_given(self) -> None:
        article = load(
            TALKS.encode(), published="2021-02-25", title="Talks", url="https://x.example", language="EN"
        ).article
        assert (article.published, article.published_basis) == ("2021-02-25", "given")
        assert (article.title, article.url, article.language) == ("Talks", "https://x.example", "en")

    def test_no_date_has_no_basis(self) -> None:
        assert article_from_text(TALKS).published_basis is None

    def test_a_date_that_is_no_day_is_refused_in_words(self) -> None:
        with pytest.raises(SourceError, match="2021-02-25"):
            article_from_text(TALKS, published="next Tuesday")

    def test_standard_input_is_read_for_a_hyphen(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TALKS.encode())))
        assert load("-").article.text == TALKS

    @pytest.mark.parametrize(
        "text",
        [
            "التقى الوزيران في فيينا، واتفقا على مواصلة المحادثات.",  # right to left
            "Talks 🤝 go on 👩🏽‍⚖️ in Vienna 🇦🇹.",  # beyond the basic plane, joined
            "Ａｇｒｅｅｄ e\u0301 \u202eabc\u202c \u200b\ufeffx",  # full width, combining, direction marks
        ],
    )
    def test_unusual_text_passes_unharmed(self, text: str) -> None:
        assert load(text.encode()).article.text == text

    def test_half_a_surrogate_pair_never_reaches_json(self) -> None:
        article = article_from_text("Talks \ud83d go on.", title="\udc00")
        assert article.text == "Talks \ufffd go on."
        json.dumps([article.text, article.title], ensure_ascii=False).encode("utf-8")


class TestEncodings:
    @pytest.mark.parametrize(
        ("text", "encoding"),
        [
            ("Les ministres ont évoqué à Paris la coopération « stratégique ».", "cp1252"),
            ("The envoys met in São Paulo – and agreed “to go on”.", "cp1252"),  # a few accents in English
            ("A café.", "cp1252"),
            ("한미 외교장관은 전화 통화를 갖고 북한 문제를 협의했다고 외교부가 밝혔다.", "euc_kr"),
            ("日本の外相は電話で会談し、北朝鮮問題について意見を交換した。", "shift_jis"),
            ("日本の外相は電話で会談し、北朝鮮問題について意見を交換した。", "euc_jp"),
            ("日本の外相は電話で会談し、意見を交換した。", "iso2022_jp"),
            ("Министры иностранных дел обсудили по телефону ситуацию в регионе.", "koi8_r"),
            ("Министры иностранных дел обсудили по телефону ситуацию в регионе.", "cp1251"),
            ("外交部发言人表示，双方就朝鲜半岛问题交换了意见。", "gb18030"),
            ("ناقش الوزيران العلاقات الثنائية خلال اتصال هاتفي يوم الخميس.", "cp1256"),
            (TALKS, "utf-16"),
            (TALKS, "utf-32"),
            (TALKS, "utf-16-le"),  # without a byte order mark
            (TALKS, "utf-16-be"),
            ("회담은 계속된다.", "utf-16"),
        ],
    )
    def test_an_undeclared_encoding_is_found(self, text: str, encoding: str) -> None:
        assert load(text.encode(encoding)).article.text == text

    @pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1251", "euc-kr", "utf-16", "no-such-charset"])
    def test_a_wrong_declaration_does_not_spoil_utf8(self, declared: str) -> None:
        data = page("<p>Türkiye’s envoy – “Çelik” – met 노규덕.</p>" + PARAGRAPHS, f'<meta charset="{declared}">')
        assert "Türkiye’s envoy – “Çelik” – met 노규덕." in load(data).article.text

    @pytest.mark.parametrize(
        ("declaration", "encoding"),
        [
            ('<meta charset="euc-kr">', "euc_kr"),
            ("<meta http-equiv='Content-Type' content='text/html; charset=ks_c_5601-1987'>", "cp949"),
            ('<meta charset="iso-8859-1">', "cp1252"),  # what browsers take it for: the quotes are Windows'
        ],
    )
    def test_a_right_declaration_is_followed(self, declaration: str, encoding: str) -> None:
        words = "“양국”" if encoding != "cp1252" else "“Málaga”"
        data = page(f"<p>{words}</p>{PARAGRAPHS}", declaration).decode().encode(encoding)
        assert words in load(data).article.text

    def test_an_xml_declaration_counts_as_one(self) -> None:
        text = '<?xml version="1.0" encoding="koi8-r"?><html><body>' + PARAGRAPHS + "<p>Да.</p></body></html>"
        assert "Да." in load(text.encode("koi8-r")).article.text

    @pytest.mark.parametrize("cut", [1, 2, 3])
    def test_utf8_cut_inside_a_character_is_read_with_an_issue(self, cut: int) -> None:
        loaded = load((TALKS + " 🤝").encode()[:-cut])
        assert loaded.article.text == TALKS + " \ufffd"
        assert [issue.slug for issue in loaded.issues] == ["truncated-text"]
        span = loaded.issues[0].span
        assert span is not None
        assert loaded.article.text[span.start : span.end] == span.exact == "\ufffd"

    def test_a_cut_quotation_mark_is_a_cut_character_though_the_rest_is_ascii(self) -> None:
        assert [i.slug for i in load(f"{TALKS} “".encode()[:-2]).issues] == ["truncated-text"]

    def test_a_damaged_byte_among_good_ones_does_not_change_the_encoding(self) -> None:
        text = "두 장관은 회담을 계속하기로 했다고 외교부가 밝혔다. "
        loaded = load(text.encode() + b"\xff" + text.encode())
        assert loaded.article.text == f"{text}\ufffd{text}"
        assert [issue.slug for issue in loaded.issues] == ["damaged-text"]

    def test_nul_characters_are_replaced_one_for_one_with_an_issue(self) -> None:
        loaded = load(b"The envoys\0 met in Vienna and agreed to meet again in the spring of next year.\0")
        assert loaded.article.text.count("\ufffd") == 2
        assert loaded.article.text_length == 79
        assert [issue.slug for issue in loaded.issues] == ["nul-characters"]

    def test_the_end_mark_of_old_wires_is_no_binary(self) -> None:
        assert decode(b"Talks go on.\n REUTER\n\x03", name="x").text.endswith("\x03")


class TestRefusals:
    @pytest.mark.parametrize(
        "data", [b"", b" \n\t\r\n ", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n", "\ufeff".encode("utf-16")]
    )
    def test_nothing_to_read_is_no_article(self, data: bytes) -> None:
        with pytest.raises(NotAnArticle):
            load(data)

    def test_an_empty_string_is_no_article(self) -> None:
        with pytest.raises(NotAnArticle):
            article_from_text(" \n")

    @pytest.mark.parametrize(
        ("data", "name"),
        [
            (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG"),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"),
            (b"PK\x03\x04\x14\0\x06\0", "zip"),
            (b"\x7fELF\x02\x01\x01\0", "ELF"),
            (b"\x1f\x8b\x08\0\0", "gzip"),
            (b"{\\rtf1\\ansi Talks}", "Rich Text"),
            (b"SQLite format 3\0\x10\0", "SQLite"),
            (bytes(1000), "binary"),
            (b"text" + bytes(range(1, 9)) * 40, "binary"),
        ],
    )
    def test_what_is_no_text_is_named(self, data: bytes, name: str) -> None:
        with pytest.raises(UnsupportedFormat, match=name) as caught:
            load(data)
        assert caught.value.hint

    def test_a_large_file_is_refused_by_its_size_and_not_read(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "large.txt"
        with path.open("wb") as stream:
            stream.truncate(50 * 1024 * 1024)
        monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("the file was opened"))
        with pytest.raises(SourceError, match=r"limit is 10 MB .* 50\.0 MB"):
            load(path)

    def test_a_large_stream_is_read_no_further_than_the_limit(self, monkeypatch: pytest.MonkeyPatch) -> None:
        endless = io.BytesIO(b"a" * (LIMIT + 5))
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(endless))
        with pytest.raises(SourceError, match="limit is 10 MB"):
            load("-")
        assert endless.tell() == LIMIT + 1

    def test_a_missing_file_a_folder_and_a_name_that_cannot_be_are_told_in_a_sentence(self, tmp_path: Path) -> None:
        for path, reason in ((tmp_path / "none.txt", "no such file"), (tmp_path, "folder"), ("a\0b", "null")):
            with pytest.raises(SourceError, match=reason) as caught:
                load(path)
            assert str(caught.value).startswith("Cannot read ")

    def test_a_forbidden_file_is_told_in_a_sentence(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def forbidden(*_: object) -> None:
            raise PermissionError(13, "Permission denied")

        path = tmp_path / "secret.txt"
        path.write_text(TALKS)
        monkeypatch.setattr(Path, "open", forbidden)
        with pytest.raises(SourceError, match="may not read"):
            load(path)


class TestPages:
    def test_the_main_text_stands_without_menus_paragraphs_apart(self) -> None:
        menu = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/c'>Contact us</a></li></ul></nav>"
        text = load(page(menu + PARAGRAPHS + "<footer>All rights reserved</footer>")).article.text
        assert text.startswith("The foreign ministers of the two neighbours met in Vienna on Monday")
        assert text.count("\n\n") == 2
        assert "Contact us" not in text

    def test_line_ends_of_the_markup_do_not_break_sentences(self) -> None:
        text = load(page(PARAGRAPHS.replace(" met in ", " met\n   in "))).article.text
        assert "two neighbours met in Vienna" in text

    def test_the_page_says_title_publisher_address_and_day(self) -> None:
        head = (
            "<title>Talks resume - Ministry of Examples</title>"
            '<meta property="og:title" content="Talks &amp; more resume">'
            '<meta property="og:site_name" content="Ministry of Examples">'
            '<meta property="article:published_time" content="2021-02-25T23:30:00+09:00">'
            '<link rel="canonical" href="https://mfa.example/talks?id=1&amp;l=en">'
        )
        article = load(page(PARAGRAPHS, head)).article
        assert article.title == "Talks & more resume"
        assert article.text.startswith("Talks & more resume\n\n")
        assert article.publisher == "Ministry of Examples"
        assert (article.published, article.published_basis) == ("2021-02-25", "metadata")
        assert article.url == "https://mfa.example/talks?id=1&l=en"
        assert article.language == "en"

    def test_what_is_given_wins_over_what_the_page_says(self) -> None:
        head = '<meta property="article:published_time" content="2021-02-25"><meta property="og:title" content="A">'
        article = load(page(PARAGRAPHS, head), published="2020-01-02", title="Given").article
        assert (article.published, article.published_basis, article.title) == ("2020-01-02", "given", "Given")

    @pytest.mark.parametrize(
        "head",
        [
            '<meta property="article:modified_time" content="2021-02-25">',  # changed is not published
            '<meta name="date" content="25/02/2021">',  # day or month first
            '<script type="application/ld+json">[{"datePublished": "2021-02-25"}, {"datePublished": "2021-02-26"}]'
            "</script>",  # a list of articles
            '<meta property="article:published_time" content="0000-00-00">',
        ],
    )
    def test_a_day_that_is_not_plainly_the_articles_is_left_out(self, head: str) -> None:
        article = load(page(PARAGRAPHS + "<p>Posted 3 March 2020, updated 4 March 2020.</p>", head)).article
        assert (article.published, article.published_basis) == (None, None)

    def test_a_template_language_that_the_letters_deny_is_left_out(self) -> None:
        korean = "<p>두 장관은 회담을 계속하기로 했다고 외교부가 밝혔다. 양측은 다음 달 다시 만나기로 했다.</p>" * 4
        assert load(page(korean)).article.language is None

    def test_an_article_with_a_stray_tag_is_no_page(self) -> None:
        text = "The 1<sup>st</sup> vice minister met the envoy.\n\nThey spoke of <html> and <body> tags."
        assert load(text.encode()).article.text == text

    def test_a_fragment_of_markup_is_a_page(self) -> None:
        text = load(f"<div><h1>Talks resume</h1>{PARAGRAPHS}</div>".encode()).article.text
        assert "<p>" not in text
        assert "second round of talks" in text

    def test_a_page_without_text_is_no_article(self) -> None:
        with pytest.raises(NotAnArticle, match="web page"):
            load(page("<script>document.write('Talks')</script>"))

    @pytest.mark.parametrize(
        "body",
        [
            "<div>" * 100_000 + PARAGRAPHS,  # nested deeper than a parser can go
            "<div>" * 100_000 + PARAGRAPHS + "</div>" * 100_000,
            "<span " + "a=b " * 200_000 + ">" + PARAGRAPHS,  # a tag of 800,000 characters
            "<!--" * 100_000 + PARAGRAPHS,  # comments that never end
            "<script>" * 50_000 + "</script>" + PARAGRAPHS,
            "<a " * 100_000 + ">" + PARAGRAPHS,
            "<b>" * 60_000 + PARAGRAPHS,
        ],
    )
    def test_hostile_markup_is_read_without_its_tags_and_an_issue_says_so(self, body: str) -> None:
        loaded = load(page(body))
        assert "They agreed to open two border crossings before the summer" in loaded.article.text
        assert "<" not in loaded.article.text
        assert [i.slug for i in loaded.issues] in (["page-too-complex"], ["no-main-text"])

    def test_character_references_to_no_character_do_no_harm(self) -> None:
        text = load(page(PARAGRAPHS.replace("Monday", "Mon&#xD800;day&#0;&#x110000;&nbsp;&amp;lt;"))).article.text
        text.encode("utf-8")
        assert "\0" not in text
        assert "&lt;" in text
