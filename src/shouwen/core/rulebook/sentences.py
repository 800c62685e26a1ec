"""What a rule book in words is made of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sentence. `id` is that of the rule, level, clause …; `clause` the clause that it rests on."""

    id: str
    text: str
    clause: str = ""
    depth: int = 0
