"""Same name: whether two spellings, in any script, can be one person's name, and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from communique.register import abjad, characters, chinese, cyrillic, korean
from communique.register.letters import in_latin
from communique.register.names import initials_agree, name_words, servants_joined, spelling, stands_for
from communique.register.sounds import sounds_like

NEEDS_BACKING = 0.7  # below this a match needs a role, a country or a common mention on its side
_CANNOT_TELL = 0.3  # a no that only says that nobody knows
_LONGEST = 12  # words; Brazilian and Arabic names in full have up to ten
_SHORTEST_FUZZY = 5  # letters: in shorter words one letter is a fifth of the name ("Wang Yi", "Wang Yu")
_NEAR = 0.84  # Jaro-Winkler: Blincoln/Blinken is 0.88, Putin/Purnell 0.75
_LOOSE = {0: 0.9, 1: 0.8}
_VOWELS = frozenset("aeiouy")
PATRONYMIC = frozenset({"bin", "ibn", "bint", "ben"})  # without it another generation may be meant


@dataclass(frozen=True, slots=True)
class Match:
    """Whether two spellings can be one name, a reason a person can check, and how sure that is."""

    same: bool
    why: str
    confidence: float

    def __bool__(self) -> bool:
        """Whether the two can be one name, so that `if same_name(a, b)` asks what it seems to ask."""
        return self.same


def same_name(a: str, b: str) -> Match:
    """Whether two spellings can be one name, by sound and by custom and never by counting letters alone.

    >>> same_name("Noh Kyu-duk", "노규덕").why
    'one Korean name: 노규덕 can be written Noh Kyu-duk'
    >>> same_name("Tony Blinken", "Antony J. Blinken").same, same_name("Cho Tae-yong", "Cho Tae-yul").same
    (True, False)
    """
    first, second = name_words(a), name_words(b)
    if not first or not second:
        return Match(False, "one of them is not a name", 1.0)
    if max(len(first), len(second)) > _LONGEST:
        return Match(False, "too long for a name", 1.0)
    if not initials_agree(a, b):
        return Match(False, "the initials differ", 0.95)
    if PATRONYMIC & set(first) and PATRONYMIC & set(second) and not _answers(first[0], second[0]):
        return Match(False, f"{first[0]} and {second[0]} are not one given name, and their fathers are named too", 0.9)
    if sorted(first) == sorted(second):
        return Match(True, "the same words" if first == second else "the same words in another order", 0.97)
    if _joined(first, second):
        return Match(True, "the same words, joined or parted", 0.95)
    if all(any(word.startswith("abd") for word in words) for words in (first, second)):
        first, second = servants_joined(first), servants_joined(second)
    if characters.is_han(a) or characters.is_han(b):
        return _characters(a, b)
    if korean.is_hangul(a) and korean.is_hangul(b):
        return Match(False, f"{a} and {b} are different names", 0.95)
    loose = korean.compare(a, b)
    if loose is not None:
        return _korean(a, b, loose)
    if korean.is_hangul(a) or korean.is_hangul(b):
        return _hangul_foreign(a, b)
    if chinese.compare(a, b):
        return Match(True, f"one Chinese name: {a} and {b} are spellings in Wade-Giles and pinyin", 0.85)
    if korean.readings(a) and korean.readings(b) and (_is_korean(a) or _is_korean(b)):
        return Match(False, f"read as Korean names, {a} and {b} sound different", 0.9)
    if abjad.is_abjad(a) != abjad.is_abjad(b):
        return _unvoweled(a, b)
    scripts = _other_scripts(a, b)
    return _words(a, b, first, second) if scripts is None else scripts


def _characters(a: str, b: str) -> Match:
    """Chinese characters against another spelling: yes where a table reads them so, no where it reads them otherwise.

    Names of Japan, and characters that the table lacks, cannot be told either way.
    """
    han, other = (a, b) if characters.is_han(a) else (b, a)
    if characters.is_han(other):
        if characters.simplified(han) == characters.simplified(other):
            return Match(True, "the same characters, in two forms", 0.95)
        return Match(False, f"{a} and {b} are different characters", 0.6)
    if cyrillic.is_cyrillic(other):
        for latin in characters.in_pinyin(han):
            if cyrillic.is_chinese_name(other, latin):
                return Match(True, f"one Chinese name: {han} is {latin} in pinyin", 0.85)
        return Match(False, f"cannot tell whether {han} is read {other}", _CANNOT_TELL)
    mine, theirs = characters.pinyin(han), chinese.readings(other)
    if mine & theirs:
        return Match(True, f"one Chinese name: {han} is read {' '.join(min(mine & theirs))}", 0.85)
    korean_too = any(korean.compare(each, other) is not None for each in characters.hangul(han))
    if korean_too and not theirs:
        return Match(True, f"one Korean name: {han} is read {characters.hangul(han)[0]}", 0.85)
    if mine and theirs and not korean_too:
        return Match(False, f"{han} is read {' '.join(min(mine))}", 0.85)
    return Match(False, f"cannot tell whether {han} is read {other}", _CANNOT_TELL)


def _joined(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether only spaces and hyphens tell the two apart, in either order: "Xi Jin-ping", "Jinping Xi"."""
    turned = (second, second[1:] + second[:1], second[-1:] + second[:-1])
    return len(first) != len(second) and any("".join(first) == "".join(words) for words in turned)


