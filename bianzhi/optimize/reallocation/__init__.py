"""编制调剂: who moves where. ``model`` has the named expressions, ``constraints`` and ``objectives`` the sentences."""

from bianzhi.optimize.reallocation.planning import eligible_pairs, reallocate

__all__ = ["eligible_pairs", "reallocate"]
