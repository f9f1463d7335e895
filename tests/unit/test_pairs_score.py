"""The figures of the type model: what counts as right, and as sure."""

from __future__ import annotations

import numpy as np
import pytest

from evaluation.pairs import QUAD, ROOTS, TYPES, calibration_error, macro_f1, root_probabilities, temperature_of


def logits(**given: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """One row of logits: 0 for every label but those given; the last is that of no relation."""
    return np.array([[given.get(name, 0.0) for name in (*TYPES, "none")]])


def test_every_class_counts_alike_however_rare() -> None:
    gold = ["AID"] * 9 + ["REJECT"]
    assert macro_f1(gold, ["AID"] * 10) == pytest.approx((18 / 19 + 0) / 2)
    assert macro_f1(gold, gold) == 1


def test_a_class_that_is_only_found_lowers_precision_and_adds_no_class() -> None:
    assert macro_f1(["AID", "AID"], ["AID", "REJECT"]) == pytest.approx(2 / 3)


def test_words_and_deeds_of_giving_way_are_one_class() -> None:
    found = root_probabilities(logits(CONCEDE=2.0, RETREAT=2.0, AID=2.5))
    assert ROOTS[int(found.argmax())] == "YIELD"
    assert QUAD["YIELD"] == 2


def test_that_there_may_be_no_relation_does_not_change_the_type() -> None:
    assert root_probabilities(logits(none=9.0, AID=1.0)) == pytest.approx(root_probabilities(logits(AID=1.0)))


def test_confidence_that_is_right_as_often_as_it_says_has_no_error() -> None:
    confidence = np.full(10, 0.85)
    assert calibration_error(confidence, np.array([1] * 8 + [0] * 2)) == pytest.approx(0.05)
    assert calibration_error(np.full(10, 0.8), np.array([1] * 8 + [0] * 2)) == pytest.approx(0)


def test_a_model_that_is_always_right_and_unsure_is_made_surer() -> None:
    rows = np.concatenate([logits(AID=2.0)] * 20)
    assert temperature_of(np.array(["AID"] * 20), rows) < 0.5
