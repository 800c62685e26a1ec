"""Commands that open the installation: accounts, tokens, rule books, checks; and what stops them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from shouwen.application import administration, people
from tests.cli.terminal import CLINIC, Answer, shouwen


@pytest.fixture
def clinic(db) -> None:
    administration.add_organisation("clinic", zh="门诊部")


def alone(*words: str, **environment: str) -> Answer:
    """In a process of its own: settings are read once in a process."""
    command = [sys.executable, "-m", "shouwen.cli.main", *words]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SHOUWEN_", "DJANGO_"))}
    done = subprocess.run(command, env={**kept, **environment}, capture_output=True, text=True, check=False)
    return Answer(done.returncode, done.stdout, done.stderr)


def test_an_account_and_its_token(clinic) -> None:
    added = shouwen(
        "user", "add", "lin", "--organisation", "clinic", "--unit", "客服部", "--role", "handler", "intake"
    )
    assert (added.status, added.err) == (0, "")
    token = shouwen("token", "lin").out.strip()
    person = people.person_of_token(token)
    assert person is not None
    assert person.acting.roles == {"handler", "intake"}


def test_who_is_away_and_who_stands_in(db) -> None:
    shouwen("organisation", "add", "haitang", "海棠商城", "--rulebook", "four-level", "--from", "2026-01-01")
    for name in ("wang", "li"):
        shouwen("user", "add", name, "--organisation", "haitang", "--unit", "客服部", "--role", "handler")
    span = ("--from", "2999-08-03", "--until", "2999-08-07", "--reason", "年假", "--organisation", "haitang")
    entered = shouwen("absence", "set", "wang", "--deputy", "li", *span)
    assert (entered.status, entered.err) == (0, "")
    twice = shouwen("absence", "set", "wang", "--deputy", "li", *span)
    assert (twice.status, twice.is_one_line()) == (1, True)
    assert "已经登记离岗" in twice.err
    unclear = shouwen("absence", "set", "wang", *(word.replace("2999-08-07", "morgen") for word in span))
    assert (unclear.status, unclear.is_one_line()) == (2, True)
    (line,) = shouwen("absence", "list", "--organisation", "haitang").out.splitlines()[2:]
    assert line.split()[1:3] == ["wang", "li"]
    key = line.split()[0]
    assert shouwen("absence", "withdraw", key, "--organisation", "haitang").status == 0
    assert "已撤回" in shouwen("absence", "list", "--organisation", "haitang").out


def test_an_organisation_from_nothing(db) -> None:
    made = shouwen(
        "organisation", "add", "haitang", "海棠商城", "--rulebook", "four-level", "--from", "2026-01-01"
    )
    assert (made.status, made.err) == (0, "")
    assert "2026-01-01" in made.out
    assert shouwen("unit", "add", "质量部", "--organisation", "haitang").status == 0
    assert shouwen("unit", "add", "检验科", "--organisation", "haitang", "--parent", "质量部").status == 0
    listed = shouwen("unit", "list", "--organisation", "haitang").out.splitlines()
    assert [line.split() for line in listed[2:]] == [["客服部"], ["质量部"], ["检验科", "质量部"]]
    assert (
        shouwen(
            "user", "add", "wang", "--organisation", "haitang", "--unit", "检验科", "--role", "handler"
        ).status
        == 0
    )
    (line,) = shouwen("organisation", "list").out.splitlines()[2:]
    assert line.split() == ["haitang", "海棠商城", "four-level@1", "3", "1"]


@pytest.mark.parametrize(
    "line",
    [
        "organisation add clinic 又一家 --rulebook four-level --from 2026-01-01",
        "organisation add Clinic! 门诊 --rulebook four-level --from 2026-01-01",
        f"organisation add other {'长' * 101} --rulebook four-level --from 2026-01-01",
        "unit add 科 --organisation clinic --parent nix",
        "unit add 科 --organisation nix",
        "unit list --organisation nix",
        "user add lin --organisation nix --unit 客服部 --role handler",
        "user add lin --organisation clinic --unit nix --role handler",
        "user add lin --organisation clinic --unit 客服部 --role king",
        "token nix",
        "case verify TS-2026-999999",
        f"rulebook install {CLINIC} --organisation nix --from 2026-11-01",
    ],
)
def test_no_is_said_in_one_line(clinic, line: str) -> None:
    answer = shouwen(*line.split())
    assert (answer.status, answer.out) == (1, "")
    assert answer.is_one_line()


def test_an_organisation_needs_a_rule_book_without_faults(db, tmp_path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("rule_book: x\n", encoding="utf-8")
    line = ("organisation", "add", "shop", "小店", "--from", "2026-01-01", "--rulebook")
    assert shouwen(*line, str(wrong)).status == 1
    assert shouwen(*line, "nix").status == 2
    assert list(administration.organisations()) == []


def test_a_rule_book_is_installed_once(clinic) -> None:
    line = ("rulebook", "install", CLINIC, "--organisation", "clinic", "--from", "2026-11-01")
    assert "第 2 版" in shouwen(*line).out
    again = shouwen(*line)
    assert again.status == 1
    assert again.is_one_line()


def test_a_rule_book_with_faults_is_not_installed(clinic, tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("rule_book: x\nmust: 1\n", encoding="utf-8")
    answer = shouwen("rulebook", "install", str(path), "--organisation", "clinic", "--from", "2026-11-01")
    assert answer.status == 1
    assert len(answer.out.splitlines()) > 1


def test_nothing_is_broken_where_there_is_nothing(db) -> None:
    assert shouwen("case", "verify").status == 0


def test_a_holiday_notice(db, tmp_path: Path) -> None:
    path = tmp_path / "2031.json"
    path.write_text(
        '{"year": 2031, "days": [{"name": "元旦", "date": "2031-01-01", "isOffDay": true}]}', "utf-8"
    )
    assert "2031 年的 1 天" in shouwen("calendar", "import", str(path)).out
    path.write_text('{"year": 2031}', "utf-8")
    answer = shouwen("calendar", "import", str(path))
    assert answer.status == 1
    assert answer.is_one_line()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SHOUWEN_PORT", "many"),
        ("SHOUWEN_PORT", "99999"),
        ("SHOUWEN_DATABASE_URL", "mysql://x/y"),
        ("SHOUWEN_HOME", "/dev/null/x"),
    ],
)
def test_a_wrong_setting_is_one_line(tmp_path: Path, name: str, value: str) -> None:
    answer = alone("worker", **{"SHOUWEN_HOME": str(tmp_path), name: value})
    assert answer.status == 2
    assert answer.is_one_line()
    assert name in answer.err
    assert "Input should" not in answer.err
    assert "Value error" not in answer.err


def test_a_missing_migration_stops_the_worker(tmp_path: Path) -> None:
    answer = alone("worker", SHOUWEN_HOME=str(tmp_path))
    assert answer.status == 1
    assert answer.is_one_line()
    assert "shouwen migrate" in answer.err


def test_a_new_database_is_made_and_then_up_to_date(tmp_path: Path) -> None:
    assert alone("migrate", SHOUWEN_HOME=str(tmp_path)).status == 0
    assert alone("migrate", SHOUWEN_HOME=str(tmp_path)).out.strip() == "数据库已是最新"


def test_the_shipped_rule_books_are_listed_beside_an_unready_database(tmp_path: Path) -> None:
    (tmp_path / "shouwen.sqlite3").touch()
    answer = alone("rulebook", "list", SHOUWEN_HOME=str(tmp_path))
    assert answer.status == 0
    assert "four-level" in answer.out


def test_disposals_are_listed_and_a_batch_shown(db) -> None:
    from datetime import timedelta

    from shouwen.application import operations
    from shouwen.application.queries import disposals
    from shouwen.store.models import Case
    from tests.cast import Desk, settle

    desk = Desk(settle())
    assert shouwen("disposal", "list", "--organisation", "four-level").out == "没有保管期满的件\n"
    desk.to("archived")
    desk.now += timedelta(days=40 * 366)
    Case.objects.update(dispose_from=desk.now.date() - timedelta(days=39 * 366 + 200))
    listed = shouwen("disposal", "list", "--organisation", "four-level")
    assert (listed.status, desk.number in listed.out) == (0, True)
    asked = shouwen("disposal", "list", "--organisation", "four-level", "--stands", "asked")
    assert (asked.status, asked.out) == (0, "没有这样的件\n")
    operations.propose_disposals(desk.cast.clerk, [desk.number], now=desk.now)
    proposed = shouwen("disposal", "list", "--organisation", "four-level", "--stands", "proposed")
    assert desk.number in proposed.out
    assert "待确认" in proposed.out
    (row,) = disposals.disposals(desk.cast.office, stands="proposed").rows
    batch = shouwen("disposal", "batch", row.batch, "--organisation", "four-level")
    assert (batch.status, desk.number in batch.out) == (0, True)
    for words in (
        ("batch", "销〔1999〕1号", "--organisation", "four-level"),
        ("list", "--organisation", "nobody"),
    ):
        refused = shouwen("disposal", *words)
        assert (refused.status, refused.is_one_line()) == (1, True)
    assert shouwen("disposal", "list", "--organisation", "four-level", "--stands", "burnt").status == 2


def test_text_is_taken_out_in_the_name_of_who_may(db) -> None:
    from shouwen.application import queries
    from tests.cast import Desk, settle

    desk = Desk(settle()).to("assigned", description="邻居赵小川家也漏了水")
    why = ("--record", "1", "--text", "description", "--ground", "third_party", "--reason", "提到了邻居")
    for account, status in (("nobody", 1), ("four-level.handler", 1), ("four-level.office", 0)):
        told = shouwen("case", "redact", desk.number, "--as", account, *why)
        assert told.status == status, told
        assert told.is_one_line() is (status == 1)
        gone = "赵小川" not in repr(queries.case(desk.cast.office, desk.number, now=desk.now))
        assert gone is (status == 0)
    assert shouwen("case", "redact", desk.number, "--as", "four-level.office", *why).status == 1
    assert shouwen("case", "redact", "TS-1999-000001", "--as", "four-level.office", *why).status == 1
    assert shouwen("case", "redact", desk.number, "--as", "four-level.office", "--record", "1").status == 2
    assert shouwen("case", "verify").status == 0


def test_a_file_is_deleted_in_the_name_of_who_may(db) -> None:
    from shouwen.application import operations
    from shouwen.store.models import StoredFile
    from tests.cast import Desk, settle

    desk = Desk(settle()).to("assigned")
    operations.attach(
        desk.cast.handler, desk.number, name="邻居家.txt", content="邻居赵小川家".encode(), now=desk.now
    )
    key = str(StoredFile.objects.get().pk)
    why = ("--ground", "third_party", "--reason", "拍到了邻居家")
    for account, status in (("nobody", 1), ("four-level.handler", 1), ("four-level.office", 0)):
        told = shouwen("case", "redact-file", desk.number, key, "--as", account, *why)
        assert told.status == status, told
        assert told.is_one_line() is (status == 1)
        assert StoredFile.objects.filter(destroyed_at__isnull=False).exists() is (status == 0)
    for file in (key, "not-a-file"):
        assert (
            shouwen("case", "redact-file", desk.number, file, "--as", "four-level.office", *why).status == 1
        )
    assert shouwen("case", "verify").status == 0
