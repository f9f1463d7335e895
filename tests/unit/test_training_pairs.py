"""The project's own training sentences: well formed, all different, all types, split by document."""

from __future__ import annotations

from collections import Counter, defaultdict

from communique.models.marked import parse
from training.pairs_data import AFTER_READING, LABELS, OWN, fold_of, own

PAIRS = own()


def test_every_own_sentence_marks_a_pair_and_has_a_type() -> None:
    assert all(parse(pair.sentence).source and parse(pair.sentence).target for pair in PAIRS)


def test_no_own_sentence_stands_twice_with_the_same_pair() -> None:
    assert [sentence for sentence, n in Counter(pair.sentence for pair in PAIRS).items() if n > 1] == []


def test_every_type_has_enough_sentences_to_learn_from() -> None:
    counts = Counter(pair.label for pair in PAIRS)
    assert len(PAIRS) >= 1_500
    assert {label for label in LABELS if counts[label] < 80} == set()


def test_sentences_of_one_document_are_in_one_fold() -> None:
    folds = defaultdict(set)
    for pair in PAIRS:
        folds[pair.document].add(fold_of(pair.document))
    assert all(len(found) == 1 for found in folds.values())
    assert {n for found in folds.values() for n in found} == {0, 1, 2, 3, 4}


def test_what_was_written_after_reading_errors_stays_out_of_cross_validation() -> None:
    assert all((OWN / name).exists() for name in AFTER_READING)
    documents = {pair.document.split(":")[0] + ".tsv" for pair in own(unread=True)}
    assert documents
    assert not documents & AFTER_READING
