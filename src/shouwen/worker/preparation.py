"""What has to hold before web and worker can do their work: settings, schema, something to look at."""

from itertools import groupby
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError

from shouwen.application import clock, people, queries, readiness, timers
from shouwen.config.environment import environment, home
from shouwen.demo.content import LARGE
from shouwen.demo.load import load_demo
from shouwen.worker.processes import tell

DEMO_CASES, FEW_CASES = 30, 3
"""For a large demo organisation, and for one of those that show another rule book."""
DEMO_SEED = 20


def prepare(*, web_only: bool, mark: str) -> bool:
    """Bring an embedded database to the schema and fill an empty one with the demo organisations; any other
    database is its operator's. Leave `mark` in the data folder. Answer whether the schema changed.

    Raise `SystemExit` with one line when the database is not ready.
    """
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    trouble = readiness.trouble()
    migrated = bool(trouble) and environment().embedded and not web_only
    if migrated:
        try:
            call_command("migrate", verbosity=0, interactive=False)
        except DatabaseError:
            raise SystemExit(trouble) from None
        trouble = readiness.trouble()
    if trouble:
        raise SystemExit(trouble)
    wanted = environment().demo == "on" or (environment().demo == "auto" and environment().embedded)
    if wanted and not web_only:
        _load_demo()
    (home() / "prepared").write_text(mark, "utf-8")
    return migrated


def greeting(host: str, port: int) -> str:
    """Where to go, and as whom: for each large demo organisation one account of each role."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    lines = [f"首问已启动：http://{shown}:{port}/    公众入口：http://{shown}:{port}/p/"]
    accounts = sorted(people.demo_accounts(), key=lambda account: account.organisation.id)
    others = {account.organisation.id for account in accounts} - set(LARGE)
    shown_here = [account for account in accounts if account.organisation.id in LARGE]
    for _, group in groupby(shown_here, key=lambda account: account.organisation.id):
        seen: set[str] = set()
        told: list[str] = []
        organisation = ""
        for account in group:
            organisation = account.organisation.name
            if fresh := set(account.roles) - seen:
                seen |= fresh
                told.append(f"{account.account}（{account.title or account.name}）")
        lines.append(f"  演示 {organisation}：{'、'.join(told)}")
    if others:
        lines.append(f"  另有 {len(others)} 家演示单位，见登录页")
    if len(lines) > 1:
        lines.append("演示账号在登录页点选即可，不用密码。Ctrl-C 停止。")
    return "\n".join(lines)


def _load_demo() -> None:
    """Fill an empty database, and one that a crash left half filled."""
    unfinished = home() / "demo-unfinished"
    if queries.organisations("zh-hans") and not unfinished.exists():
        return
    tell("数据库是空的，正在装入演示单位，约需一分钟……")
    unfinished.touch()
    load_demo(cases=lambda slug: DEMO_CASES if slug in LARGE else FEW_CASES, seed=DEMO_SEED)
    while timers.follow(clock.now()):
        pass
    unfinished.unlink()
