"""Places with room: listed posts up to their demand, then what they leave open (``ledger_format`` §2, rule 4)."""

from bianzhi.domain.establishment import CellKey, Post
from bianzhi.domain.plan import Place
from bianzhi.optimize.eligibility import Opening
from bianzhi.optimize.reallocation.limits import Limits


def openings(limits: Limits) -> tuple[Opening, ...]:
    """Every place that can take somebody, in the order of the ledger."""
    posts_of: dict[CellKey, list[Post]] = {}
    for post in limits.establishment.posts:
        posts_of.setdefault((post.unit, post.category), []).append(post)
    found = []
    for cell in limits.establishment.cells:
        room = limits.room(cell)
        if not room:
            continue
        posts = posts_of.get(cell, [])
        for number, post in enumerate(posts, 1):
            if post.demand:
                place = Place(*cell, post=post.title, section=post.section, row=post.at.row or number)
                found.append(Opening(place, min(post.demand, room), post))
        left_open = room - sum(post.demand for post in posts)
        if left_open > 0:
            found.append(Opening(Place(*cell), left_open))
    return tuple(found)
