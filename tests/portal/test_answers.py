"""What a customer does with a case."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from shouwen.application.errors import ConflictError, Refused, TooFastError
from tests.portal.office import NUMBER

CASE = f"/p/t/{NUMBER}"


def file(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"x")


@pytest.fixture
def asked(inside, office):
    office.is_at(
        choices=("supplement", "record_consent", "record_satisfaction", "appeal", "withdraw", "urge"),
        asked=("发票",), solution=("换新机",), reply="已更换",
    )  # fmt: skip
    return inside


@pytest.mark.parametrize(
    ("action", "told", "command", "data"),
    [
        ("supplement", {"supplement-content": "发票在这里𠮷"}, "supplement", {"content": "发票在这里𠮷"}),
        ("consent", {"consent-agreed": "yes"}, "record_consent", {"agreed": True, "note": ""}),
        ("consent", {"consent-agreed": "no", "consent-note": "太少"}, "record_consent", {"agreed": False, "note": "太少"}),
        (
            "rate", {"rate-satisfied": "no", "rate-score": "2", "rate-comment": "慢"},
            "record_satisfaction", {"satisfied": False, "score": 2, "comment": "慢"},
        ),
        ("rate", {"rate-satisfied": "yes"}, "record_satisfaction", {"satisfied": True, "score": 0, "comment": ""}),
        ("appeal", {"appeal-reason": "不公"}, "appeal", {"reason": "不公"}),
        ("withdraw", {}, "withdraw", {}),
        ("urge", {"urge-note": "请快些"}, "urge", {"note": "请快些"}),
    ],
)  # fmt: skip
def test_answers_become_commands(asked, office, action, told, command, data):
    answer = asked.post(f"{CASE}/{action}", told)
    assert (answer.status_code, answer["Location"]) == (302, CASE)
    assert office.commanded == [(command, data)]
    assert 'class="note success"' in asked.get(CASE).content.decode()


@pytest.mark.parametrize(
    ("action", "told", "words"),
    [
        ("supplement", {}, "请写几句，或者选照片、文件。"),
        ("consent", {"consent-note": "留着"}, "请选同意或者不同意。"),
        ("consent", {"consent-agreed": "no"}, "请说说哪里不合适"),
        ("rate", {"rate-comment": "留着"}, "请选满意或者不满意。"),
        ("rate", {"rate-satisfied": "yes", "rate-score": "6"}, "6"),
        ("appeal", {}, "请写一下理由。"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_lost(asked, office, action, told, words):
    page = asked.post(f"{CASE}/{action}", told).content.decode()
    assert words in page
    assert office.commanded == []
    assert "留着" not in told.values() or "留着" in page


def test_a_supplement_brings_its_files(asked, office):
    asked.post(f"{CASE}/supplement", {"supplement-uploads": [file("a.jpg"), file("b.jpg")]})
    assert [name for name, _ in office.attached] == ["a.jpg", "b.jpg"]
    assert office.commanded == [("supplement", {})]


def test_a_refused_file_keeps_the_words_and_says_what_has_arrived(asked, office):
    page = asked.post(
        f"{CASE}/supplement",
        {"supplement-content": "写了很久", "supplement-uploads": [file("a.jpg"), file("b.exe")]},
    ).content.decode()
    assert "“b.exe”没有收下" in page
    assert "已经收到：a.jpg" in page
    assert "写了很久" in page
    assert office.commanded == []


def test_files_can_be_added_at_any_time(inside, office):
    assert inside.post(f"{CASE}/upload", {"upload-uploads": [file("a.jpg")]}).status_code == 302
    assert [name for name, _ in office.attached] == ["a.jpg"]
    assert office.commanded == []


def test_nothing_chosen_is_nothing_sent(inside, office):
    assert "请先选照片或文件。" in inside.post(f"{CASE}/upload", {}).content.decode()
    assert office.attached == []


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (Refused("not_waiting"), "您补充的内容我们已经收到"),
        (Refused("forbidden", clause="c1"), "管理办法禁止"),
        (ConflictError("version", version=9), "刚刚有了新进展"),
    ],
)
def test_a_refusal_is_explained_and_the_words_stay(asked, office, error, words):
    office.refuse = error
    page = asked.post(f"{CASE}/supplement", {"supplement-content": "写了很久"}).content.decode()
    assert words in page
    assert "写了很久" in page


def test_urging_is_throttled(inside, office):
    assert inside.post(f"{CASE}/urge", {}).status_code == 302
    answer = inside.post(f"{CASE}/urge", {})
    assert answer.status_code == 429
    assert "4 小时" in answer.content.decode()
    assert len(office.commanded) == 1


def test_the_application_may_throttle_too(inside, office):
    office.refuse = TooFastError(120)
    answer = inside.post(f"{CASE}/urge", {})
    assert (answer.status_code, answer["Retry-After"]) == (429, "120")
    assert "2 分钟" in answer.content.decode()


def test_looking_changes_nothing(asked, office):
    for action in ("urge", "appeal", "withdraw"):
        assert asked.get(f"{CASE}/{action}").status_code == 200
    for action in ("supplement", "consent", "rate", "upload"):
        assert asked.get(f"{CASE}/{action}")["Location"] == CASE
    assert office.commanded == []


def test_a_page_for_what_is_not_possible_leads_back(inside):
    assert inside.get(f"{CASE}/appeal")["Location"] == CASE


def test_without_a_grant_nothing_can_be_done(phone, office):
    for action in ("supplement", "upload", "consent", "rate", "urge", "appeal", "withdraw"):
        answer = phone.post(f"{CASE}/{action}", {"appeal-reason": "x", "supplement-content": "x"})
        assert "查询码" in answer.content.decode()
    assert office.commanded == office.attached == []


def test_there_are_no_other_commands(inside, office):
    assert inside.post(f"{CASE}/close", {}).status_code == 404
    assert inside.post(f"{CASE}/record_satisfaction", {}).status_code == 404