def _korean(a: str, b: str, loose: int) -> Match:
    hangul, latin = (a, b) if korean.is_hangul(a) else (b, a)
    how = "can be written" if korean.is_hangul(hangul) else "can be the same Hangul as"
    return Match(True, f"one Korean name: {hangul} {how} {latin}", _LOOSE[loose])


def _is_korean(name: str) -> bool:
    return any(len(reading.given) >= 2 for reading in korean.readings(name))


def _hangul_foreign(a: str, b: str) -> Match:
    """A foreign name in Hangul ("블링컨") against its Latin spelling, by consonants."""
    hangul, latin = (a, b) if korean.is_hangul(a) else (b, a)
    native = " " not in hangul.strip() and korean.readings(hangul)  # "조 바이든" is no Cho
    if native and any(korean.is_surname(word) for word in name_words(latin)):
        return Match(False, f"{hangul} cannot be written {latin}", 0.9)
    if sounds_like(hangul, latin, script="hangul"):
        worth = 0.8 if len(name_words(latin)) > 1 else 0.65
        return Match(True, _backed(f"{hangul} is {latin} as Hangul writes it", worth), worth)
    mine = [_skeleton(korean.romanise(word)) for word in hangul.split()]
    theirs = [_skeleton(word) for word in name_words(latin)]
    shared = [m for m in mine if len(m) >= 3 and m in theirs]
    if shared and len(shared) >= min(len(mine), len(theirs)) - 1:
        return Match(True, f"{hangul} sounds like {latin}; needs role or country on its side", 0.6)
    return Match(False, f"{hangul} cannot be read as {latin}", 0.85)


def _unvoweled(a: str, b: str) -> Match:
    """Arabic, Persian or Hebrew letters against Latin ones, letter by letter."""
    letters, latin = (a, b) if abjad.is_abjad(a) else (b, a)
    if not latin.isascii() and in_latin(latin) not in (None, latin):
        latin = in_latin(latin) or latin
    if not abjad.reads_as(letters, latin):
        return Match(False, f"the letters of {letters} do not give {latin}", 0.8)
    if not abjad.says_enough(letters):
        return Match(True, f"{letters} can be read {latin}, but it is short; needs role or country on its side", 0.6)
    return Match(True, f"{letters} can be read {latin}: its short vowels are not written", 0.75)


def _other_scripts(a: str, b: str) -> Match | None:
    """Cyrillic and Greek by transliteration; scripts that do not spell out sounds cannot be compared here."""
    if a.isascii() and b.isascii():
        return None
    plain_a, plain_b = in_latin(a), in_latin(b)
    if plain_a is None or plain_b is None:
        return Match(False, "the two scripts cannot be compared by sound", 0.3)
    if (plain_a, plain_b) == (a, b):
        return None
    first, second = name_words(plain_a), name_words(plain_b)
    found = _words(plain_a, plain_b, first, second)
    if cyrillic.is_cyrillic(a) != cyrillic.is_cyrillic(b) and found.confidence * found.same < NEEDS_BACKING:
        letters, latin = (a, b) if cyrillic.is_cyrillic(a) else (b, a)
        found = _cyrillic(letters, latin, found)
    return Match(found.same, f"transliterated: {found.why}", min(found.confidence, 0.9))


