"""Floors under the scores: they go up by themselves, and down only with a written reason."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Scores = dict[str, float]


class Lowered(Exception):
    """An update would lower floors, and no reason is given."""


@dataclass(slots=True)
class Floors:
    """The least F1 that each set of gold records must reach, and why any was ever lowered."""

    path: Path
    sets: dict[str, Scores] = field(default_factory=dict)
    history: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def load(cls, path: Path) -> Floors:
        """The floors in a file; none where there is no file yet."""
        if not path.exists():
            return cls(path)
        kept = json.loads(path.read_text("utf-8"))
        return cls(path, kept["sets"], kept["history"])

    def save(self) -> None:
        """Writes the floors, sorted, so that a diff shows what moved."""
        ordered = {name: dict(sorted(scores.items())) for name, scores in sorted(self.sets.items())}
        kept = {"sets": ordered, "history": self.history}
        self.path.write_text(json.dumps(kept, indent=2, ensure_ascii=False) + "\n", "utf-8")

    def below(self, name: str, scores: Scores) -> dict[str, tuple[float, float]]:
        """The scores of a set that fall short, each with its floor; one that is no longer scored counts as 0."""
        floors = self.sets.get(name, {})
        reached = {measure: scores.get(measure, 0.0) for measure in floors}
        return {m: (reached[m], floor) for m, floor in floors.items() if reached[m] < floor}

    def update(self, name: str, scores: Scores, *, today: str, reason: str | None = None) -> None:
        """Moves the floors of a set to its scores. Raises Lowered where one would go down without a reason."""
        lowered = self.below(name, scores)
        if lowered and not reason:
            raise Lowered(", ".join(f"{measure} {floor} → {now:.4f}" for measure, (now, floor) in lowered.items()))
        if lowered:
            moved = {measure: [floor, _down(now)] for measure, (now, floor) in lowered.items()}
            self.history.append({"date": today, "set": name, "reason": reason, "lowered": moved})
        self.sets[name] = {measure: _down(score) for measure, score in scores.items()}


def _down(score: float) -> float:
    # Three places, rounded down: what was reached always passes its own floor.
    return math.floor(score * 1000) / 1000
