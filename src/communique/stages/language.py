"""Language: which language a text is in, by its script, by its commonest words, and only then by a model."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections import Counter
from functools import cache
from importlib import resources
from typing import Any

_SAMPLE = 20_000
_FEWEST_LETTERS = 20
_WORD = re.compile(r"[^\W\d_]+")
_SURE = 0.75  # of the model's normalised score; below it a table of names comes out as anything


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language that most of `text` is in, or None if there is too little to tell.

    >>> language_of("The two ministers agreed to meet again in the spring.")
    'en'
    """
    sample = text[:_SAMPLE]
    script = _script(sample)
    if script is None:
        return None
    name, share = script
    if name != "Latin":
        return _one_of(_languages()[name], sample)
    words = [w.lower() for w in _WORD.findall(sample)]
    if sum(w in _english() for w in words) > 0.2 * len(words):
        return "en"
    return _one_of(_languages()["Latin"], sample) if share > 0.5 else None


def script_language(text: str) -> str | None:
    """The language that the script alone tells: None for Latin letters and for scripts that several languages share.

    >>> script_language("양측은 긴밀히 협의하기로 했다고 외교부가 오늘 밝혔다.")
    'ko'
    """
    script = _script(text[:_SAMPLE])
    languages = _languages()[script[0]] if script else ()
    return languages[0] if len(languages) == 1 else None


def foreign_script(text: str) -> bool:
    """Whether most of the letters are of a script that English is not written in."""
    script = _script(text[:_SAMPLE])
    return script is not None and script[0] != "Latin"


def script_of(language: str | None) -> str | None:
    """The script that a language is written in: None for one that we do not know, and for Latin letters.

    >>> script_of("uk")
    'Cyrillic'
    """
    return next((name for name, spoken in _languages().items() if language in spoken and name != "Latin"), None)


def scripts(text: str) -> Counter[str]:
    """How many letters of each script `text` has; all that is in no list counts as Latin."""
    starts, rows = _ranges()
    found: Counter[str] = Counter()
    for letter, count in Counter(text).items():
        if letter.isalpha():
            at = bisect_right(starts, ord(letter)) - 1
            found["Latin" if at < 0 or ord(letter) > rows[at][1] else rows[at][2]] += count
    return found


def _script(sample: str) -> tuple[str, float] | None:
    """The script of a text and its share of the letters. Japanese counts as Kana, Korean with hanja as Hangul."""
    found = scripts(sample)
    total = sum(found.values())
    if total < _FEWEST_LETTERS and not total - found["Latin"] > 4:
        return None
    if found["Kana"] > 0.1 * (found["Kana"] + found["Han"]):
        found["Kana"] += found.pop("Han", 0)
    if found["Hangul"] > found["Han"]:
        found["Hangul"] += found.pop("Han", 0)
    # A syllable or an ideograph says as much as two or three Latin letters.
    weights = {"Hangul": 2.5, "Kana": 2.0, "Han": 3.0}
    name = max(sorted(found), key=lambda script: found[script] * weights.get(script, 1.0))
    return name, found[name] / total


def _one_of(languages: tuple[str, ...], sample: str) -> str | None:
    if len(languages) == 1:
        return languages[0]
    identifier = _identifier(languages)
    language, score = identifier.classify(sample)
    # Half a score decides among the few languages of a script; among all of Latin's it would be a guess.
    return str(language) if score >= (_SURE if "en" in languages else 0.5) else None


@cache
def _identifier(languages: tuple[str, ...]) -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in languages if code in identifier.labels])
    return identifier


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(resources.files("communique.cues").joinpath("languages.toml").read_text("utf-8"))


@cache
def _english() -> frozenset[str]:
    return frozenset(_data()["english"])


@cache
def _languages() -> dict[str, tuple[str, ...]]:
    return {"Latin": tuple(_data()["latin"])} | {s["name"]: tuple(s["languages"]) for s in _data()["script"]}


@cache
def _ranges() -> tuple[list[int], list[tuple[int, int, str]]]:
    rows = sorted((first, last, s["name"]) for s in _data()["script"] for first, last in s["ranges"])
    return [first for first, _, _ in rows], rows
