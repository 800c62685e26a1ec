"""Periodic work of the office, a sentence for each."""

from collections.abc import Iterator

from shouwen.core.rulebook.model import Every, Periodic, Words
from shouwen.core.rulebook.phrases import Phrases
from shouwen.core.rulebook.sentences import Line

EVERY_NAMES = {
    Every.WEEK: Words("每周", "every week"),
    Every.MONTH: Words("每月", "every month"),
    Every.QUARTER: Words("每季度", "every quarter"),
    Every.HALF_YEAR: Words("每半年", "every half-year"),
    Every.YEAR: Words("每年", "every year"),
}


def periodic_lines(p: Phrases) -> Iterator[Line]:
    for work in p.book.periodic:
        text = p.pick(_zh(work, p), _en(work, p))
        yield Line(id=work.id, text=text, clause=work.clause)


def _zh(work: Periodic, p: Phrases) -> str:
    blank = "（待单位填写）" if work.parameter else ""
    contents = "、".join(p.say(one.name) for one in work.contents)
    says = f"，写明{contents}" if contents else ""
    every, limit = p.say(EVERY_NAMES[work.every]), work.within.words()[0]
    return f"{every}结束后 {limit}内{blank}，{p.role(work.by)}须完成{p.say(work.name)}{says}（{p.clause(work.clause)}）"


def _en(work: Periodic, p: Phrases) -> str:
    blank = " (to be filled in)" if work.parameter else ""
    contents = ", ".join(p.say(one.name) for one in work.contents)
    says = f", which says: {contents}" if contents else ""
    every, limit = p.say(EVERY_NAMES[work.every]), work.within.words()[1]
    return f"{p.role(work.by)} must do {p.say(work.name)} within {limit} after the end of {every.replace('every', 'each')}{blank}{says} ({p.clause(work.clause)})"
