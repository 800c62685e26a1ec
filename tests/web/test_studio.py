"""The studio in the browser: begin, edit by choosing, see faults beside their fields, compare, put in force."""

import re
from datetime import timedelta
from html import unescape

import pytest

from shouwen.application import clock, queries, studio, studio_choices
from shouwen.core.rulebook.editing import at as at_
from shouwen.core.rulebook.editing import values
from shouwen.core.rulebook.shapes import SHAPES
from shouwen.store.models import RuleBookDraft, RuleBookVersion
from shouwen.web.forms import studio as studio_forms
from tests.web.cast import NASTY
from tests.web.markup import page_of

PAGES = ("", "/text", "/install", "/edit?at=/must/0", "/edit?at=/must/-&clause=c1-1", "/edit?at=/never/0", "/edit?at=/may/0",
         "/edit?at=/levels/0", "/edit?at=/clauses/-", "/edit?at=/parameters/-", "/edit?at=/categories/0/children/-",
         "/edit?at=/facts/0", "/edit?at=/roles/-", "/edit?at=/grounds/-", "/edit?at=/periodic/0", "/edit?at=/periodic/-", "/edit?at=/title", "/edit?at=/starts_at",
         "/edit?at=/calendar", "/edit?at=/calendar/days/-", "/edit?at=/chapters/training", "/edit?at=/quality",
         "/edit?at=/objections", "/edit?at=/approvals/0", "/edit?at=/approvals/-", "/edit?at=/approvals/0/steps/1",
         "/edit?at=/approvals/0/steps/-")  # fmt: skip


@pytest.fixture
def desk(browser):
    """The supervisor with a draft."""
    client = browser("luo")
    assert client.post("/rulebook/studio/begin", {"source": "in-force"}).status_code == 302
    return client


def version() -> int:
    return RuleBookDraft.objects.get().version


def form_of(page: str) -> dict[str, list[str]]:
    """What the entry's form would send."""
    form = page[page.index('id="entry"') :]
    form = form[: form.index("</form>")]
    told: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and ("checkbox" not in tag or " checked" in tag):
            told.setdefault(name[1], []).append(value[1] if value else "")
    for name, inner in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', inner)
        told[name] = [chosen[1] if chosen else re.search(r'<option value="([^"]*)"', inner)[1]]
    for name, inner in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        told[name] = [inner]
    told.pop("csrfmiddlewaretoken", None)
    return {name: [unescape(value) for value in values] for name, values in told.items()}


def opened(client, at: str) -> dict[str, list[str]]:
    return form_of(client.get(f"/rulebook/studio/edit?at={at}").content.decode())


def test_the_rule_book_reads_clause_by_clause(office, browser) -> None:
    answer = browser("nie").get("/rulebook")
    page = answer.content.decode()
    assert page_of(answer).inline == []
    assert 'id="clause-c1-1"' in page
    assert "原文" in page
    assert "修订办法" not in page
    assert "修订办法" in browser("luo").get("/rulebook").content.decode()


def test_pages_of_a_draft(browser, desk) -> None:
    for client in (desk, browser("luo", english=True)):
        for tail in PAGES:
            answer = client.get(f"/rulebook/studio{tail}")
            assert answer.status_code == 200, tail
            assert page_of(answer).inline == []


@pytest.mark.parametrize(
    "address",
    [
        "/rulebook/flow",
        "/rulebook/flow?svg=1",
        "/rulebook/compare",
        "/rulebook/compare?before=shipped&after=1",
        "/rulebook?version=1",
    ],
)
def test_everybody_reads_flow_and_comparison(office, browser, address) -> None:
    assert browser("nie").get(address).status_code == 200


def test_who_does_not_write_rule_books_is_refused(office, browser, desk) -> None:
    client = browser("nie")
    for tail in PAGES:
        assert client.get(f"/rulebook/studio{tail}").status_code == 403
    for tail in ("begin", "discard", "text", "install", "save", "remove"):
        answer = client.post(
            f"/rulebook/studio/{tail}", {"at": "/must/0", "version": 1, "text": "x", "from": "2030-01-01"}
        )
        assert answer.status_code in (403, 422)
    assert 'value="draft"' not in client.get("/rulebook/compare?after=draft").content.decode()
    assert version() == 1


