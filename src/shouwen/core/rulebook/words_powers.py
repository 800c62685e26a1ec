"""Powers and prohibitions (`may`, `never`) as sentences."""

from shouwen.core.case.commands import LEADS_TO
from shouwen.core.rulebook.model import May, Never, RuleBook
from shouwen.core.rulebook.phrases import Phrases


def may_in_words(rule: May, book: RuleBook, language: str = "zh") -> str:
    p = Phrases(book, language)
    condition = p.of(rule.when)
    by = p.pick("、", ", ").join(p.role(role) for role in rule.by)
    do = p.pick("、", ", ").join(p.command(command) for command in rule.do)
    own = own_data_in_words(rule, p)
    zh = f"{_joined_zh(condition, own)}{by}可以{do}（{p.clause(rule.clause)}）"
    en = f"{f'Where {condition}, ' if condition else ''}{by} may {do}{f' where {own}' if own else ''} ({p.clause(rule.clause)})"
    return p.pick(zh, en)


def never_in_words(rule: Never, book: RuleBook, language: str = "zh") -> str:
    p = Phrases(book, language)
    condition = p.of(rule.while_)
    do = p.pick("、", ", ").join(p.command(command) for command in rule.do)
    own = own_data_in_words(rule, p)
    zh = f"{_joined_zh(condition, own)}不得{do}：{p.say(rule.say)}（{p.clause(rule.clause)}）"
    never = f"{f'While {condition}, never ' if condition else 'Never '}{do}{f' where {own}' if own else ''}"
    return p.pick(zh, f"{never}: {p.say(rule.say)} ({p.clause(rule.clause)})")


def power_in_words(rule: May | Never, book: RuleBook, language: str = "zh") -> str:
    """A `may` or a `never` as a sentence."""
    if isinstance(rule, May):
        return may_in_words(rule, book, language)
    return never_in_words(rule, book, language)


def own_data_in_words(rule: May | Never, p: Phrases) -> str:
    """What is asked of the data of this very command."""
    return p.of(rule.do_where, event=LEADS_TO.get(rule.do[0], ""))


def _joined_zh(condition: str, own: str) -> str:
    parts = [part for part in (condition, f"本次{own}" if own else "") if part]
    gap = " " if own[-1:].isdigit() else ""
    return f"{'，且'.join(parts)}{gap}的，" if parts else ""
