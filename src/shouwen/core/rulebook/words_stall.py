"""When a case stalls, in a sentence."""

from collections.abc import Iterator

from shouwen.core.rulebook.phrases import Phrases
from shouwen.core.rulebook.sentences import Line


def stall_lines(p: Phrases) -> Iterator[Line]:
    rule = p.book.stall
    if rule is None:
        return
    zh, en = rule.after.words()
    when = p.of(rule.when)
    blank = p.pick("（待单位填写）", " (to be filled in)") if rule.parameter else ""
    where = p.pick(f"{when}的，" if when else "", f" where {when}" if when else "")
    text = p.pick(
        f"{where}{zh}内没有任何人办理或者来件，记为停滞，询问首问责任人{blank}；计时暂停期间不算（{p.clause(rule.clause)}）",
        f"A case{where} on which neither staff nor customer act within {en}{blank} stalls, and its first contact is "
        f"asked; time for which clocks stand still does not count ({p.clause(rule.clause)})",
    )
    yield Line(id="stall", text=text, clause=rule.clause)
