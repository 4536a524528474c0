"""How sure a finding is: the few numbers of ``data/finding_weights.toml``, which ``models/recipe/findings.py`` writes."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from extract.lexicon import shipped_tables


class FindingWeights(Struct, frozen=True):
    """A logistic regression: the constant, and a weight for the doubt about the claims and for the size of the gap."""

    constant: float
    claims: float
    gap: float

    @property
    def of_grounds(self) -> tuple[float, float]:
        """The weights in the order of ``checking.grading.grounds``."""
        return self.claims, self.gap


@lru_cache(maxsize=1)
def finding_weights() -> FindingWeights:
    """The shipped numbers."""
    return FindingWeights(**shipped_tables("finding_weights.toml")["weights"])
