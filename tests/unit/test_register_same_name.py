"""Whether two spellings can be one name: sound and custom decide, never the number of letters that differ."""

from __future__ import annotations

import pytest

from communique.register import load, same_name
from communique.register.names import name_words, transliterate


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Noh Kyu-duk", "노규덕"),
        ("Kyu-Duk Noh", "노규덕"),  # either order
        ("Roh Gyu Deok", "Noh Kyuduk"),  # other romanisations, joined or parted
        ("Yoon Suk-yeol", "Yoon Seok-youl"),
        ("Kim Yo Jong", "김여정"),  # the northern way
        ("Sung Kim", "성김"),
        ("Mao Tse-tung", "Mao Zedong"),  # Wade-Giles and pinyin
        ("Teng Hsiao-p'ing", "Deng Xiaoping"),
        ("Chiang Ching-kuo", "Jiang Jingguo"),
        ("Lee Teng-hui", "Li Denghui"),  # a surname in no system
        ("محمد بن سلمان", "Mohammed bin Salman"),  # short vowels are not written
        ("عبد الفتاح السيسي", "Abdel Fattah el-Sisi"),
        ("حسین امیرعبداللهیان", "Hossein Amir-Abdollahian"),  # Persian
        ("בנימין נתניהו", "Benjamin Netanyahu"),
        ("Κυριάκος Μητσοτάκης", "Kyriakos Mitsotakis"),
        ("Γιώργος Παπανδρέου", "Giorgos Papandreou"),  # two letters, one sound
        ("王毅", "Wang Yi"),  # by pinyin
        ("習近平", "习近平"),  # two forms of one character
        ("歐陽玉靖", "Ouyang Yujing"),  # a surname of two characters
        ("文在寅", "문재인"),  # by the Korean reading
        ("金正恩", "Kim Jong Un"),
        ("王毅", "Ван И"),  # Palladius
        ("Си Цзиньпин", "Xi Jinping"),
        ("Юн Сок Ёль", "Yoon Suk-yeol"),  # Kontsevich
        ("Ким Чен Ын", "Kim Jong Un"),  # and the usage before him
        ("Олаф Шольц", "Olaf Scholz"),  # by sound
        ("Хайко Маас", "Heiko Maas"),
        ("إيمانويل ماكرون", "Emmanuel Macron"),
        ("하야시 요시마사", "Hayashi Yoshimasa"),
        ("조 바이든", "Joe Biden"),  # no Cho
        ("Abdulfattah al-Sisi", "Abdel Fattah el-Sisi"),
        ("Qadhafi", "Gaddafi"),
        ("Tony Blinken", "Antony J. Blinken"),  # a nickname and an initial
        ("Joseph R. Biden, Jr.", "Joe Biden"),
        ("Ned Price", "Edward Price"),
        ("Sergey Lavrov", "Сергей Викторович Лавров"),  # another script, a patronymic left out
        ("Volodymyr Zelensky", "Володимир Зеленський"),
        ("Sirojiddin Muhriddin", "Sirodjidin Mukhriddin"),
        ("Muhammad bin Salman", "Mohammed bin Salman Al Saud"),
        ("Bashar al-Assad", "Bashar Assad"),
        ("Mori Takeo", "Takeo Mori"),
        ("Xi Jinping", "Xi Jin-ping"),
        ("Recep Tayyip Erdoğan", "Tayyip Erdogan"),
    ],
)
def test_spellings_of_one_name_are_one(a: str, b: str) -> None:
    for first, second in ((a, b), (b, a)):
        match = same_name(first, second)
        assert match.same, match.why
        assert match.confidence >= 0.7


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Salman bin Hamad", "Hamad bin Salman"),  # father and son: the same words
        ("Mohammed bin Zayed Al Nahyan", "Abdullah bin Zayed Al Nahyan"),  # brothers
        ("حسن نصر الله", "Hussein Nasrallah"),  # Arabic would write the long vowel of Hussein
        ("رفيق الحريري", "Saad Hariri"),
        ("יצחק רבין", "Yitzhak Shamir"),
        ("Chiang Ching-kuo", "Jiang Jieshi"),
        ("王毅", "Wang Yu"),
        ("李克强", "Li Qiang"),
        ("Ван И", "Wang Yang"),
        ("Ху Цзиньтао", "Xi Jinping"),
        ("Ким Чен Ын", "Kim Jong Il"),
        ("Олаф Шольц", "Martin Schulz"),
        ("Борис Джонсон", "Ron Johnson"),
        ("존 케리", "John Kelly"),
        ("기시다 후미오", "Nobuo Kishi"),
        ("Abdulfattah al-Sisi", "Abdullah al-Sisi"),
        ("Hu Jintao", "Hu Jinta"),
        ("Γιώργος Παπανδρέου", "Andreas Papandreou"),
        ("Park Jin", "Park Jin-hee"),  # a Korean given name of one syllable is a whole one
        ("Cho Tae-yong", "Cho Tae-yul"),  # two letters apart, and two foreign-policy officials of one country
        ("조태용", "조태열"),
        ("Cho Tae-yong", "조태열"),
        ("Kim Song", "Sung Kim"),  # ambassadors of two states
        ("Wang Yu", "Wang Yi"),
        ("Lee Do-hoon", "Lee Do-hyun"),
        ("Kim Jong Un", "Kim Jong Il"),
        ("Kim Yo Jong", "Kim Jong Un"),
        ("Park Jin", "Park Jie-won"),
        ("Wendy Sherman", "Brad Sherman"),  # a shared surname is not a shared name
        ("Hun Sen", "Hun Manet"),
        ("Boris Johnson", "Ron Johnson"),
        ("Sullivan", "Solomon"),
        ("George H. W. Bush", "George W. Bush"),  # father and son
        ("블링컨", "Sergey Lavrov"),
        ("", "Sergey Lavrov"),
    ],
)
def test_different_names_stay_different(a: str, b: str) -> None:
    for first, second in ((a, b), (b, a)):
        assert not same_name(first, second).same
        assert not load().same_name(first, second).same


