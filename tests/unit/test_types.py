"""The type model as it is shipped: it loads, is deterministic, and reads plain sentences of every type."""

from __future__ import annotations

from importlib.resources import files
from typing import get_args

import pytest

import communique.models.types as types
from communique.errors import ModelMissing
from communique.models.marked import Unmarked
from communique.models.types import NONE, TypeModel, judge, type_model
from communique.record import EventType

PLAIN = [
    ("<s>Portugal</s> promised to send <t>Cape Verde</t> two patrol boats.", "AGREE"),
    ("<s>The Maltese premier</s> held talks with <t>his Cypriot colleague</t> in Valletta.", "CONSULT"),
    ("<s>Chile</s> praised <t>Uruguay</t> for its stand.", "SUPPORT"),
    ("<s>The cabinet</s> gave in to <t>the nurses</t> and dropped the pay freeze.", "CONCEDE"),
    ("<s>The navies of Malta</s> and <t>Italy</t> held joint exercises.", "COOPERATE"),
    ("<s>Iceland</s> donated 200 tents to <t>the Red Crescent in Syria</t>.", "AID"),
    ("<s>The rebels</s> released <t>four Swiss engineers</t>.", "RETREAT"),
    ("<s>Belize</s> asked <t>the United Kingdom</t> for help.", "REQUEST"),
    ("<s>Cyprus</s> accused <t>Turkey</t> of drilling in its waters.", "ACCUSE"),
    ("<s>Tonga</s> rejected <t>the Australian proposal</t>.", "REJECT"),
    ("<s>Chad</s> threatened <t>Libya</t> with war.", "THREATEN"),
    ("<s>Thousands of students</s> demonstrated against <t>the government</t> in Lima.", "PROTEST"),
    ("<s>Ecuador</s> expelled <t>the Swedish ambassador</t>.", "SANCTION"),
    ("<s>Ruritania</s> massed troops on the border with <t>Grustark</t>.", "MOBILIZE"),
    ("<s>Police</s> arrested <t>the opposition leader</t> at her home.", "COERCE"),
    ("<s>Gunmen</s> killed <t>three aid workers</t> in the valley.", "ASSAULT"),
]
YIELDING = {"CONCEDE", "RETREAT"}


def probabilities(**given: float) -> dict[str, float]:
    names = [*get_args(EventType), NONE]
    rest = (1 - sum(given.values())) / (len(names) - len(given))
    return {name: given.get(name, rest) for name in names}


@pytest.mark.parametrize(("sentence", "event_type"), PLAIN)
def test_a_plain_sentence_of_each_type_is_given_it(sentence: str, event_type: str) -> None:
    (found,) = type_model().judge([sentence])
    assert found.type == event_type or {found.type, event_type} <= YIELDING


def test_who_is_marked_decides() -> None:
    """One sentence, two pairs: a model that only saw the words would give both the same type."""
    text = "Portugal condemned the raid in which {} attacked {}."
    condemned = "<s>Portugal</s> condemned the raid in which <t>Chad</t> attacked Libya."
    attacked = text.format("<s>Chad</s>", "<t>Libya</t>")
    first, second = type_model().judge([condemned, attacked])
    assert (first.type, second.type) == ("ACCUSE", "ASSAULT")


def test_a_sentence_gets_the_same_figures_in_any_company_and_any_process() -> None:
    alone = list(TypeModel().probabilities([PLAIN[0][0]]))
    among = list(type_model().probabilities([sentence for sentence, _ in PLAIN]))
    assert alone[0] == among[0]


def test_probabilities_name_every_type_and_add_up_to_one() -> None:
    (found,) = type_model().probabilities([PLAIN[0][0]])
    assert set(found) == {*get_args(EventType), NONE}
    assert sum(found.values()) == pytest.approx(1)


def test_a_sentence_without_a_pair_is_refused() -> None:
    with pytest.raises(Unmarked):
        list(type_model().probabilities(["Oslo thanked Riga."]))


@pytest.mark.parametrize(
    ("given", "event_type", "confidence"),
    [
        (probabilities(ACCUSE=0.8), "ACCUSE", 0.8),
        # Torn between words and deeds of giving way, but sure that someone gave way.
        (probabilities(CONCEDE=0.3, RETREAT=0.25, AID=0.4), "CONCEDE", 0.55),
        # Sure of the type, if there is a relation at all.
        (probabilities(none=0.4, CONSULT=0.5), "CONSULT", 0.83),
        (probabilities(none=0.6, CONSULT=0.3), None, 0.75),
        (probabilities(ACCUSE=0.2, THREATEN=0.2), None, 0.2),
    ],
)
def test_a_type_is_given_only_where_it_is_sure_enough(
    given: dict[str, float], event_type: str | None, confidence: float
) -> None:
    found = judge(given)
    assert found.type == event_type
    assert found.confidence == pytest.approx(confidence, abs=0.02)


def test_a_missing_file_is_told_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ModelMissing, match=r"nothing\.onnx is not in the package"):
        types._bytes("nothing.onnx")


def test_the_model_is_small_and_has_a_card() -> None:
    folder = files("communique.models")
    assert len(folder.joinpath("types.onnx").read_bytes()) < 25_000_000
    card = folder.joinpath("types.md").read_text("utf-8")
    assert {"## Data", "## Licence", "## Recipe", "## Scores", "## Known faults"} <= set(card.splitlines())
