"""Commands on the case page: forms for all of them, refusals and conflicts that lose no text."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from shouwen.application import administration, clock, queries
from shouwen.core.case.commands import COMMANDS, SYSTEM_ONLY
from shouwen.web.forms.catalogue import FORMS
from shouwen.web.forms.own_fields import OWN
from shouwen.web.forms.rows import RowsForm
from tests.web.cast import BOOK
from tests.web.markup import page_of

HTMX = {"HX-Request": "true"}


@pytest.fixture
def number(office) -> str:
    return office.register().number


def stage(office, number: str) -> str:
    return queries.case(office.person("luo"), number, now=clock.now()).stage.id


def test_every_command_of_people_has_a_form() -> None:
    assert set(FORMS) == set(COMMANDS) - {"register", *SYSTEM_ONLY}


@pytest.mark.parametrize("command", sorted(FORMS))
def test_every_form_opens_and_asks_only_what_the_command_knows(browser, number, command) -> None:
    answer = browser("luo").get(f"/cases/{number}/do/{command}", headers=HTMX)
    page = page_of(answer)
    assert answer.status_code == 200
    assert page.inline == []
    form = FORMS[command]
    of_rows = form.prefix_of_cells + "_" if issubclass(form, RowsForm) else "-"
    own = {
        "facts" if name.startswith(OWN) else name for name in page.fields if not name.startswith(of_rows)
    } - {
        "csrfmiddlewaretoken",
        "expected_version",
        "",
    }
    assert own <= set(COMMANDS[command].model_fields)


@pytest.mark.parametrize("command", sorted(FORMS))
def test_what_must_be_filled_in_comes_first_lists_of_rows_included(browser, number, command) -> None:
    panel = browser("luo").get(f"/cases/{number}/do/{command}", headers=HTMX).content.decode()
    parts = re.split(r'(?=<div class="field[ "]|<fieldset class="(?:measure|score)-rows")', panel)[1:]
    needed = ['class="needed"' in part for part in parts]
    assert needed == sorted(needed, reverse=True)
    assert any(needed) == any(form_field in panel for form_field in ("data-needed", 'class="needed"'))


def test_rules_that_look_at_what_is_filled_in_are_told_before_and_refuse_after(
    browser, office, number
) -> None:
    client, path = browser("luo"), f"/cases/{number}/do/plan_improvement"
    panel = client.get(path, headers=HTMX).content.decode()
    assert "提交时管理办法还要看所填内容" in panel
    for missing in ("本次没有部门且没有责任人的，不得", "本次没有完成期限的，不得"):
        assert missing in panel
    before = queries.case(office.person("luo"), number, now=clock.now()).version
    told = client.post(
        path, {"what": "换供应商", "expected_version": str(before)}, headers=HTMX
    ).content.decode()
    assert "改进措施要写明部门" in told
    assert "第7.1条" in told
    assert queries.case(office.person("luo"), number, now=clock.now()).version == before


def test_the_topic_of_a_meeting_is_asked_before_its_decisions(browser, number) -> None:
    panel = browser("luo").get(f"/cases/{number}/do/hold_meeting", headers=HTMX).content.decode()
    assert panel.index('name="topic"') < panel.index('name="decision_what"') < panel.index('name="minutes"')


def test_the_one_next_step_is_open_on_the_page(browser, number) -> None:
    text = browser("lin").get(f"/cases/{number}").content.decode()
    assert f'action="/cases/{number}/do/accept"' in text
    assert "下一步" in text


def test_what_cannot_be_done_is_told_when_asked(browser, number) -> None:
    client = browser("lin")
    page, told = (client.get(f"/cases/{number}{path}").content.decode() for path in ("", "/refused"))
    assert f'hx-get="/cases/{number}/refused"' in page
    assert "还没有答复" in told
    assert "还没有答复" not in page
    assert "<strong>受理</strong>" not in told


def test_a_command_moves_the_case_with_and_without_scripts(browser, office, number) -> None:
    client = browser("lin")
    answer = client.post(f"/cases/{number}/do/accept", {"expected_version": ""})
    assert answer.headers["Location"] == f"/cases/{number}"
    answer = client.post(
        f"/cases/{number}/do/assign", {"unit": "质量部", "assisting": ["物流部"]}, headers=HTMX
    )
    assert answer.headers["HX-Redirect"] == f"/cases/{number}"
    assert stage(office, number) == "assigned"


def test_a_solution_takes_rows_of_measures(browser, office, number) -> None:
    office.give("lin", number, "accept")
    office.give("lin", number, "assign", unit="质量部", handler="nie")
    rows = {
        "measure_what": ["换机", "", "致歉"],
        "measure_owner": ["质量部", "", ""],
        "measure_due": ["2026-12-01", "", ""],
    }
    browser("nie").post(f"/cases/{number}/do/propose_solution", rows | {"amount": "320.5"})
    case = queries.case(office.person("nie"), number, now=clock.now())
    assert [measure.what for measure in case.measures] == ["换机", "致歉"]
    assert case.amount == 320.5


def test_a_measure_says_its_kind_and_the_unit_follows_from_its_owner(browser, office, number) -> None:
    office.give("lin", number, "accept")
    office.give("lin", number, "assign", unit="质量部", handler="nie")
    path = f"/cases/{number}/do/propose_solution"
    name = office.person("nie").acting.name
    offered = page_of(browser("nie").get(path, headers=HTMX)).text
    assert all(f'<option value="{one}"></option>' in offered for one in ("质量部", name))
    owners = {name: "质量部", "质量部": "质量部", "王师傅": ""}
    rows = {
        "measure_what": ["寄回旧机", "换新机", "上门"],
        "measure_owner": [*owners],
        "measure_due": ["", "", ""],
        "measure_kind": ["return", "exchange", ""],
    }
    browser("nie").post(path, rows)
    case = queries.case(office.person("nie"), number, now=clock.now())
    assert [measure.unit for measure in case.measures] == [*owners.values()]
    assert [measure.kind for measure in case.measures] == ["退货", "换货", ""]
    assert "1. 退货：寄回旧机（质量部）" in "".join(value for _name, value in case.timeline[-1].lines)
    shown = page_of(browser("nie").get(f"/cases/{number}")).text
    assert "退货" in shown and "王师傅" in shown


def test_responsibility_is_divided_in_rows_that_sum_to_a_hundred(browser, office, number) -> None:
    office.give("lin", number, "accept")
    office.give("lin", number, "assign", unit="质量部", handler="nie")
    rows = {
        "share_unit": ["质量部", "物流部", ""],
        "share_person": ["聂工", "", ""],
        "share_percent": ["66.67", "33.34", ""],
        "share_kind": ["main", "", ""],
        "share_clause": ["", "", ""],
    }
    path, client = f"/cases/{number}/do/attribute_responsibility", browser("nie")
    page = page_of(client.post(path, rows, headers=HTMX))
    assert "100%" in page.text
    assert page.fields["share_percent"][:2] == ["66.67", "33.34"], "what was typed is kept"
    answer = client.post(path, {**rows, "share_percent": ["66.67", "33.33", ""]}, headers=HTMX)
    assert "HX-Redirect" in answer.headers
    told = queries.case(office.person("nie"), number, now=clock.now()).timeline[-1]
    assert told.type == "responsibility_attributed"


def test_a_wrong_cell_of_a_row_is_told(browser, office, number) -> None:
    rows = {"decision_what": ["换货"], "decision_owner": ["聂" * 201], "decision_due": [""]}
    answer = browser("lin").post(f"/cases/{number}/do/hold_meeting", {**rows, "topic": "会商"}, headers=HTMX)
    assert "太长了" in page_of(answer).text


def test_quality_is_scored_by_criteria(browser, office, number) -> None:
    office.give("lin", number, "accept")
    office.give("lin", number, "assign", unit="质量部", handler="nie")
    office.give("nie", number, "reply", text="已处理")
    told = {
        "score_criterion": ["合法", "合规", ""], "score_points": ["40", "45.5", ""], "score": "85.5", "passed": "true",
    }  # fmt: skip
    browser("luo").post(f"/cases/{number}/do/review_quality", told)
    event = queries.case_events(office.person("luo"), number, now=clock.now())[-1]
    assert event["data"] == {"scores": {"合法": 40, "合规": 45.5}, "score": 85.5, "passed": True}


def test_a_report_goes_to_a_usual_place_or_to_any_other(browser, office, number) -> None:
    client = browser("lin")
    for place in ("监管机构", "消费者协会"):
        client.post(f"/cases/{number}/do/report_outside", {"to": place, "number": "（2026）7 号"})
    told = queries.case_events(office.person("lin"), number, now=clock.now())
    assert [event["data"]["to"] for event in told[-2:]] == ["regulator", "消费者协会"]


def test_the_kinds_of_evidence_that_rules_ask_for_are_offered_by_the_word_that_counts(
    browser, number
) -> None:
    answer = browser("luo").get(f"/cases/{number}/do/add_evidence", headers=HTMX).content.decode()
    assert "例如：订单记录" in answer, "this book asks for no kind"
    text = (BOOK.parent / "testing-lab.yaml").read_text(encoding="utf-8")
    administration.install_rule_book(text, organisation="four-level", from_day=date(2026, 1, 2))
    asked = ("原始记录核查", "仪器设备核查", "重新采样记录", "收回的旧报告", "更正报告")
    answer = browser("luo").get(f"/cases/{number}/do/add_evidence", headers=HTMX).content.decode()
    assert "、".join(asked) in answer
    page = browser("luo").get(f"/cases/{number}").content.decode()
    for kind in asked:
        assert f'<option value="{kind}">' in answer
        assert f'<option value="{kind}">' in page, "where files are uploaded as well"


def test_a_refusal_says_why_and_keeps_the_text(browser, number) -> None:
    text = (
        browser("lin")
        .post(f"/cases/{number}/do/close", {"lesson": "不要丢掉"}, headers=HTMX)
        .content.decode()
    )
    assert "不要丢掉" in text
    assert 'role="alert"' in text


def test_a_clause_stands_beside_its_refusal(browser, office, number) -> None:
    office.give("lin", number, "accept")
    office.give("lin", number, "assign", unit="质量部", handler="nie")
    office.give("nie", number, "reply", text="已处理")
    office.give("lin", number, "record_satisfaction", satisfied=False)
    text = (
        browser("lin")
        .post(f"/cases/{number}/do/close", {"lesson": "不要丢掉"}, headers=HTMX)
        .content.decode()
    )
    assert "第6.3条" in text
    assert "不要丢掉" in text


def test_missing_fields_are_told_beside_them(browser, number) -> None:
    text = (
        browser("lin")
        .post(f"/cases/{number}/do/decline", {"reason": "不属于本单位"}, headers=HTMX)
        .content.decode()
    )
    assert "请填写这一项" in text
    assert "不属于本单位" in text


def test_who_was_slower_sees_what_changed_and_can_go_on(browser, office, number) -> None:
    client = browser("lin")
    version = page_of(client.get(f"/cases/{number}/do/note", headers=HTMX)).fields["expected_version"][0]
    office.give("luo", number, "note", note="已与客户联系")
    mine = {"note": "我写了很久", "expected_version": version}
    page = page_of(client.post(f"/cases/{number}/do/note", mine, headers=HTMX))
    assert "已与客户联系" in page.text
    assert "我写了很久" in page.text
    newer = page.fields["expected_version"][0]
    assert int(newer) > int(version)
    answer = client.post(f"/cases/{number}/do/note", mine | {"expected_version": newer}, headers=HTMX)
    assert "HX-Redirect" in answer.headers


def test_urging_from_the_board_comes_back_to_it(browser, office, number) -> None:
    answer = browser("luo").post(
        f"/cases/{number}/do/urge", {"note": "请今天办", "next": "/board?status=missed"}
    )
    assert answer.headers["Location"] == "/board?status=missed"


def test_unknown_commands_and_the_timers_own_are_not_found(browser, number) -> None:
    client = browser("luo")
    for command in ("remind_deadline", "miss_deadline", "register", "nonsense"):
        assert client.get(f"/cases/{number}/do/{command}").status_code == 404


def test_evidence_goes_in_and_comes_out_harmless(browser, office, number, settings, tmp_path) -> None:
    client = browser("lin")
    client.post(
        f"/cases/{number}/files",
        {"file": SimpleUploadedFile("通话<b>.txt", "你好".encode()), "note": "首次通话"},
    )
    (file,) = queries.case(office.person("lin"), number, now=clock.now()).files
    answer = client.get(f"/files/{file.id}")
    assert answer.content == "你好".encode()
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert browser("qiu").get(f"/files/{file.id}").status_code == 404


@pytest.mark.parametrize(
    ("wait", "data", "step"),
    [
        ("request_supplement", {"items": ["购买凭证"]}, "supplement"),
        ("suspend", {"ground": "等待检测结果"}, "resume"),
    ],
)
def test_what_ends_the_waiting_is_the_next_step(office, number, wait, data, step) -> None:
    office.give("lin", number, "accept")
    office.give("lin", number, "grade", severity="low", urgency="low")
    office.give("lin", number, "assign", unit="质量部", handler="nie")
    for command in ("acknowledge", "respond"):
        office.give("nie", number, command)
    office.give("luo", number, wait, **data)
    choices = queries.case(office.person("luo"), number, now=clock.now()).choices
    assert [choice.command for choice in choices if choice.primary] == [step]


def test_a_solution_that_waits_for_approval_is_not_to_be_replied_yet(office, number) -> None:
    office.give("lin", number, "accept")
    office.give("lin", number, "grade", severity="low", urgency="low")
    office.give("lin", number, "assign", unit="质量部", handler="nie")
    for command in ("acknowledge", "respond"):
        office.give("nie", number, command)
    office.give("nie", number, "propose_solution", measures=[{"what": "换新机"}])
    choices = {
        choice.command: choice
        for choice in queries.case(office.person("nie"), number, now=clock.now()).choices
    }
    assert choices["reply"].allowed
    assert not choices["reply"].primary


def test_an_empty_solution_is_not_taken(browser, office, number) -> None:
    office.give("lin", number, "accept")
    office.give("lin", number, "assign", unit="质量部", handler="nie")
    for command in ("acknowledge", "respond"):
        office.give("nie", number, command)
    before = queries.case(office.person("nie"), number, now=clock.now()).version
    empty = {
        "measure_what": ["", ""],
        "measure_owner": ["", ""],
        "measure_due": ["", ""],
        "note": "",
        "amount": "",
    }
    answer = browser("nie").post(f"/cases/{number}/do/propose_solution", empty)
    assert "请填写这一项" in answer.content.decode()
    assert queries.case(office.person("nie"), number, now=clock.now()).version == before


def test_a_field_with_nothing_to_choose_is_left_out(browser, office, number) -> None:
    office.give("lin", number, "accept")
    office.give("lin", number, "assign", unit="质量部", handler="nie")
    office.give("nie", number, "acknowledge")
    page = browser("luo").get(f"/cases/{number}/do/attribute_responsibility").content.decode()
    assert 'name="evidence"' not in page


@pytest.mark.parametrize(
    ("command", "why"), [("complete_measure", "还没有处理方案"), ("archive", "该件尚未结案")]
)
def test_what_cannot_be_done_now_says_why_instead_of_asking(browser, office, number, command, why) -> None:
    office.give("lin", number, "accept")
    office.give("lin", number, "assign", unit="质量部", handler="nie")
    account = "nie" if command == "complete_measure" else "lin"
    for headers in ({}, HTMX):
        page = page_of(browser(account).get(f"/cases/{number}/do/{command}", headers=headers)).text
        form = page[page.index('id="do-form"') : page.index("</form>", page.index('id="do-form"'))]
        assert why in form and 'type="submit"' not in form and "返回" in form


def test_the_first_measure_done_is_named_like_the_others(office, number) -> None:
    office.give("lin", number, "accept")
    office.give("lin", number, "assign", unit="质量部", handler="nie")
    for command in ("acknowledge", "respond"):
        office.give("nie", number, command)
    office.give("nie", number, "propose_solution", measures=[{"what": "换新机"}, {"what": "致歉"}])
    office.give("luo", number, "approve_solution")
    for which in (1, 2):
        office.give("nie", number, "complete_measure", which=which)
    entries = queries.case(office.person("luo"), number, now=clock.now()).timeline
    told = [entry.lines for entry in entries if entry.type == "measure_done"]
    assert sorted(told) == [(("第几条", "1"),), (("第几条", "2"),)]


def test_the_clauses_are_held_against_the_case_when_somebody_looks(browser, office, number) -> None:
    office.give("lin", number, "accept")
    client = browser("lin")
    page, told = (client.get(f"/cases/{number}{path}").content.decode() for path in ("", "/proof"))
    assert f'hx-get="/cases/{number}/proof"' in page
    assert '<ul class="proof">' not in page
    assert re.search(r'class="verdict-kept">.*?href="[^"]*#event-\d+"', told, re.DOTALL)
    assert client.get("/cases/TS-2026-999999/proof").status_code == 404


def test_the_page_begins_with_the_latest_and_fetches_what_came_before(browser, office, number) -> None:
    office.give("lin", number, "accept")
    for n in range(20):
        office.give("lin", number, "note", note=f"第{n:02}次联系")
    client = browser("lin")
    page = client.get(f"/cases/{number}").content.decode()
    shown = [int(n) for n in re.findall(r'id="event-(\d+)"', page)]
    whole = queries.case(office.person("lin"), number, now=clock.now())
    assert shown == sorted(shown, reverse=True)
    assert 0 < len(shown) < len(whole.timeline) == shown[0]
    assert f'<span class="count num">{len(whole.timeline)}</span>' in page
    following = re.search(r'data-earlier hx-get="([^"]+)"', page)
    assert following
    rest = client.get(following[1], headers={"HX-Request": "true"}).content.decode()
    later = [int(n) for n in re.findall(r'id="event-(\d+)"', rest)]
    assert [*shown, *later] == list(range(len(whole.timeline), 0, -1))
    assert "data-earlier" not in rest
    assert "<html" not in rest
    alone = client.get(f"/cases/{number}/timeline").content.decode()
    assert re.findall(r'id="event-(\d+)"', alone) == [str(n) for n in (*shown, *later)]
    assert client.get(f"/cases/{number}/timeline?before=²x").status_code == 200
    assert client.get("/cases/TS-2026-999999/timeline").status_code == 404


def test_what_is_owed_is_fetched_when_somebody_looks(browser, office, number) -> None:
    client = browser("lin")
    page, told = (client.get(f"/cases/{number}{path}").content.decode() for path in ("", "/owed"))
    assert f'hx-get="/cases/{number}/owed"' in page
    assert '<ul class="owed-cards">' not in page
    assert (
        told.count('class="owed-when')
        == len(queries.case(office.person("lin"), number, now=clock.now()).owed)
        > 0
    )
    assert client.get("/cases/TS-2026-999999/owed").status_code == 404


def test_a_refused_file_is_told_and_not_kept(browser, office, number) -> None:
    client = browser("lin")
    client.post(f"/cases/{number}/files", {"file": SimpleUploadedFile("run.exe", b"MZ\x90\x00" + b"\0" * 99)})
    assert queries.case(office.person("lin"), number, now=clock.now()).files == ()
    assert "run.exe" in client.get(f"/cases/{number}").content.decode()


def test_the_story_tells_joint_work_in_words(browser, office, number) -> None:
    office.give("lin", number, "accept")
    office.give("lin", number, "assign", unit="质量部", handler="nie")
    office.give("lin", number, "identify", manner="证件", genuine=True)
    office.give("lin", number, "hold_meeting", topic="会商批次", decisions=[{"what": "查批次"}])
    office.give("lin", number, "report_outside", to="regulator", note="已书面报送")
    shares = [{"unit": "质量部", "percent": 66.67, "kind": "main"}, {"unit": "物流部", "percent": 33.33}]
    office.give("nie", number, "attribute_responsibility", shares=shares)
    office.give("luo", number, "hold_accountable", who="安装组", kind="off_post")
    office.give("nie", number, "plan_improvement", what="换供应商", owner="聂思佳", due="2027-01-01")
    office.give("luo", number, "evaluate_improvement", reached=False, note="新供应商的件仍不合格")
    office.give("luo", number, "recuse", who="聂思佳")
    told = queries.case(office.person("luo"), number, now=clock.now()).timeline
    said = {entry.type: dict(entry.lines) for entry in told}
    assert said["identity_verified"]["核实结果"] == "属实"
    assert said["meeting_held"]["决定"] == "1. 查批次"
    assert said["reported"] == {"报给": "监管机构", "说明": "已书面报送"}
    assert said["responsibility_attributed"]["责任划分"] == "质量部 66.67%（主要责任）；物流部 33.33%"
    assert said["accountability_recorded"]["追究方式"] == "待岗"
    assert said["improvement_evaluated"]["改进效果"] == "改进未达目标"
    assert said["recused"]["人员"] == office.person("nie").acting.name


def test_text_of_a_record_is_taken_out_from_the_page(browser, office, number) -> None:
    client, path = browser("luo"), f"/cases/{number}/do/redact_text"
    panel = page_of(client.get(path, headers=HTMX))
    assert "不能恢复" in panel.text
    assert "1. 登记" in panel.text
    assert "投诉内容" in panel.text
    description = queries.case(office.person("luo"), number, now=clock.now()).description
    told = {
        "of": "1",
        "keys": ["description"],
        "ground": "third_party",
        "reason": "提到了邻居",
        "expected_version": "2",
    }
    version = queries.case(office.person("luo"), number, now=clock.now()).version
    done = client.post(path, {**told, "expected_version": str(version)}, headers=HTMX)
    assert done.status_code in (200, 204)
    page = page_of(client.get(f"/cases/{number}"))
    assert description not in page.text
    assert "隐去文字" in page.text
    assert "涉及他人隐私" in page.text
    english = page_of(browser("luo", english=True).get(f"/cases/{number}")).text
    assert "privacy of somebody else" in english.lower()
    again = client.post(path, {**told, "expected_version": str(version + 1)}, headers=HTMX).content.decode()
    assert "没有可隐去的这项文字" in again
    assert browser("nie").get(path, headers=HTMX).status_code in (200, 404)
