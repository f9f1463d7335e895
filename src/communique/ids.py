"""Ids derived from content: the same text read by the same version gives the same ids."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def make_id(prefix: str, *parts: Any) -> str:
    """An id such as `evt_1f0c9a7be2d4`: a prefix naming the noun, and a digest of the parts.

    >>> make_id("evt", "art_1", "CONSULT", 12, 20)
    'evt_3b96d02f7a0c'
    """
    content = json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return f"{prefix}_{hashlib.blake2s(content, digest_size=6).hexdigest()}"
