"""Rules about joint work and supervision: checked against the values there are, and said in words."""

import pytest

from shouwen.core.rulebook.loader import check, load
from shouwen.core.rulebook.words import in_words

HEAD = """
rule_book: not-let-go
title: 不放过
version: 1
calendar: cn-office
clauses: {c1: 四不放过}
"""
BOOK = (
    HEAD
    + """
must:
  - {id: evaluate, clause: c1, after: improvement_planned, do: improvement_evaluated, do_where: "reached", by: quality, within: 30d}
  - {id: apologise, clause: c1, after: validity_confirmed, after_where: "validity == 'valid'", do: accountability_recorded, do_where: "kind == 'apology'", by: unit_head, within: 3wd}
  - {id: tell, clause: c1, after: replied, when: "channel == 'transferred'", do: reported, do_where: "to == 'regulator'", by: supervisor, within: 3wd}
  - {id: rule, clause: c1, after: responsibility_disputed, do: responsibility_ruled, by: supervisor, within: 10d}
may:
  - {id: settle, clause: c1, do: attribute_responsibility, by: supervisor, when: "meetings > 0 && contributions_open == 0"}
never:
  - {id: open-ones, clause: c1, do: close, while: "accountable == 0 || !taught || improvements == 0", say: 未追究、未教育、未整改}
  - {id: unfit, clause: c1, do: close, while: "quality == 'failed' || improvement == 'missed'", say: 质检不合格}
  - {id: open-objection, clause: c1, do: archive, while: "disputed && !shares_ruled", say: 异议未决}
  - {id: unseen, clause: c1, do: accept, while: "!identity_verified || genuine == 'no'", say: 未核实}
  - {id: untold, clause: c1, do: close, while: "!('regulator' in reported_to) && retest == 'refuted'", say: 未上报}
"""
)


def test_all_of_it_can_be_asked_for() -> None:
    assert check(BOOK, name="not-let-go") == ()


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "zh",
            [
                "质检结果为不合格或改进效果为未达目标", "改进达到目标", "追究方式为道歉", "对象为监管机构",
                "有效性为有效", "已上报的去处不含监管机构", "未核实身份与真实性或核实结果为不属实",
            ],
        ),
        ("en", ["quality review is failed", "the improvement met its goal", "reported to do not include regulator"]),
    ],
)  # fmt: skip
def test_it_is_said_in_words(language: str, sentences: list[str]) -> None:
    told = str(in_words(load(BOOK, name="not-let-go"), language))
    assert "〔" not in told
    assert [sentence for sentence in sentences if sentence not in told] == []


@pytest.mark.parametrize(
    "rule",
    [
        "{id: a, clause: c1, do: close, while: \"quality == 'bad'\", say: 不行}",
        "{id: a, clause: c1, do: close, while: \"improvement == 'yes'\", say: 不行}",
        "{id: a, clause: c1, do: close, while: \"genuine == 'true'\", say: 不行}",
    ],
)
def test_a_value_that_nothing_has_is_told(rule: str) -> None:
    told = check(f"{HEAD}must: []\nnever:\n  - {rule}\n", name="not-let-go")
    assert "unknown-value" in {fault.code for fault in told}


def test_a_consequence_that_there_is_not_is_told() -> None:
    must = "{id: a, clause: c1, after: replied, do: accountability_recorded, do_where: \"kind == 'complaint'\", by: unit_head, within: 3wd}"
    told = check(f"{HEAD}must:\n  - {must}\n", name="not-let-go")
    assert "unknown-value" in {fault.code for fault in told}
