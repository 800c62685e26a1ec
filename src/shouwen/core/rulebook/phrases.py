"""
Conditions in words, where they are made of plain comparisons; else the CEL text as it stands.

`level == 'L1' && kind == 'complaint'` reads “级别为一级且类型为投诉”, “level is Level 1 and kind of case is
complaint”.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shouwen.core.case.vocabulary import ACTOR, CASE
from shouwen.core.rulebook import event_keys, names
from shouwen.core.rulebook.conditions import Condition
from shouwen.core.rulebook.expression import (
    Binary,
    Call,
    Expression,
    Listing,
    Literal,
    Loop,
    Name,
    Unary,
    read,
)
from shouwen.core.rulebook.expression_parts import kind_asked, of_items, operands
from shouwen.core.rulebook.model import RuleBook, Words
from shouwen.core.rulebook.roles import STAFF_ROLES
from shouwen.core.rulebook.words_spans import counting_in_words

_RELATIONS = {
    "==": Words("为", " is "),
    "!=": Words("不为", " is not "),
    "<": Words("少于", " is below "),
    "<=": Words("不超过", " is at most "),
    ">": Words("超过", " is above "),
    ">=": Words("不少于", " is at least "),
}
_BETTER = {"satisfied": Words("客户评价", "the customer's verdict"), "kind": Words("类型", "kind")}
"""Variables whose own words do not read well before a value."""
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
_BRIEF = re.compile(r"[：，（,(:].*")


class _WordlessError(Exception):
    """The condition says more than is put into words here."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words for the conditions of one rule book in one language."""

    book: RuleBook
    language: str

    def of(self, condition: Condition, *, event: str = "") -> str:
        """The condition in words; of an event's own data where `event` is named. "" for one that always holds."""
        if condition.text in ("", "true"):
            return ""
        expression = read(condition.text)
        try:
            if expression is not None:
                return _Speaker(self, event).say(expression).strip()
        except _WordlessError:
            pass
        return f"〔{condition.text}〕"

    def say(self, words: Words) -> str:
        return words.in_(self.language)

    def role(self, role_id: str) -> str:
        own = self.book.role(role_id)
        return self.say(own.name if own else STAFF_ROLES.get(role_id, Words(role_id)))

    def figure(self, parameter_id: str) -> str:
        """What a parameter is: its note, without the mark that it is to be filled in."""
        told = next((self.say(one.note) for one in self.book.parameters if one.id == parameter_id), "")
        return told.removeprefix("待单位填写：").removeprefix("To be filled in: ") or parameter_id

    def clause(self, clause: str) -> str:
        """A clause as people cite it."""
        return self.say(names.clause_name(clause))

    def event(self, event: str) -> str:
        return self.say(names.EVENT_NAMES.get(event, Words(event)))

    def command(self, command: str) -> str:
        return self.say(names.COMMAND_NAMES.get(command, Words(command)))

    def variable(self, name: str, *, event: str = "") -> str:
        """What a condition may speak of; of an event's own data where `event` is named."""
        return _Speaker(self, event).variable(name)

    def values(self, name: str, *, event: str = "") -> Mapping[str, Words]:
        """The values of a variable that have names; {} where anything goes."""
        return _Speaker(self, event).named_values(name)

    def pick(self, zh: str, en: str) -> str:
        return en if self.language.startswith("en") else zh