def test_a_form_sent_as_it_came_changes_nothing(desk) -> None:
    text = RuleBookDraft.objects.get().text
    places = ("/must/0", "/must/3", "/may/0", "/never/0", "/levels/0", "/clauses/c1-1", "/parameters/0", "/categories/0",
              "/categories/0/children/1", "/facts/0", "/facts/4", "/roles/0", "/grounds/0", "/periodic/0", "/title", "/starts_at", "/calendar",
              "/chapters/training", "/objections")  # fmt: skip
    known = values(text)
    for at in [place for place in places if at_(known, place) is not None]:
        assert desk.post("/rulebook/studio/save", opened(desk, at)).status_code == 302
        assert (RuleBookDraft.objects.get().text.splitlines(), version()) == (text.splitlines(), 1), at


def test_a_fault_is_told_beside_its_field_while_typing_and_keeps_the_book_from_being_installed(desk) -> None:
    form = opened(desk, "/must/0")
    wrong = desk.post("/rulebook/studio/check", {**form, "within": "bald"}).content.decode()
    assert re.search(r'id="fault-within"[^>]*hx-swap-oob="true">[^<]+bald', wrong)
    assert RuleBookDraft.objects.get().version == 1
    assert desk.post("/rulebook/studio/save", {**form, "within": "bald"}).status_code == 302
    assert "草稿有 1 处错误" in desk.get("/rulebook/studio").content.decode()
    tomorrow = queries.today(studio_person(), clock.now()) + timedelta(days=1)
    refused = desk.post("/rulebook/studio/install", {"version": 2, "from": tomorrow.isoformat()})
    assert refused.status_code == 422
    assert RuleBookVersion.objects.count() == 1
    form = opened(desk, "/must/0")
    assert desk.post("/rulebook/studio/save", {**form, "within": "3h"}).status_code == 302
    assert "检查无误" in desk.get("/rulebook/studio").content.decode()
    summary = desk.get("/rulebook/studio/install").content.decode()
    assert "3 小时" in summary
    past = desk.post("/rulebook/studio/install", {"version": 3, "from": "2020-01-01"})
    assert (past.status_code, "施行日期不能早于今天" in past.content.decode()) == (422, True)
    done = desk.post("/rulebook/studio/install", {"version": 3, "from": tomorrow.isoformat()}, follow=True)
    assert "第 2 版自" in done.content.decode()
    assert RuleBookVersion.objects.count() == 2
    assert "骆胜男" in desk.get("/rulebook/studio").content.decode()


def studio_person():
    from django.contrib.auth.models import User

    from shouwen.application import people

    return people.person(User.objects.get(username="luo"))


def test_a_condition_is_put_together_by_choosing(desk) -> None:
    form = opened(desk, "/must/-&clause=c1-1") | {"clause": ["c1-1"]}
    form |= {"do": ["archived"], "after": ["closed"], "within": ["5wd"], "by": ["intake"]}
    shaped = desk.post(
        "/rulebook/studio/shape", {**form, "shape": "when:row"}, headers={"HX-Request": "true"}
    )
    form = form_of(shaped.content.decode())
    assert "when.0.0.name" in form
    form["when.0.0.name"] = ["urgency"]
    form = form_of(desk.post("/rulebook/studio/shape", form, headers={"HX-Request": "true"}).content.decode())
    incomplete = desk.post("/rulebook/studio/save", {**form, "when.0.0.op": "is", "when.0.0.value": ""})
    assert "有的条件还没有选完" in incomplete.content.decode()
    assert version() == 1
    form |= {"when.0.0.op": ["any_of"], "when.0.0.value": ["high", "medium"]}
    form = form_of(
        desk.post(
            "/rulebook/studio/shape", {**form, "shape": "when:group"}, headers={"HX-Request": "true"}
        ).content.decode()
    )
    form |= {
        "when.every": ["any"],
        "when.1.0.name": ["amount"],
        "when.1.0.op": ["at_least"],
        "when.1.0.value": ["500"],
    }
    form |= {"when.0.0.value": ["high", "medium"]}
    assert desk.post("/rulebook/studio/save", form).status_code == 302
    text = RuleBookDraft.objects.get().text
    assert "when: \"urgency in ['high', 'medium'] || amount >= 500\"" in text
    assert "id: archived" in text
    assert "草稿有" not in desk.get("/rulebook/studio").content.decode()
    assert 'value="at_least" selected' in desk.get(f"/rulebook/studio/edit?at={last(text)}").content.decode()


