"""Whatever the text: every span says what the text says, and nothing is both article and boilerplate."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from communique.draft import Segments
from communique.errors import CommuniqueError
from communique.record import Article
from communique.sources import Loaded, article_from_text, load
from communique.stages.boilerplate import patterns
from communique.stages.profile import profile
from communique.stages.segment import segment

# Text that reaches the rules: scraps of boilerplate among words, bullets, odd spaces and any line ends.
SCRAPS = [
    "[ad_1]", "\\###", "]]>", "-0-", " REUTER\n\x03", "Photo", "Credit", "Source", "Home", "Search", "Contact us",
    "SEOUL, March 2 (Yonhap) -- ", "VIENNA The envoys met.", "[연합뉴스]", "picture explanationA B, C", "▶ Click here",
    "(Reporting by A B; Editing by C D)", "© 2020 A", "By Jane Roe", "MR STONE: Yes.", "- item", "1. ", "“", "”",
    "📅 2020-01-01", "The two sides agreed.", "the two sides agreed", "Office of the Spokesperson", "\t", "\r\n",
    "\n\n", "\u2028", "\x85", "\x1a",
    "\ufffd", "e\u0301", "🤝🏽", "\u202e", "\u00a0", "It is noted that", "(local time)", "on the 25th, ",
]  # fmt: skip
MARKUP = [
    "<p>", "</p>", "<div>", "<b", ">", "<!--", "-->", "<script>", "&#0;", "&#xD800;", "&lt;", "text of ", "talks.", '"',
    "<br>", "<table><tr><td>", "<ul><li>", "\x85", "<![CDATA[",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(min_size=1, max_size=400),
    st.lists(st.one_of(st.sampled_from(SCRAPS), st.text(max_size=12), st.sampled_from(["\n", "\n\n", " "]))).map(
        "".join
    ),
)


def loaded_or_refused(data: bytes) -> Loaded | None:
    """What was loaded; None where the bytes were refused in words. Any other exception is a fault."""
    told = ""
    try:
        return load(data)
    except CommuniqueError as refusal:
        told = str(refusal)
    assert told.startswith("Cannot read")
    return None


def check(article: Article, segments: Segments) -> None:
    text = article.text
    taken = sorted(
        [(b.start, b.end) for b in segments.blocks] + [(b.span.start, b.span.end) for b in segments.boilerplate]
    )
    assert all(0 <= start < end <= len(text) for start, end in taken)
    assert all(end <= start for (_, end), (start, _) in pairwise(taken))
    assert [b.start for b in segments.blocks] == sorted(b.start for b in segments.blocks)
    for mark in segments.boilerplate:
        assert text[mark.span.start : mark.span.end] == mark.span.exact
        assert mark.span.exact == mark.span.exact.strip()
    for block in segments.blocks:
        words = text[block.start : block.end]
        assert words == words.strip()
        assert any(character.isalnum() or character == "_" for character in words)
    assert [b.kind for b in segments.blocks[1:]] == ["paragraph"] * len(segments.blocks[1:])


@settings(deadline=None, max_examples=6000)
@given(TEXTS)
def test_blocks_and_boilerplate_are_apart_in_order_and_as_the_text_says(text: str) -> None:
    try:
        article = article_from_text(text)
    except CommuniqueError:
        assert not text.strip()
        return
    segments = segment(article)
    check(article, segments)
    described, issues = profile(article, segments)
    assert described.text == article.text
    assert all(issue.stage == "profile" for issue in issues)
    assert segment(article) == segments


@settings(deadline=None, max_examples=6000)
@given(TEXTS)
def test_every_word_is_article_or_boilerplate(text: str) -> None:
    if not text.strip():
        return
    article = article_from_text(text)
    segments = segment(article)
    kept = [(b.start, b.end) for b in segments.blocks] + [(b.span.start, b.span.end) for b in segments.boilerplate]
    for word in re.finditer(r"[^\W\d_]{6,}", article.text):  # the marks of items, such as "(iv)", are shorter
        assert any(start <= word.start() and word.end() <= end for start, end in kept), word[0]


@settings(deadline=None, max_examples=6000)
@given(st.one_of(st.binary(max_size=300), TEXTS.map(lambda text: text.encode("utf-8", "replace"))))
def test_any_bytes_become_an_article_or_a_plain_refusal(data: bytes) -> None:
    loaded = loaded_or_refused(data)
    if loaded is None:
        return
    article = loaded.article
    article.text.encode("utf-8")
    assert "\0" not in article.text
    assert "\r" not in article.text
    assert article.text_length == len(article.text)
    for issue in loaded.issues:
        if issue.span:
            assert article.text[issue.span.start : issue.span.end] == issue.span.exact
    check(article, segment(article))


@settings(deadline=None, max_examples=6000)
@given(st.lists(st.sampled_from(MARKUP)))
def test_any_markup_becomes_an_article_or_a_plain_refusal(pieces: list[str]) -> None:
    loaded = loaded_or_refused(("<!doctype html><html><body>" + "".join(pieces)).encode())
    if loaded is not None:
        loaded.article.text.encode("utf-8")
        check(loaded.article, segment(loaded.article))


def test_no_pattern_matches_the_empty_line() -> None:
    assert [p.id for p in patterns() if p.find("", 0, 0)] == []