@dataclass(frozen=True, slots=True)
class _Speaker:
    phrases: Phrases
    event: str

    def say(self, expression: Expression) -> str:
        match expression:
            case Name(id_):
                return self.variable(id_)
            case Unary("!", operand):
                return self.negated(operand)
            case Loop():
                return self.each(expression)
            case Binary("&&" | "||" as op, left, right):
                return self.joined(op, left, right)
            case Binary("in", left, right):
                return self.member(left, right)
            case Binary(op, left, right) if op in _RELATIONS:
                if isinstance(left, Literal):
                    left, right, op = right, left, _MIRRORED[op]
                return self.compared(op, left, right)
            case _:
                raise _WordlessError

    def joined(self, op: str, left: Expression, right: Expression) -> str:
        pick = self.phrases.pick
        parts = self.in_language((*operands(op, left), *operands(op, right)))
        told = [
            pick(f"（{text}）", f"({text})") if isinstance(part, Binary) and part.op in ("&&", "||") else text
            for part, text in ((part, self.say(part)) for part in parts)
        ]
        return pick("且", " and ").join(told) if op == "&&" else pick("或", " or ").join(told)

    def in_language(self, parts: Sequence[Expression]) -> Sequence[Expression]:
        """The parts but for those that ask again for what another asks for in the words of the language."""
        own = [part for part in parts if (kind := kind_asked(part)) and self.native(kind)]
        return [part for part in parts if not (kind := kind_asked(part)) or self.native(kind) or not own]

    def native(self, word: str) -> bool:
        return word.isascii() == self.phrases.language.startswith("en")

    def each(self, loop: Loop) -> str:
        """Of every item of a list, or of one at least."""
        over, test = self.variable(loop.over.id), self.say(of_items(loop))
        if loop.quantifier == "all":
            return self.phrases.pick(f"每项{over}都满足“{test}”", f"for each of {over}: {test}")
        return self.phrases.pick(f"至少一项{over}满足“{test}”", f"for at least one of {over}: {test}")

    def negated(self, operand: Expression) -> str:
        pick = self.phrases.pick
        if isinstance(operand, Name):
            return self.denied(operand.id)
        if isinstance(operand, Binary) and operand.op == "in":
            if isinstance(operand.left, Name) and isinstance(operand.right, Listing):
                return self.outside(operand.left, operand.right)
            if isinstance(operand.left, Literal) and isinstance(operand.right, Name):
                name = self.variable(operand.right.id)
                return pick(f"{name}不含", f"{name} do not include ") + self.value(
                    operand.right.id, operand.left
                )
        return pick(f"并非（{self.say(operand)}）", f"not ({self.say(operand)})")

    def denied(self, name: str) -> str:
        known = event_keys.EVENT_KEY_DENIALS.get(name) if self.event else None
        known = event_keys.OWN_KEY_DENIALS.get((self.event, name), known)
        if known:
            return self.phrases.say(known)
        text = self.variable(name)
        opposite = text.replace("已", "未", 1) if "已" in text else f"不是“{text}”"
        return self.phrases.pick(opposite, f"not: {text}")

    def outside(self, name: Name, listing: Listing) -> str:
        items = self.listed(name.id, listing)
        told = self.phrases.pick("、", ", ").join(self.value(name.id, item) for item in items)
        return (
            self.variable(name.id)
            + self.phrases.pick("不在", " is none of ")
            + told
            + self.phrases.pick("之列", "")
        )

    def member(self, left: Expression, right: Expression) -> str:
        pick = self.phrases.pick
        if isinstance(left, Name) and isinstance(right, Listing):
            told = pick("或", " or ").join(self.value(left.id, item) for item in self.listed(left.id, right))
            return f"{self.variable(left.id)}{pick('为', ' is ')}{told}"
        if isinstance(left, Literal) and isinstance(right, Name):
            name = self.variable(right.id)
            verb = pick("属于", " include ") if right.id == "categories" else pick("含", " include ")
            return f"{pick('分类', 'categories') if right.id == 'categories' else name}{verb}{self.value(right.id, left)}"
        raise _WordlessError

    def listed(self, name: str, listing: Listing) -> tuple[Expression, ...]:
        """What is listed; of the words for kinds of evidence and manners of telling those of the language, where there
        are any.
        """
        if (self.event, name) != ("evidence_added", "kind") and name not in ("manner", "reply_manner"):
            return listing.items
        own = tuple(one for one in listing.items if isinstance(one, Literal) and self.native(str(one.value)))
        return own or listing.items

    def against_figure(self, op: str, left: Expression, figure: str) -> str:
        """Held against a figure that the organisation fills in."""
        told = self.compared(op, left, Literal(self.phrases.book.figures[figure]))
        return told.rstrip() + self.phrases.pick("（待单位填写）", " (to be filled in)")

    def compared(self, op: str, left: Expression, right: Expression) -> str:
        pick = self.phrases.pick
        if isinstance(right, Name) and right.id in self.phrases.book.figures:
            return self.against_figure(op, left, right.id)
        if not isinstance(right, Literal):
            raise _WordlessError
        if isinstance(left, Call) and left.function == "size" and isinstance(left.arguments[0], Name):
            name = self.variable(left.arguments[0].id)
            subject = pick(f"“{name}”的个数", f"the number of {name}")
            return f"{subject}{self.phrases.say(_RELATIONS[op])}{self.value('', right)}"
        if not isinstance(left, Name):
            raise _WordlessError
        name = self.variable(left.id)
        if right.value == "" and op in ("==", "!="):
            return pick(
                f"{'没有' if op == '==' else '有'}{name}", f"{name} is {'' if op == '==' else 'not '}empty"
            )
        if isinstance(right.value, bool) and op in ("==", "!="):
            return self.say(left) if right.value is (op == "==") else self.negated(left)
        return f"{name}{self.phrases.say(_RELATIONS[op])}{self.value(left.id, right)}"

    def variable(self, name: str) -> str:
        of, dot, field = name.partition(".")
        if dot:
            own = Words(field, field) if field else Words("其值", "it")
            return self.phrases.say(event_keys.RECORD_KEY_NAMES.get((of, field), own))
        if self.event:
            words = event_keys.EVENT_KEY_NAMES.get(name, Words(name, name))
            words = event_keys.OWN_KEY_NAMES.get((self.event, name), words)
            return self.phrases.say(words)
        if counting := counting_in_words(name, self.phrases.book):
            return self.phrases.say(counting)
        fact = self.phrases.book.fact(name)
        known = CASE.get(name) or ACTOR.get(name)
        words = fact.name if fact else known.words if known else Words(name)
        words = words if fact else _BETTER.get(name, words)
        return _BRIEF.sub("", self.phrases.say(words))

    def value(self, name: str, literal: Expression) -> str:
        if not isinstance(literal, Literal):
            raise _WordlessError
        value = literal.value
        if not isinstance(value, str):
            return self.phrases.pick(f" {value} ", str(value))
        words = self.named_values(name).get(value)
        return self.phrases.say(words) if words else self.phrases.pick(f"“{value}”", f"“{value}”")

    def named_values(self, name: str) -> Mapping[str, Words]:
        book = self.phrases.book
        of, dot, field = name.partition(".")
        if dot:
            return event_keys.RECORD_VALUES.get((of, field), {}) if field else self.named_values(of)
        roles = {**STAFF_ROLES, **{role.id: role.name for role in book.roles}}
        if self.event and (self.event, name) in event_keys.EVENT_VALUES:
            return event_keys.EVENT_VALUES[self.event, name]
        if self.event and name == "to":
            return names.REPORTED_TO_NAMES if self.event == "reported" else roles
        steps = {step.id: step.name for entry in book.approvals for step in entry.steps}
        if self.event and name == "facts":
            return {fact.id: fact.name for fact in book.facts}
        if name == ("step" if self.event == "approval_given" else "approval_step"):
            return steps
        if self.event and name == "rule":
            return {rule.id: rule.name for rule in book.must}
        if name == "level":
            return {level.id: level.name for level in book.levels}
        if name in ("category", "categories"):
            return {path[-1].id: path[-1].name for path in book.category_paths()}
        if name in ("actor_role", "escalated_to"):
            return roles
        if name == "accountable_clauses" or (self.event and name == "clause"):
            return {clause: names.clause_name(clause) for clause in book.clauses}
        fact = book.fact(name)
        if fact is not None:
            return {option.id: option.name for option in fact.options}
        usual = {"flags": names.FLAG_NAMES, "reported_to": names.REPORTED_TO_NAMES}
        return usual.get(name) or names.VALUE_NAMES.get(name, {})