def last(text: str) -> str:
    return f"/must/{len(values(text)['must']) - 1}"


def test_the_text_of_a_condition_is_there_for_those_who_want_it(desk) -> None:
    form = opened(desk, "/must/0")
    as_text = desk.post(
        "/rulebook/studio/shape", {**form, "shape": "when:text"}, headers={"HX-Request": "true"}
    )
    form = form_of(as_text.content.decode())
    assert "level ==" in form["when.text"][0]
    form["when.text"] = ["size(flags) > 1 ? true : false"]
    assert desk.post("/rulebook/studio/save", form).status_code == 302
    page = desk.get("/rulebook/studio/edit?at=/must/0").content.decode()
    assert "这个条件比逐项选择能表达的更复杂" in page


def test_somebody_else_was_faster(desk, browser) -> None:
    form = opened(desk, "/must/0")
    studio.save(studio_person(), "four-level", RuleBookDraft.objects.get().text, version=1, now=clock.now())
    answer = desk.post("/rulebook/studio/save", {**form, "within": "9h"})
    assert answer.status_code == 409
    assert 'value="9h"' in answer.content.decode()
    assert "9h" not in RuleBookDraft.objects.get().text
    assert desk.post("/rulebook/studio/text", {"text": "x", "version": 1}).status_code == 409
    assert desk.post("/rulebook/studio/remove", {"at": "/must/0", "version": 1}).status_code == 409
    desk.post("/rulebook/studio/discard", {"version": 1})
    assert version() == 2


def test_the_whole_text_with_its_faults_by_line(desk) -> None:
    answer = desk.post("/rulebook/studio/text", {"text": "rule_book: x\r\ntitle: [", "version": 1})
    assert "第 2 行" in answer.content.decode()
    assert RuleBookDraft.objects.get().text == "rule_book: x\ntitle: ["
    assert desk.get("/rulebook/studio").status_code == 200
    assert desk.get("/rulebook/studio/edit?at=/must/0").status_code == 403
    assert desk.get("/rulebook/compare?after=draft").status_code in (200, 404)


def test_an_attack_in_a_draft_is_shown_as_text(desk) -> None:
    form = opened(desk, "/clauses/-") | {"id": ["c9-9"], "text_zh": [NASTY], "note": [NASTY]}
    assert desk.post("/rulebook/studio/save", form).status_code == 302
    for tail in ("", "/edit?at=/clauses/c9-9", "/install", "/text"):
        answer = desk.get(f"/rulebook/studio{tail}")
        assert page_of(answer).inline == []
        assert "<script>alert" not in answer.content.decode()


def test_entries_are_removed_and_the_draft_discarded(desk) -> None:
    before = RuleBookDraft.objects.get().text
    assert desk.post("/rulebook/studio/remove", {"at": "/must/0", "version": 1}).status_code == 302
    assert len(RuleBookDraft.objects.get().text.splitlines()) == len(before.splitlines()) - 1
    assert desk.get("/rulebook/studio/edit?at=/must/999").status_code == 404
    assert desk.get("/rulebook/studio/edit?at=/nothing/0").status_code == 404
    assert desk.post("/rulebook/studio/discard", {"version": 2}).status_code == 302
    assert not RuleBookDraft.objects.exists()
    assert "开始起草" in desk.get("/rulebook/studio").content.decode()


