"""Where an assertion comes from."""

from __future__ import annotations

from functools import lru_cache

from communique._version import __version__
from communique.record import Origin


@lru_cache(maxsize=1024)
def origin(stage: str, rule: str | None = None, model: str | None = None) -> Origin:
    """The origin of something asserted by `stage`, in this version.

    >>> origin("code", "verb:condemn").stage
    'code'
    """
    return Origin(stage=stage, rule=rule, model=model, version=__version__)
