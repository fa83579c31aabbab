"""Scenarios (方案) as the pages and the command line keep them; what may be done with one is told by the ``Store``."""

from bianzhi.store import Store

__all__ = ["Store", "open_store"]


def open_store(url: str = "") -> Store:
    """Open the database that scenarios are kept in, made where it is missing.

    Parameters
    ----------
    url
        An SQLAlchemy URL or the path of a file. Empty: the environment variable BIANZHI_DATABASE, or else a file in the
        user's data folder.

    Raises
    ------
    BianzhiError
        It cannot be opened, is damaged or another program's, lies on a network share, or was used by a newer version.
    """
    return Store.open(url)
