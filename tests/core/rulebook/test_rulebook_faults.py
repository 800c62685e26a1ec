"""Every way in which a rule book can be wrong, with the place and the code that are told."""

import pytest

from shouwen.core.rulebook.faults import MESSAGES
from shouwen.core.rulebook.loader import check
from tests.core.rulebook.files import HEAD, RULE, SOUND, marked, with_each, with_levels, with_must, with_steps

NEVER = "never:\n  - {id: n, clause: c1, do: close, while: %s, say: 不行}\n"
TWO_LIMITS = (
    HEAD
    + "must:\n"
    + "  - {id: a, clause: c1, after: registered, do: responded, by: handler, within: %s}\n"
    + "  - {id: b, clause: c1, after: registered, do: replied, by: handler, within: %s}\n"
)
FACTS = "facts:\n  - {id: colour, name: 颜色, type: choice, options: {red: 红, blue: 蓝}}\n"
CATEGORIES = "categories:\n  - {id: a, name: 甲, children: [{id: b, name: 乙}]}\n"
MAY = "may:\n  - {id: %s, clause: c1, do: %s, by: %s}\n"
FORBID_OWN = "never:\n  - {id: own, clause: c1, do: approve_solution, while: actor_is_proposer, say: 不行}\n"


def calendar(*lines: str) -> str:
    return SOUND.replace("calendar: cn-office\n", "calendar:\n" + "".join(f"  {line}\n" for line in lines))


