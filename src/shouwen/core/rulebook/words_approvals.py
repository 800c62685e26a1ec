"""Approvals in steps as sentences."""

from collections.abc import Iterator

from shouwen.core.rulebook.model import ApprovalStep
from shouwen.core.rulebook.phrases import Phrases
from shouwen.core.rulebook.sentences import Line


def approval_lines(p: Phrases) -> Iterator[Line]:
    for entry in p.book.approvals:
        when = p.of(entry.when)
        count, gap = len(entry.steps), " " if when[-1:].isdigit() else ""
        text = p.pick(
            f"{f'{when}{gap}的，' if when else ''}处理方案依次经 {count} 步审批，提出人不参与（{p.clause(entry.clause)}）",
            f"{f'Where {when}, a' if when else 'A'} solution is approved in {count} step{'s' * (count > 1)}, never by "
            f"its proposer ({p.clause(entry.clause)})",
        )
        yield Line(id=entry.id, text=text, clause=entry.clause)
        for number, step in enumerate(entry.steps, start=1):
            told = p.pick(
                f"{number}. {p.say(step.name)}：{step_in_words(step, p)}",
                f"{number}. {p.say(step.name)}: {step_in_words(step, p)}",
            )
            yield Line(id=f"{entry.id}/{step.id}", text=told, clause=entry.clause, depth=1)


def step_in_words(step: ApprovalStep, p: Phrases) -> str:
    """Who gives the step, and what it takes."""
    roles = [p.role(role) for role in step.by]
    if step.every and len(roles) > 1:
        zh, en = f"{'、'.join(roles)}各一人同意", f"one of each: {', '.join(roles)}"
    elif step.needed > 1:
        zh, en = (
            f"至少 {step.needed} 名{'或'.join(roles)}同意",
            f"at least {step.needed} different people: {' or '.join(roles)}",
        )
    else:
        zh, en = f"{'或'.join(roles)}同意", " or ".join(roles)
    if step.meeting:
        zh, en = (
            f"{zh}，方案提出后开会决定，有会议纪要",
            f"{en}; decided by a meeting after the proposal, with minutes",
        )
    return p.pick(zh, en)