def _cyrillic(name: str, latin: str, otherwise: Match) -> Match:
    """A name of elsewhere as Russian writes it: by Palladius, by Kontsevich, or by its sound."""
    if cyrillic.is_chinese_name(name, latin):
        return Match(True, f"{name} is {latin} in the system of Palladius", 0.85)
    if cyrillic.is_korean_name(name, latin):
        return Match(True, f"one Korean name: {name} can be written {latin}", 0.8)
    if sounds_like(name, latin, script="cyrillic"):
        worth = 0.8 if len(name.split()) > 1 else 0.72
        return Match(True, f"{name} is {latin} as Cyrillic writes it", worth)
    return otherwise


def _backed(why: str, worth: float) -> str:
    return why if worth >= NEEDS_BACKING else f"{why}; needs role or country on its side"


def _words(a: str, b: str, first: tuple[str, ...], second: tuple[str, ...]) -> Match:
    """Names word by word: equal, respelt, nickname or, for one word at most, nearly the same."""
    short, long = (first, second) if len(first) <= len(second) else (second, first)
    left = Counter(long)
    reasons: list[str] = []
    confidence = 0.97 if len(short) == len(long) else 0.9
    unmatched: list[str] = []
    for word in short:
        if left[word] > 0:
            left[word] -= 1
        else:
            unmatched.append(word)
    for word in unmatched:
        found = _relate(word, list(left.elements()))
        if found is None:
            return Match(False, f"nothing in {b if short is first else a} answers to {word}", 0.85)
        other, reason, worth = found
        left[other] -= 1
        reasons.append(reason)
        confidence = min(confidence, worth)
    if not _anchored(first, second, confidence):
        return Match(False, f"too little in common between {a} and {b}", 0.6)
    if len(short) < len(long) and len(short) == 1:
        confidence = min(confidence, 0.75)
        reasons.append("only one word to go by")
    extra = list(left.elements())
    if PATRONYMIC & set(extra):
        confidence = min(confidence, 0.75)
    if extra and len(short) > 1:
        reasons.append(f"{' '.join(extra)} left out")
    why = "; ".join(reasons) or "the same words"
    if confidence < NEEDS_BACKING:
        why += "; needs role or country on its side"
    return Match(True, why, round(confidence, 2))


def _relate(word: str, others: list[str]) -> tuple[str, str, float] | None:
    """The word among `others` that can be `word`, the reason, and what that is worth."""
    for other in others:
        if spelling(word) == spelling(other) and len(spelling(word)) > 1:
            return other, f"{word} and {other} are spellings of one word", 0.88
    for other in others:
        if stands_for(word, other):
            return other, f"{word} stands for {other}", 0.85
    for other in others:
        if _fuzzy(word, other):
            return other, f"{word} is close to {other}", 0.55
    return None


def _fuzzy(a: str, b: str) -> bool:
    """Nearly one word: the same beginning, nearly the same consonants, nearly the same letters; all three."""
    if min(len(a), len(b)) < _SHORTEST_FUZZY or a[0] != b[0] or not (a.isascii() and b.isascii()):
        return False
    from rapidfuzz.distance import JaroWinkler, Levenshtein

    near = JaroWinkler.similarity(a, b) >= _NEAR
    return near and Levenshtein.distance(_skeleton(a), _skeleton(b)) <= 1


def _anchored(first: tuple[str, ...], second: tuple[str, ...], confidence: float) -> bool:
    """A surname must take part: the last word of one is answered by the last or the first word of the other."""
    ends = ((first[-1], second[-1]), (first[-1], second[0]), (first[0], second[-1]))
    related = any(_answers(x, y) for x, y in ends)
    shared = set(first) & set(second) if min(len(first), len(second)) > 1 else set()
    return related or (confidence >= NEEDS_BACKING and bool(shared))


def _answers(a: str, b: str) -> bool:
    return a == b or spelling(a) == spelling(b) or stands_for(a, b) or _fuzzy(a, b)


def _skeleton(word: str) -> str:
    """The consonants of a word as they sound: "blinken" and "beullingkeon" both give blnkn."""
    folded = spelling(word.casefold()).replace("ng", "n").replace("c", "k").replace("r", "l")
    folded = folded.replace("f", "p").replace("v", "b").replace("z", "j")
    bones = [c for c in folded if c.isalpha() and c not in _VOWELS]
    return "".join(c for i, c in enumerate(bones) if i == 0 or c != bones[i - 1])