def saved(client, at: str, **told: object) -> dict:
    """The draft after the form at a place was filled in so and sent."""
    filled = {name: one if isinstance(one, list) else [str(one)] for name, one in told.items()}
    answer = client.post("/rulebook/studio/save", opened(client, at) | filled)
    assert answer.status_code == 302, answer.content.decode()
    return values(RuleBookDraft.objects.get().text)


def test_a_category_is_made_with_its_keywords_and_unit(desk) -> None:
    before = RuleBookDraft.objects.get().text
    made = saved(desk, "/categories/0/children/-", name_zh="包装", name_en="Packaging", unit="质量部", keywords="漏气、胀袋，破损")  # fmt: skip
    assert made["categories"][0]["children"][-1] == {
        "id": "category1", "name": {"zh": "包装", "en": "Packaging"}, "unit": "质量部", "keywords": ["漏气", "胀袋", "破损"],
    }  # fmt: skip
    assert set(before.splitlines()) <= set(
        RuleBookDraft.objects.get().text.replace("version: 2", "version: 2").splitlines()
    )
    page = desk.get("/rulebook/studio").content.decode()
    assert "包装 → 质量部：漏气、胀袋、破损" in page
    assert desk.get("/rulebook/studio/edit?at=/categories/99/children/-").status_code == 404


def test_a_form_field_with_its_options(desk) -> None:
    form = opened(desk, "/facts/-") | {"type": ["choice"], "name_zh": ["支付方式"]}
    assert "option_zh" not in form
    shaped = desk.post("/rulebook/studio/shape", form, headers={"HX-Request": "true"}).content.decode()
    form = form_of(shaped)
    assert form["option_zh"] == ["", ""]
    form |= {
        "option_id": ["", "", ""],
        "option_zh": ["现金", "刷卡", ""],
        "option_en": ["", "Card", ""],
        "kinds": ["complaint"],
    }
    assert desk.post("/rulebook/studio/save", form).status_code == 302
    facts = values(RuleBookDraft.objects.get().text)["facts"]
    assert facts[-1] == {
        "id": "field1", "name": "支付方式", "type": "choice", "options": {"o1": "现金", "o2": {"zh": "刷卡", "en": "Card"}},
        "kinds": ["complaint"],
    }  # fmt: skip
    at = f"/facts/{len(facts) - 1}"
    again = opened(desk, at)
    assert again["option_id"] == ["o1", "o2", "", ""]
    told = saved(desk, at, option_zh=["", "银行卡", "扫码", ""], option_en=["", "Card", "", ""])
    assert told["facts"][-1]["options"] == {"o2": {"zh": "银行卡", "en": "Card"}, "o3": "扫码"}
    assert "检查无误" in desk.get("/rulebook/studio").content.decode()


@pytest.mark.parametrize("section", SHAPES)
def test_a_field_with_given_values_is_chosen_and_never_typed(section) -> None:
    for field, shape in SHAPES[section].items():
        given = field in studio_choices._LISTED and shape != "words"
        if given and (section, field) != ("stall", "after"):  # a limit there, the trigger elsewhere
            assert studio_forms._kind(section, field) in ("select", "checks", "limit"), field


