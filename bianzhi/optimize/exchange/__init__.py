"""双向交流: moves out of cells that are not in excess, where they free a place for excess or raise the fit; off by default."""

from bianzhi.optimize.exchange.planning import plan_with_exchange

__all__ = ["plan_with_exchange"]
