"""The dossier: what must stand in it, that nothing in it breaks, and that the same case makes the same bytes."""

from zoneinfo import ZoneInfo

import pytest

from shouwen.documents import dossier_pdf, registration_form_pdf, reply_letter_pdf
from tests.documents.material import DESCRIPTION, PRINTED, REPLY, case_view, entry
from tests.documents.papers import WITH_TEXT, pages, text

OFFICE = "海达物业服务有限公司"


def dossier(language: str = "zh-hans", **changes: object) -> bytes:
    return dossier_pdf(case_view(**changes), OFFICE, language, printed_by="孙悦", printed_at=PRINTED)


def test_every_part_has_its_page() -> None:
    assert pages(dossier()) == 12


def test_same_case_same_bytes() -> None:
    assert dossier() == dossier()


def test_a_moment_of_now_has_microseconds() -> None:
    assert registration_form_pdf(case_view(), OFFICE, "zh-hans", printed_at=PRINTED.replace(microsecond=7))


def test_the_zone_of_a_case_has_rules_of_its_own() -> None:
    shanghai = PRINTED.astimezone(ZoneInfo("Asia/Shanghai"))
    assert registration_form_pdf(case_view(), OFFICE, "zh-hans", printed_at=shanghai)


def test_a_case_just_registered_has_only_what_there_is() -> None:
    young = {
        "timeline": case_view().timeline[:1],
        "owed": (),
        "evidence": (),
        "files": (),
        "measures": (),
        "findings": (),
    }
    assert pages(dossier(**young)) == 4  # cover, catalogue, form, flow


@WITH_TEXT
def test_what_stands_in_it() -> None:
    found = text(dossier())
    for part in (
        "投诉处理卷宗", "卷宗目录", "投诉登记表", "工作流转单", "调查报告", "处理方案审批表", "回访记录表", "时限履行情况表",
        "条款符合性证据表", "附件清单", "关于“三号楼二单元电梯多次停运困人”的答复", "逾期完成", "860.00元", "9f9f9f9f9f9f9f9f",
        "查阅：孙悦", "第2页共12页",
    ):  # fmt: skip
        assert part in found, part
    assert "".join(DESCRIPTION.split())[-20:] in found


@WITH_TEXT
def test_the_catalogue_gives_the_right_pages() -> None:
    catalogue = text(dossier()).split("卷宗目录")[1].split("第2页")[0]
    assert "5答复函2026-10-01李强8" in catalogue


@WITH_TEXT
def test_in_english() -> None:
    found = text(dossier("en"))
    assert "Complaintdossier" in found
    assert "Page2of12" in found


@WITH_TEXT
@pytest.mark.parametrize("letters", ["𠮷野𠮷", "䶮", "鿍", "𬬭", "é ß Ω"])
def test_rare_letters_are_printed_and_can_be_copied(letters: str) -> None:
    assert "".join(letters.split()) in text(dossier(subject=letters))


@WITH_TEXT
@pytest.mark.parametrize(
    "text_of_someone",
    ["#strong[危险] $x$ @label <label> // *a* _b_ = 标题", '#read("/etc/passwd")', "\\u{1F600} `code` ~ --- ...", "{{7*7}} {% raw %}"],
)  # fmt: skip
def test_nothing_is_taken_for_markup(text_of_someone: str) -> None:
    found = text(dossier(description=text_of_someone))
    assert "".join(text_of_someone.split())[:12] in found


def test_long_texts_run_over_many_pages() -> None:
    long = "电梯又停了，" * 4000
    assert pages(dossier(description=long, timeline=(*case_view().timeline, entry(17, "noted", "记录", 120, "李强", "承办人", ("说明", long))))) > 25  # fmt: skip


@WITH_TEXT
def test_a_word_without_end_stays_on_the_page() -> None:
    found = text(dossier(description="a" * 900 + "完"))
    assert found.count("a") >= 900
    assert "完" in found


@pytest.mark.parametrize("odd", ["", "\n\n", "\x00\x07", "\u202e倒写", "👩‍👩‍👧‍👦", "\ud800", " " * 500])
def test_odd_texts_do_not_break_it(odd: str) -> None:
    assert dossier(subject=odd, description=odd, complainant=odd).startswith(b"%PDF-")


@WITH_TEXT
def test_the_letter_of_reply_stands_alone() -> None:
    letter = reply_letter_pdf(case_view(), OFFICE, "zh-hans", printed_at=PRINTED)
    assert letter is not None
    assert pages(letter) == 1
    assert "".join(REPLY.split())[:30] in text(letter)
    assert "王芳：" in text(letter)


def test_no_letter_without_a_reply_in_writing() -> None:
    assert reply_letter_pdf(case_view(timeline=case_view().timeline[:9]), OFFICE, "zh-hans") is None


def test_the_registration_form_stands_alone() -> None:
    assert pages(registration_form_pdf(case_view(), OFFICE, "zh-hans", printed_at=PRINTED)) == 1
