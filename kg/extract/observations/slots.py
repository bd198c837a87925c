"""A figure of a Chinese clause and what stands around it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.observations.clauses import Item
from kg.extract.quantities import Quantity

__all__ = ["Slot"]


@dataclass(frozen=True, slots=True)
class Slot:
    """A figure and what stands around it, up to the figures beside it.

    Attributes:
        quantity: the number.
        left: items before it.
        core: those without adverbs behind the verb.
        right: items behind it, as they are.
        following: without marks and lists.
        thing: without 的.
        ahead: everything behind it in the clause.
        before: everything before it in the clause.
        first: whether no figure stands before it in the clause.
    """

    quantity: Quantity
    left: list[Item]
    core: list[Item]
    right: list[Item]
    following: list[Item]
    thing: list[Item]
    ahead: list[Item]
    before: list[Item]
    first: bool

    @property
    def share(self) -> bool:
        """Whether it is a part of a whole."""
        return self.quantity.kind == "share"

    @property
    def owned(self) -> bool:
        """Whether 的 stands behind it."""
        return len(self.thing) < len(self.following)

    @property
    def kind(self) -> str:
        """The kind of an observation that counts something."""
        return "share" if self.share else "count" if self.quantity.kind in ("count", "") else "level"