@pytest.mark.parametrize(
    ("a", "b"),
    [("Blincoln", "Blinken"), ("Tony Blincoln", "Antony Blinken"), ("블링컨", "Antony Blinken")],
)
def test_a_near_spelling_is_a_guess_that_asks_for_backing(a: str, b: str) -> None:
    match = same_name(a, b)
    assert match.same
    assert match.confidence < 0.7
    assert "needs role or country" in match.why


def test_the_register_blocks_a_guess_between_two_people_it_knows() -> None:
    register = load()
    assert same_name("Johnson", "Johnston").same
    assert not register.same_name("Johnson", "Johnston").same


def test_the_register_joins_spellings_it_knows_for_one_person() -> None:
    match = load().same_name("王毅", "Wang Yi")  # no sound in the characters
    assert match.same
    assert "in the register" in match.why


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("船越健裕", "Takeo Akiba"),  # Japanese names are read in too many ways
        ("มหาวชิราลงกรณ", "Maha Vajiralongkorn"),
        ("李强", "Lee Kang"),  # a Korean of these characters is called so, a Chinese is not
    ],
)
def test_what_cannot_be_compared_is_no_sure_no(a: str, b: str) -> None:
    match = same_name(a, b)
    assert not match
    assert match.confidence < 0.5


def test_a_match_is_true_when_the_names_are_the_same() -> None:
    assert same_name("Sergey Lavrov", "Сергей Лавров")
    assert not same_name("Sergey Lavrov", "Sergei Ryabkov")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Joseph R. Biden, Jr.", ("joseph", "biden")),
        ("Sheikh Abdullah bin Zayed Al-Nahyan", ("abdullah", "bin", "zayed", "nahyan")),
        ("Муренков, Василий Николаевич", ("василий", "николаевич", "муренков")),  # surname first, with a comma
        ("Masaki Saito (diplomat)", ("masaki", "saito")),
        ("Prince Faisal bin Farhan", ("faisal", "bin", "farhan")),
        ("King Charles", ("king", "charles")),  # two words: the title may be a name
    ],
)
def test_the_words_of_a_name_are_without_titles_and_initials(name: str, words: tuple[str, ...]) -> None:
    assert name_words(name) == words


def test_only_alphabets_are_transliterated() -> None:
    assert transliterate("Сергей Лавров") == "Sergey Lavrov"
    assert transliterate("王毅") is None


@pytest.mark.parametrize("name", ["Kim " * 1000, "a" * 5000, "-" * 5000, "김" * 3000, "\u0000", "\u0301" * 50])
def test_absurd_names_do_no_harm(name: str) -> None:
    assert not same_name(name, "Sergey Lavrov").same
    assert load().persons(name) == ()


@pytest.mark.parametrize(
    ("a", "b", "why"),
    [
        ("Mao Tse-tung", "Mao Zedong", "one Chinese name"),
        ("محمد بن سلمان", "Mohammed bin Salman", "its short vowels are not written"),
        ("Salman bin Hamad", "Hamad bin Salman", "are not one given name"),
        ("ali", "علي", "it is short; needs role or country"),
        ("יצחק רבין", "Yitzhak Shamir", "do not give Yitzhak Shamir"),
    ],
)
def test_the_reason_is_told_in_words(a: str, b: str, why: str) -> None:
    assert why in same_name(a, b).why
    assert why in same_name(b, a).why or why == "are not one given name"