def test_periodic_work_with_its_contents(desk) -> None:
    form = opened(desk, "/periodic/-")
    assert (form["every"], form["by"], form["within"]) == (["month"], ["supervisor"], ["5wd"])
    rows = {
        "option_id": ["", "", ""],
        "option_zh": ["主要意见", "教训", ""],
        "option_en": ["Opinions", "", ""],
    }
    form |= {"name_zh": ["客户反馈报告"], "clause": ["c9-1"], "every": ["quarter"], **rows}
    assert desk.post("/rulebook/studio/save", form).status_code == 302
    told = values(RuleBookDraft.objects.get().text)["periodic"]
    assert told[-1] == {
        "id": "work1", "name": "客户反馈报告", "clause": "c9-1", "every": "quarter", "by": "supervisor", "within": "5wd",
        "contents": {"o1": {"zh": "主要意见", "en": "Opinions"}, "o2": "教训"},
    }  # fmt: skip
    page = desk.get("/rulebook/studio").content.decode()
    assert "检查无误" in page
    assert "每季度结束后 5 个工作日内，投诉办公室须完成客户反馈报告，写明主要意见、教训" in page
    at = f"/periodic/{len(told) - 1}"
    wrong = desk.post("/rulebook/studio/check", {**opened(desk, at), "within": "bald"}).content.decode()
    assert re.search(r'id="fault-within"[^>]*>[^<]*bald', wrong)
    told = saved(desk, at, within="=award_within", option_zh=["", "教训", "", ""], option_en=[""] * 4)
    assert told["periodic"][-1]["within"] == {"parameter": "award_within"}
    assert told["periodic"][-1]["contents"] == {"o2": "教训"}
    empty = desk.post(
        "/rulebook/studio/save", {**opened(desk, at), "option_zh": ["", ""], "option_en": ["", ""]}
    )
    assert empty.status_code == 302
    assert "草稿有 1 处错误" in desk.get("/rulebook/studio").content.decode()


def test_the_calendar_and_its_days(desk) -> None:
    told = saved(desk, "/calendar", sat="09:00-12:00，13:00-15:00", fri="休息")
    assert told["calendar"] == {
        "based_on": "cn-office",
        "week": {"fri": [], "sat": ["09:00-12:00", "13:00-15:00"]},
    }
    form = opened(desk, "/calendar")
    assert form["fri"] == ["休息"]
    wrong = desk.post("/rulebook/studio/check", {**form, "sat": "25:00"}).content.decode()
    assert re.search(r'id="fault-sat"[^>]*>[^<]*25:00', wrong)
    told = saved(desk, "/calendar/days/-", id="2026-02-14", day="work")
    form = opened(desk, "/calendar/days/-") | {"id": ["2026-02-16"], "day": ["hours"]}
    form = form_of(desk.post("/rulebook/studio/shape", form, headers={"HX-Request": "true"}).content.decode())
    assert desk.post("/rulebook/studio/save", form | {"spans": ["10:00-11:00"]}).status_code == 302
    days = values(RuleBookDraft.objects.get().text)["calendar"]["days"]
    assert days == {"2026-02-14": "work", "2026-02-16": ["10:00-11:00"]}
    again = desk.post(
        "/rulebook/studio/save", opened(desk, "/calendar/days/-") | {"id": ["2026-02-14"], "day": ["off"]}
    )
    assert (again.status_code, "已经有这一条了" in again.content.decode()) == (422, True)
    assert values(RuleBookDraft.objects.get().text)["calendar"]["days"] == days
    desk.post("/rulebook/studio/remove", {"at": "/calendar/days/2026-02-14", "version": version()})
    assert list(values(RuleBookDraft.objects.get().text)["calendar"]["days"]) == ["2026-02-16"]
    gone = desk.post("/rulebook/studio/remove", {"at": "/calendar", "version": version()})
    assert (gone.status_code, "不能没有" in gone.content.decode()) == (422, True)


