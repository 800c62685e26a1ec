"""
Rule book files for the tests.

In a broken file the offending place is written «so»: the marks are taken out, and a fault is expected at
the line and column where the first mark stood.
"""

DESIGN = """\
rule_book: four-level            # slug
title: {zh: 四级投诉处理办法, en: Four-level complaint handling}
version: 1
calendar: cn-office              # or an inline one
clauses:
  c4-1: 紧急且严重的一级投诉，两小时内响应、二十四小时内办结
  c7-2: 一千元以下的方案由部门负责人批准
  c9-1: 原因未查清的不得结案
levels:
  - {id: L1, name: 一级, when: "severity == 'high' && urgency == 'high'", clause: c4-1}
must:
  - {id: respond-l1, clause: c4-1, after: registered, when: "level == 'L1'", do: responded, by: handler, within: 2h, remind: [50%, 80%], late: {escalate: unit_head}}
may:
  - {id: approve-small, clause: c7-2, do: approve_solution, by: unit_head, when: "amount <= 1000"}
never:
  - {id: cause-open, clause: c9-1, do: close, while: "root_cause == ''", say: 原因未查清，不得结案}
"""
"""The file of the design page, with the two clauses that it leaves out."""

HEAD = """\
rule_book: trial
title: 试行办法
version: 1
calendar: cn-office
clauses:
  c1: 条款一
"""
"""A beginning; c1 needs a rule."""

RULE = "  - {id: reply, clause: c1, after: registered, do: replied, by: handler, within: 3wd}\n"
SOUND = HEAD + "must:\n" + RULE


def with_each(condition: str, *, do: str = "propose_solution") -> str:
    """A `never` over what a command says."""
    return SOUND + f'never:\n  - {{id: n, clause: c1, do: {do}, do_where: «"{condition}"», say: 不行}}\n'


def with_must(**keys: str) -> str:
    """HEAD and one `must` with these keys in place of the usual ones; "" leaves a key out."""
    usual = {
        "id": "r",
        "clause": "c1",
        "after": "registered",
        "do": "replied",
        "by": "handler",
        "within": "3wd",
    }
    told = ", ".join(f"{key}: {value}" for key, value in {**usual, **keys}.items() if value)
    return f"{HEAD}must:\n  - {{{told}}}\n"


def with_levels(*whens: str, facts: str = "") -> str:
    lines = "".join(
        f"  - {{id: L{n}, name: 级{n}, clause: c1, when: {when}}}\n" for n, when in enumerate(whens, 1)
    )
    return f"{HEAD}{facts}levels:\n{lines}"


def marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without marks, and the places (line, column) of the opening ones."""
    places, lines = [], []
    for number, line in enumerate(text.split("\n"), 1):
        while "«" in line:
            at = line.index("«")
            places.append((number, at + 1))
            line = line.replace("«", "", 1).replace("»", "", 1)  # noqa: PLW2901
        lines.append(line)
    return "\n".join(lines), places


def with_steps(**keys: str) -> str:
    """SOUND and one approval in steps with these keys in place of the usual ones."""
    usual = {"id": "a", "clause": "c1", "steps": "[{id: s, name: 步, by: unit_head}]"}
    told = ", ".join(f"{key}: {value}" for key, value in {**usual, **keys}.items())
    return f"{SOUND}approvals:\n  - {{{told}}}\n"