BROKEN: dict[str, tuple[str, tuple[str, ...]]] = {
    # the text
    "empty": ("", ("empty",)),
    "only a comment": ("# nothing\n", ("empty",)),
    "null": ("«~»\n", ("empty",)),
    "a list": ("«- a»\n- b\n", ("not-a-mapping",)),
    "a word": ("«hello»\n", ("not-a-mapping",)),
    "two documents": (SOUND + "«---»\nrule_book: b\n", ("several-documents",)),
    "duplicate key": (SOUND + "«version»: 2\n", ("duplicate-key",)),
    "duplicate clause": (SOUND.replace("条款一\n", "条款一\n  «c1»: 又一条\n"), ("duplicate-key",)),
    "list as key": (SOUND + "? «[a, b]»\n: 1\n", ("bad-key",)),
    "tag": (SOUND.replace("title: ", "title: «!!python/name:os.system »"), ("tag",)),
    "unknown alias": (SOUND.replace("title: 试行办法", "title: «*x»"), ("unknown-alias", "wrong-type")),
    "unclosed": ("a: «[»1,\nb: 2\n", ("yaml",)),
    "unclosed entry": ("a:\n  - «{»b: 1, c: {d: 2}\n  - {b: 2}\n", ("yaml",)),
    "no comma in the middle": ("a:\n  - {b: 1,\n     c: 2\n     d«:» 3}\n", ("yaml",)),
    "tab": ("a:\n«\t»b: 1\n", ("yaml",)),
    "control character": (SOUND.replace("试行", "试«\x07»行"), ("control-character",)),
    "NUL": (SOUND.replace("试行", "试«\x00»行"), ("control-character",)),
    "turned writing": (SOUND.replace("试行", "试«\u202e»行"), ("control-character",)),
    "NUL as an escape": (SOUND.replace("试行办法", '«"试\\0行"»'), ("control-character",)),
    "lone surrogate as an escape": (SOUND.replace("试行办法", '«"试\\ud800行"»'), ("control-character",)),
    "lone surrogate": (SOUND.replace("试行", "试«\ud800»行"), ("control-character",)),
    "too deep": ("«" * 0 + "a: " + "[" * 60 + "]" * 60 + "\n", ("too-deep",)),
    # the shape
    "missing keys": ("«rule_book»: x\n", ("missing-key",) * 4),
    "unknown key": (SOUND + "«levles»: []\n", ("unknown-key",)),
    "unknown key in a rule": (with_must(**{"«whn»": '"true"'}), ("unknown-key",)),
    "text for a list": (HEAD.replace("条款一", "{text: 条款一, statement: true}") + "must: «none»\n", ("wrong-type",)),
    "condition without end": (with_must(when="«\"kind == ''\"»".replace("kind == ''", " || ".join(["kind == ''"] * 5000))), ("too-long",)),
    "nothing for a list": (SOUND + "«facts»:\n\n# below\n", ("wrong-type",)),
    "nothing for a clause": (SOUND.replace("条款一\n", "条款一\n  «c2»:\n"), ("clause-without-rule", "wrong-type")),
    "number as calendar": (SOUND.replace("cn-office", "«5»"), ("wrong-type",)),
    "number as title": (SOUND.replace("试行办法", "«2024»"), ("wrong-type",)),
    "version zero": (SOUND.replace("version: 1", "version: «0»"), ("bad-version",)),
    "version minus": (SOUND.replace("version: 1", "version: «-1»"), ("bad-version",)),
    "version decimal": (SOUND.replace("version: 1", "version: «1.5»"), ("bad-version",)),
    "version text": (SOUND.replace("version: 1", "version: «one»"), ("bad-version",)),
    "version true": (SOUND.replace("version: 1", "version: «true»"), ("bad-version",)),
    "bad slug": (SOUND.replace("trial", "«a b»"), ("bad-id",)),
    "bad clause key": (SOUND.replace("条款一\n", "条款一\n  «a b»: {text: 条款, statement: true}\n"), ("bad-id",)),
    "pause": (with_must(pause="«always»"), ("bad-pause",)),
    "empty title": (SOUND.replace("试行办法", '«""»'), ("too-short",)),
    "endless id": (with_must(id="«" + "x" * 65 + "»"), ("too-long",)),
    "bad origin": (SOUND.replace("条款一", "{text: 条款一, origin: «sorce»}"), ("bad-value",)),
    # names
    "unknown trigger": (with_must(after="«registerd»"), ("unknown-event",)),
    "unknown event": (with_must(do="«answered»"), ("unknown-event",)),
    "unknown command": (HEAD + MAY % ("m", "«aprove_solution»", "unit_head"), ("unknown-command",)),
    "event as command": (HEAD + (NEVER % "accepted").replace("do: close", "do: «closed»"), ("unknown-command",)),
    "one command of a list": (HEAD + MAY % ("m", "[close, «clos»]", "unit_head"), ("unknown-command",)),
    "rule without clause": (HEAD.replace("条款一", "{text: 一, statement: true}") + "must:\n  - «{id: r, after: registered, do: replied, by: handler, within: 3wd}»\n", ("rule-without-clause",)),
    "begins twice": (with_must(**{"from": "3d", "not_before": "«3d»"}), ("keys-together",)),
    "begins at the end of a period": (with_must(**{"from": "«end of month»"}), ("bad-limit",)),
    "begins on no day": (with_must(not_before="«no_such_day»"), ("unknown-key",)),
    "what a command does not say": (SOUND + "never:\n  - {id: n, clause: c1, do: reply, do_where: «amount > 1», say: 不行}\n", ("unknown-variable",)),
    "never without condition": (SOUND + "never:\n  - «{id: n, clause: c1, do: reply, say: 不行}»\n", ("missing-key",)),
    "clause undefined": (with_must(clause="«c77»") + NEVER % "accepted", ("unknown-clause",)),
    "clause misspelt": (with_must(clause="«c11»"), ("unknown-clause",)),
    "clause without rule": (SOUND.replace("条款一\n", "条款一\n  «c2»: 条款二\n"), ("clause-without-rule",)),
    "clause said not to be a statement": (SOUND.replace("条款一\n", "条款一\n  «c2»: {text: 二, statement: false}\n"), ("clause-without-rule",)),
    "rule twice": (SOUND + "never:\n  - {id: «reply», clause: c1, do: close, while: accepted, say: 不行}\n", ("duplicate-id",)),
    "level twice": (with_levels("\"severity == 'high'\"", "\"severity == 'low'\"").replace("id: L2", "id: «L1»"), ("duplicate-id",)),
    "category twice": (SOUND + CATEGORIES.replace("id: b", "id: «a»"), ("duplicate-id",)),
    "fact twice": (SOUND + FACTS + "  - {id: «colour», name: 颜色}\n", ("duplicate-id",)),
    "unknown role": (with_must(by="«boss»"), ("role-nobody-holds",)),
    "unknown role told": (with_must(late="{escalate: [unit_head, «chief»]}"), ("role-nobody-holds",)),
    "role held by nobody": (SOUND + "roles:\n  - {id: boss, name: 老板, holds: «owner»}\n", ("role-nobody-holds",)),
    "built-in role": (SOUND + "roles:\n  - {id: «handler», name: 承办, holds: unit_head}\n", ("reserved-role",)),
    "built-in variable": (SOUND + "facts:\n  - {id: «amount», name: 金额, type: number}\n", ("reserved-fact",)),
    "no options": (SOUND + "facts:\n  - «{id: a, name: 甲, type: choice}»\n", ("options-needed",)),
    "options too many": (SOUND + "facts:\n  - {id: a, name: 甲, type: text, «options»: {x: 一}}\n", ("options-unwanted",)),
    "severity as text": (SOUND + "facts:\n  - {id: severity, name: 程度, type: «text»}\n", ("bad-value",)),
    "a step of our own": (SOUND + "facts:\n  - {id: severity, name: 程度, type: choice, options: {«awful»: 极重}}\n", ("bad-value",)),
    "unknown parameter": (with_must(within="{parameter: «x»}"), ("unknown-parameter",)),
    # conditions
    "one equals sign": (with_must(when="«\"level = 'L1'\"»"), ("condition-syntax",)),
    "unfinished": (with_must(when='«"accepted &&"»'), ("condition-syntax",)),
    "an entry of a list that may be empty": (with_must(when="«\"flags[0] == 'legal'\"»"), ("condition-type",)),
    "function not offered": (with_must(when="«\"unit.matches('a')\"»"), ("condition-syntax",)),
    "a field that items do not have": (with_each("measures.all(m, m.ownr != '')"), ("unknown-field",)),
    "a field of an item that is text": (with_each("flags.exists(f, f.kind == 'x')", do="grade"), ("unknown-field",)),
    "an item called like a key": (with_each("measures.all(amount, amount.owner != '')"), ("loop-name",)),
    "a field of the wrong type": (with_each("measures.exists(m, m.owner > 3)"), ("condition-type",)),
    "a value that a field never has": (with_each("shares.all(s, s.kind == 'whole')", do="attribute_responsibility"), ("unknown-value",)),
    "a loop over what is no list": (with_each("amount.all(m, m == 'x')"), ("condition-type",)),
    "a loop within a loop": (with_each("measures.all(m, measures.all(n, n.owner == m.owner))"), ("condition-syntax",)),
    "unknown variable": (with_must(when='«"amont > 3"»'), ("unknown-variable",)),
    "two unknown variables": (with_must(when='«"aa && bb"»'), ("unknown-variable",) * 2),
    "actor in a must": (with_must(when='«"actor_is_handler"»'), ("unknown-variable",)),
    "case variable in an event condition": (with_must(do_where="«\"level == 'L1'\"»"), ("unknown-variable",)),
    "not a truth": (with_must(when='«"amount + 1"»'), ("condition-type",)),
    "text against number": (with_must(when='«"level == 3"»'), ("condition-type",)),
    "behind a short cut": (with_must(when='«"accepted || kind > 3"»'), ("condition-type",)),
    "in no list": (with_must(when="«\"'a' in unit\"»"), ("condition-type",)),
    "list compared": (with_must(when="«\"flags == 'legal'\"»"), ("condition-type",)),
    "fails on decimals": (with_must(when='«"amount * 2 > 100"»'), ("condition-type",)),
    "divides by nothing": (with_must(when='«"urges / returns > 1"»'), ("condition-type",)),
    "unknown level": (with_levels("\"severity == 'high'\"") + "must:\n" + RULE.replace("after:", "when: «\"level == 'L9'\"», after:"), ("unknown-value",)),
    "unknown kind": (with_must(when="«\"kind == 'complain'\"»"), ("unknown-value",)),
    "unknown channel in a list": (with_must(when="«\"channel in ['hotline', 'phone']\"»"), ("unknown-value",)),
    "unknown stage": (with_must(when="«\"stage != 'open'\"»"), ("unknown-value",)),
    "unknown category": (with_must(when="«\"'c' in categories\"»") + CATEGORIES, ("unknown-value",)),
    "unknown option": (with_must(when="«\"colour == 'green'\"»") + FACTS, ("unknown-value",)),
    "unknown stage of a finding": (with_must(do="finding_recorded", do_where="«\"stage == 'final'\"»"), ("unknown-value",)),
    "never true": (with_must(when="«\"kind == 'complaint' && kind == 'inquiry'\"»"), ("rule-never",)),
    # levels
    "level never": (with_levels("\"severity == 'high'\"", "«\"severity == 'high' && severity == 'low'\"»"), ("level-never",)),
    "level same again": (with_levels("\"severity == 'high'\"", "«\"severity == 'high'\"»"), ("level-unreachable",)),
    "level covered": (with_levels("\"urgency == 'high'\"", "«\"urgency == 'high' && severity == 'high'\"»"), ("level-unreachable",)),
    "level covered by two": (with_levels('"anonymous"', '"!anonymous"', "«\"severity == 'low'\"»"), ("level-unreachable",)),
    "level covered by numbers": (with_levels('"returns >= 2"', '"returns < 2"', '«"returns == 1"»'), ("level-unreachable",)),
    "level covered by flags": (with_levels("\"'legal' in flags || 'media' in flags\"", "«\"'media' in flags\"»"), ("level-unreachable",)),
    "level of a level": (with_levels("«\"level == 'L1'\"»"), ("unknown-variable",)),
    # limits
    "no limit": (with_must(within="«soon»"), ("bad-limit",)),
    "no unit": (with_must(within="«2»"), ("wrong-type",)),
    "zero": (with_must(within="«0h»"), ("bad-limit",)),
    "a hundred percent": (with_must(remind="[50%, «100%»]"), ("bad-reminder",)),
    "no reminder": (with_must(remind="«often»"), ("bad-reminder",)),
    "reminder at the start": (with_must(within="2h", remind="«2h»"), ("reminder-too-early",)),
    "reminder before the start": (with_must(within="3wd", remind="[1d, «30d»]"), ("reminder-too-early",)),
    "reply before response": (TWO_LIMITS % ("24h", "«2h»"), ("limit-before-predecessor",)),
    "reply before response, other units": (TWO_LIMITS % ("10d", "«3wd»"), ("limit-before-predecessor",)),
    "before its own chain": (
        HEAD + "must:\n"
        "  - {id: a, clause: c1, after: registered, do: assigned, by: intake, within: 2d}\n"
        "  - {id: b, clause: c1, after: assigned, do: replied, by: handler, within: 5d}\n"
        "  - {id: c, clause: c1, after: registered, do: replied, by: handler, within: «1d»}\n",
        ("limit-before-predecessor",),
    ),
    "in-depth before preliminary": (
        HEAD + "must:\n"
        "  - {id: a, clause: c1, after: registered, do: finding_recorded, do_where: \"stage == 'preliminary'\", by: handler, within: 2d}\n"
        "  - {id: b, clause: c1, after: registered, do: finding_recorded, do_where: \"stage == 'in_depth'\", by: handler, within: «1d»}\n",
        ("limit-before-predecessor",),
    ),
    "parameter no limit": (with_must(within="{parameter: p}") + "parameters:\n  - {id: p, value: «bald»}\n", ("bad-limit",)),
    # powers
    "escalates to itself": (with_must(by="unit_head", late="{escalate: «unit_head»}"), ("approver-loop",)),
    "escalates in a circle": (
        HEAD + "must:\n"
        "  - {id: a, clause: c1, after: registered, do: replied, by: handler, within: 3wd, late: {escalate: unit_head}}\n"
        "  - {id: b, clause: c1, after: replied, do: closed, by: unit_head, within: 3wd, late: {escalate: «handler»}}\n",
        ("approver-loop",),
    ),
    "escalates in a circle by another name": (with_must(by="unit_head", late="{escalate: [executive, «boss»]}") + "roles:\n  - {id: boss, name: 经理, holds: unit_head}\n", ("approver-loop",)),
    "approvers are the proposers": (
        HEAD + "may:\n  - {id: p, clause: c1, do: propose_solution, by: [unit_head]}\n"
        "  - {id: a, clause: c1, do: approve_solution, by: «unit_head»}\n" + FORBID_OWN,
        ("approver-loop",),
    ),
    "nobody left to approve": (
        HEAD + "may:\n  - {id: a, clause: c1, do: approve_solution, by: «unit_head»}\n"
        "never:\n  - {id: n, clause: c1, do: approve_solution, while: \"actor_role == 'unit_head'\", say: 不行}\n",
        ("approver-loop",),
    ),
    # quality review and objections
    "least over points": (SOUND + "quality: {clause: c1, pass: 80, items: [{id: a, name: 甲, points: 20, least: «30»}]}\n", ("least-over-points",)),
    "kept for half a year": (SOUND + "retention: {clause: c1, years: {parameter: «p»}}\nparameters:\n  - {id: p, value: '0.5'}\n", ("not-years",)),
    "pass by no number": (SOUND + "quality: {clause: c1, pass: {parameter: «p»}, items: [{id: a, name: 甲, points: 20}]}\nparameters:\n  - {id: p, value: bald}\n", ("not-a-percentage",)),
    "rate by no parameter": (SOUND + "quality: {clause: c1, pass: 80, items: [{id: a, name: 甲, points: 20}], sample: {rate: {parameter: «p»}}}\n", ("unknown-parameter",)),
    "item twice": (SOUND + "quality: {clause: c1, pass: 80, items: [{id: a, name: 甲, points: 20}, {id: «a», name: 乙, points: 5}]}\n", ("duplicate-id",)),
    "pass above all": (SOUND + "quality: {clause: c1, pass: «101», items: [{id: a, name: 甲, points: 20}]}\n", ("too-great",)),
    "standard without items": (SOUND + "quality: {clause: c1, pass: 80, items: «[]»}\n", ("too-short",)),
    "draw without sense": (SOUND + "quality: {clause: c1, pass: 80, items: [{id: a, name: 甲, points: 20}], sample: {always: [{id: b, name: 乙, when: «nobody»}]}}\n", ("unknown-variable",)),
    "standard of no clause": (SOUND + "quality: {clause: «c7», pass: 80, items: [{id: a, name: 甲, points: 20}]}\n", ("unknown-clause",)),
    "reminder of nothing": (SOUND + "objections: {clause: c1, within: 5wd, remind: «often»}\n", ("bad-limit",)),
    "reminder before the objection": (SOUND + "objections: {clause: c1, within: 5wd, remind: «6wd»}\n", ("reminder-too-early",)),
    "objection without end": (SOUND + "objections: {clause: c1, within: «soon»}\n", ("bad-limit",)),
    # stalling
    "a stall that nobody defines": (with_must(after="«stalled»"), ("stall-needed",)),
    "stall without end": (SOUND + "stall: {clause: c1, after: «soon»}\n", ("bad-limit",)),
    "stall by no parameter": (SOUND + "stall: {clause: c1, after: {parameter: «p»}}\n", ("unknown-parameter",)),
    "stall without sense": (SOUND + "stall: {clause: c1, after: 3wd, when: «nobody»}\n", ("unknown-variable",)),
    "stall of no clause": (SOUND + "stall: {clause: «c7», after: 3wd}\n", ("unknown-clause",)),
    # approval in steps
    "approval without steps": (with_steps(steps="«[]»"), ("too-short",)),
    "approval without a clause": (SOUND + "approvals:\n  - «{id: a, steps: [{id: s, name: 步, by: unit_head}]}»\n", ("rule-without-clause",)),
    "approval of no clause": (with_steps(clause="«c7»"), ("unknown-clause",)),
    "approval without sense": (with_steps(when="«nobody»"), ("unknown-variable",)),
    "approval by its own step": (with_steps(when="""«"approval_step == 's'"»"""), ("unknown-variable",)),
    "approval that never applies": (with_steps(when='«"amount > 10 && amount < 5"»'), ("rule-never",)),
    "approval never reached": (with_steps() + "  - {id: b, clause: c1, when: «amount > 5», steps: [{id: s, name: 步, by: unit_head}]}\n", ("approval-unreachable",)),
    "approval twice": (with_steps(when="amount > 5") + "  - {id: «a», clause: c1, steps: [{id: s, name: 步, by: unit_head}]}\n", ("duplicate-id",)),
    "step twice": (with_steps(steps="[{id: s, name: 步, by: unit_head}, {id: «s», name: 步, by: executive}]"), ("duplicate-id",)),
    "step by nobody": (with_steps(steps="[{id: s, name: 步, by: [unit_head, «unit_haed»]}]"), ("role-nobody-holds",)),
    "step of all and of some": (with_steps(steps="[{id: s, name: 步, by: [unit_head, executive], all: true, «at_least»: 2}]"), ("keys-together",)),
    "step of no people": (with_steps(steps="[{id: s, name: 步, by: unit_head, at_least: «0»}]"), ("too-small",)),
    "step that a never forbids": (
        with_steps(steps="[{id: s, name: 步, by: «unit_head»}]")
        + "never:\n  - {id: n, clause: c1, do: approve_solution, while: \"actor_role == 'unit_head'\", say: 不行}\n",
        ("nobody-gives",),
    ),
    "rule of no step": (with_steps().replace("after: registered", "after: approval_given, after_where: «\"step == 'x'\"»"), ("unknown-value",)),
    # the calendar
    "unknown calendar": (SOUND.replace("cn-office", "«cn-ofice»"), ("unknown-calendar",)),
    "unknown ground": (calendar("based_on: «us»"), ("unknown-calendar",)),
    "unknown zone": (calendar("based_on: cn-office", "timezone: «Asia/Peking»"), ("unknown-timezone",)),
    "bad span": (calendar("week: {mon: [«9-5»]}"), ("bad-span",)),
    "span backwards": (calendar("week: {mon: [«18:00-09:00»]}"), ("bad-span",)),
    "overlapping spans": (calendar("week: {mon: [09:00-12:00, «11:00-18:00»]}"), ("overlapping-spans",)),
    "no such day": (calendar("based_on: cn-office", "days: {«2026-02-30»: off}"), ("bad-date",)),
    "no such weekday": (calendar("week: {mon: [09:00-12:00], «sunday»: []}"), ("unknown-key",)),
    "no such word for a day": (calendar("based_on: cn-office", "days: {2026-02-14: «holiday»}"), ("bad-value",)),
    "no working time for working days": (calendar("week: {}").replace("within: 3wd", "within: «3wd»"), ("bad-limit",)),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_each_fault_is_told_at_its_place(name):
    text, codes = BROKEN[name]
    source, places = marked(text)
    faults = check(source, name=name)
    assert [f.code for f in faults] == list(codes)
    if places:
        assert {(f.line, f.column) for f in faults} == set(places)
    assert all(f.message_zh and f.message_en for f in faults)
    own = {letter for f in faults for letter in f.message_en if "\u4e00" <= letter <= "\u9fff"}
    assert own <= set(source), "an English fault speaks Chinese only in the file's own words"


def test_every_code_has_a_broken_file():
    shown = {code for _, codes in BROKEN.values() for code in codes}
    elsewhere = {"encoding", "too-large", "too-many", "alias", "calendar", "bad-requirement"}
    assert set(MESSAGES) - shown == elsewhere


def test_all_faults_are_told_at_once_in_the_order_of_the_file():
    source, places = marked(
        "rule_book: trial\n"
        "title: 试行办法\n"
        "version: «0»\n"
        "calendar: «lunar»\n"
        "clauses:\n"
        "  c1: 条款一\n"
        "  «c2»: 条款二\n"
        "levels:\n"
        "  - {id: L1, name: 一级, when: «\"severity == 'hi'\"», clause: c1}\n"
        "must:\n"
        "  - {id: r, clause: «c9», after: «registerd», do: replied, by: «boss», within: «3x», remind: «0%»}\n"
        "never:\n"
        '  - {id: «r», clause: c1, do: close, while: «"x =="», say: 不行}\n'
    )
    faults = check(source, name="trial")
    assert [(f.line, f.column) for f in faults] == places


def test_a_suggestion_comes_with_a_misspelt_name():
    (fault,) = check(with_must(after="registerd"), name="x")
    assert "是不是“registered”" in fault.message_zh
    assert fault.path == "/must/0/after"
    assert "did you mean 'registered'" in fault.message("en")


def test_bytes_that_are_not_utf_8():
    (fault,) = check(SOUND.encode("gb18030"), name="x")
    assert (fault.code, fault.line, fault.column) == ("encoding", 2, 8)


def test_a_file_that_is_too_large():
    (fault,) = check(SOUND + "#" * 1_000_000, name="x")
    assert fault.code == "too-large"


def test_a_file_with_too_many_values():
    (fault,) = check("a: [" + "1," * 60_000 + "]\n", name="x")
    assert fault.code == "too-many"


def test_aliases_that_grow_without_end():
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9)
    )
    faults = check(bomb, name="x")
    assert [f.code for f in faults] == ["alias"]


def test_an_alias_that_holds_itself():
    faults = check(SOUND + "facts: &f [*f]\n", name="x")
    assert [f.code for f in faults] == ["unknown-alias", "wrong-type"]
