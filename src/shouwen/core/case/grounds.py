"""The grounds of a rule book on which a clock may be stopped or moved (中止、延期的法定事由)."""

from shouwen.core.case.refusals import Refused
from shouwen.core.rulebook.model import RuleBook


def resting_on(book: RuleBook, command: str, basis: str) -> str:
    """
    The clause of the ground that a command names. Raise `Refused` for one that the book does not have, and for none
    where it has some.
    """
    offered = [ground for ground in book.grounds if command in ground.do]
    found = next((ground for ground in offered if ground.id == basis), None)
    if found is not None:
        return found.clause
    if basis or offered:
        code = "unknown_ground" if basis else "ground_needed"
        raise Refused(code, facts={"grounds": [ground.id for ground in offered]})
    return ""