def test_a_standard_of_quality_grounds_roles_and_chapters(desk) -> None:
    saved(desk, "/quality", clause="c6-1", **{"pass": "85"})
    assert "草稿有 1 处错误" in desk.get("/rulebook/studio").content.decode()
    saved(desk, "/quality/items/-", name_zh="合法合规", points="60", least="30.5")
    saved(desk, "/quality/items/-", name_zh="有礼", points="40")
    form = opened(desk, "/quality/sample/always/-")
    form = form_of(desk.post("/rulebook/studio/shape", {**form, "shape": "when:text"}, headers={"HX-Request": "true"}).content.decode())  # fmt: skip
    assert (
        desk.post(
            "/rulebook/studio/save", form | {"name_zh": ["重新办理过的"], "when.text": ["round > 1"]}
        ).status_code
        == 302
    )
    told = saved(desk, "/quality", rate="20")
    assert told["quality"]["sample"] == {
        "always": [{"id": "draw1", "name": "重新办理过的", "when": "round > 1"}],
        "rate": 20,
    }
    assert [item["least"] for item in told["quality"]["items"][:1]] == [30.5]
    told = saved(
        desk, "/grounds/-", name_zh="送检", clause="c5-1", do=["suspend", "extend"], say_zh="等检测结果"
    )
    assert told["grounds"][-1]["do"] == ["suspend", "extend"]
    told = saved(desk, "/roles/-", name_zh="店长", holds="unit_head", units=["质量部"])
    assert told["roles"][-1] == {"id": "role1", "name": "店长", "holds": "unit_head", "units": ["质量部"]}
    told = saved(desk, "/chapters/duties", clauses=["c1-1", "c1-2"])
    assert told["chapters"]["duties"] == ["c1-1", "c1-2"]
    page = desk.get("/rulebook/studio").content.decode()
    for words in (
        "检查无误",
        "85 分合格",
        "有礼 40 分",
        "送检：可以中止、延期",
        "店长 = 质量部 部门负责人",
        "机构与职责：c1-1、c1-2",
    ):
        assert words in page, words


def test_a_new_entry_says_nothing_of_others_until_it_is_filled_in(desk) -> None:
    page = desk.get("/rulebook/studio/edit?at=/must/-").content.decode()
    verdict = page[page.index('id="verdict"') :]
    assert "（c" not in verdict[: verdict.index("form-end")]


def test_a_rule_may_take_its_due_time_from_the_event_and_run_once_for_each(desk) -> None:
    form = opened(desk, "/must/-&clause=c4-6") | {
        "after": ["supervision_issued"],
        "do": ["supervision_answered"],
    }
    page = desk.post("/rulebook/studio/shape", form, headers={"HX-Request": "true"}).content.decode()
    assert "以时限为准" in page
    assert 'value="reply_by"' in page
    form = form_of(page) | {
        "until": ["reply_by"],
        "per": ["number"],
        "remind": ["80% 2h"],
        "escalate": ["executive"],
    }
    assert desk.post("/rulebook/studio/save", form).status_code == 302
    rule = values(RuleBookDraft.objects.get().text)["must"][-1]
    assert (rule["until"], rule["per"], rule["remind"], rule["late"]) == (
        "reply_by", "number", ["80%", "2h"], {"escalate": "executive"},
    )  # fmt: skip


def test_before_an_entry_goes_the_page_tells_who_refers_to_it(desk) -> None:
    role = desk.get("/rulebook/studio/edit?at=/roles/0").content.decode()
    told = role[role.index("entry-remove") :]
    assert "还有 4 处用到它" in told
    assert "转告法务部" in told
    assert "处理方案依次经 2 步审批" in told
    level = desk.get("/rulebook/studio/edit?at=/levels/0").content.decode()
    told = level[level.index("entry-remove") :]
    assert "处用到它" in told
    assert "草稿会有这些错误" in told
    assert "没有“L1”" in told or "L1" in told[told.index("草稿会有这些错误") :]
    fact = desk.get("/rulebook/studio/edit?at=/facts/4").content.decode()
    assert "没有别处用到它" in fact
    assert "entry-remove" not in desk.get("/rulebook/studio/edit?at=/calendar").content.decode()
    whole = desk.get("/rulebook/studio").content.decode()
    assert "1. 法务审核：法务部同意" in whole[whole.index("part-approvals") :]
    assert version() == 1
    desk.post("/rulebook/studio/remove", {"at": "/levels/0", "version": 1})
    assert "草稿有" in desk.get("/rulebook/studio").content.decode()


def kept() -> dict:
    return values(RuleBookDraft.objects.get().text)


def test_an_approval_is_written_step_by_step(desk) -> None:
    new = opened(desk, "/approvals/-")
    new |= {
        "clause": ["c5-2"],
        "when": ["amount > 90000"],
        "when_text": ["amount > 90000"],
        "when_mode": ["text"],
    }
    answer = desk.post("/rulebook/studio/save", new)
    assert answer["Location"].endswith("#part-approvals")
    made = kept()["approvals"][-1]
    assert (made["clause"], made["id"], len(made["steps"])) == ("c5-2", "approval1", 1)
    place = f"/approvals/{len(kept()['approvals']) - 1}"
    first = opened(desk, f"{place}/steps/0")
    assert first["by"] == ["unit_head"]
    told = {**first, "name_zh": ["会签"], "by": ["unit_head", "supervisor"], "all": ["1"], "at_least": [""]}
    desk.post("/rulebook/studio/save", {**told, "version": [str(version())]})
    assert kept()["approvals"][-1]["steps"][0]["all"] is True
    second = opened(desk, f"{place}/steps/-")
    told = {**second, "name_zh": ["办公会"], "by": ["executive"], "at_least": ["2"], "meeting": ["1"]}
    desk.post("/rulebook/studio/save", told)
    step = kept()["approvals"][-1]["steps"][1]
    assert (step["by"], step["at_least"], step["meeting"], step["id"]) == ("executive", 2, True, "step1")
    page = desk.get("/rulebook/studio").content.decode()
    assert "2. 办公会：至少 2 名" in page[page.index("part-approvals") :]


def test_what_is_wrong_with_a_step_stands_beside_its_field(desk) -> None:
    step = opened(desk, "/approvals/0/steps/0")
    both = {**step, "all": ["1"], "at_least": ["2"]}
    told = desk.post("/rulebook/studio/check", both).content.decode()
    assert re.search(r'id="fault-at_least"[^>]*>[^<]+<', told)
    nobody = {**step, "by": []}
    told = desk.post("/rulebook/studio/check", nobody).content.decode()
    assert "缺少“by”" in told
    assert version() == 1


def test_entries_go_up_and_down_where_order_counts(desk) -> None:
    page = desk.get("/rulebook/studio").content.decode()
    assert 'value="/levels/0"' in page[page.index('id="part-levels"') : page.index('id="part-parameters"')]
    before = kept()
    answer = desk.post("/rulebook/studio/move", {"at": "/levels/0", "way": "down", "version": 1})
    assert answer.status_code == 302
    after = kept()
    assert [one["id"] for one in after["levels"]][:2] == [
        before["levels"][1]["id"],
        before["levels"][0]["id"],
    ]
    assert {k: v for k, v in after.items() if k != "levels"} == {
        k: v for k, v in before.items() if k != "levels"
    }
    again = desk.get(answer["Location"]).content.decode()
    assert again.count(" autofocus") == 1
    desk.post("/rulebook/studio/move", {"at": "/approvals/0/steps/1", "way": "up", "version": 2})
    steps = [[one["id"] for one in book["approvals"][0]["steps"]] for book in (before, kept())]
    assert steps[1] == [steps[0][1], steps[0][0], *steps[0][2:]]
    chapter = before["chapters"]["scope"]
    if len(chapter) > 1:
        desk.post("/rulebook/studio/move", {"at": "/chapters/scope/0", "way": "down", "version": 3})
        assert kept()["chapters"]["scope"] == [chapter[1], chapter[0], *chapter[2:]]


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"at": "/levels/0", "way": "up", "version": 1}, 422),
        ({"at": "/levels/0", "way": "down", "version": 9}, 409),
        ({"at": "/levels/0", "way": "sideways", "version": 1}, 404),
        ({"at": "/levels/99", "way": "up", "version": 1}, 404),
        ({"at": "/title", "way": "up", "version": 1}, 404),
        ({"at": "/clauses/c1-1", "way": "up", "version": 1}, 404),
    ],
)
def test_what_cannot_move_leaves_the_draft_alone(desk, told, status) -> None:
    text = RuleBookDraft.objects.get().text
    assert desk.post("/rulebook/studio/move", told).status_code == status
    assert (RuleBookDraft.objects.get().text, version()) == (text, 1)
