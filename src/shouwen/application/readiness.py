"""Whether the installation can work, and how it is doing."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import DatabaseError
from prometheus_client import Gauge

from shouwen.application import clock
from shouwen.store.models import LIVE, Case, Delivery, Message, Obligation

_CASES = Gauge("shouwen_cases", "Cases in the register")
_OPEN = Gauge("shouwen_obligations_open", "Obligations that are owed")
_LATE = Gauge("shouwen_obligations_late", "Obligations past their due time")
_WAITING = Gauge("shouwen_timer_backlog", "Obligations that the timer has yet to look at")
_STUCK = Gauge("shouwen_timer_stuck", "Obligations that the timer could not deal with and will try again")
_UNSENT = Gauge("shouwen_messages_unsent", "Messages in the outbox")
_UNDELIVERED = Gauge(
    "shouwen_deliveries_waiting", "Messages on their way through a channel, e-mail for instance"
)


def trouble() -> str:
    """What keeps the installation from working, in one line; "" when nothing does."""
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return f"数据库不可用：{str(error).splitlines()[0]}"
    if plan:
        return f"数据库缺少 {len(plan)} 个迁移，请运行 shouwen migrate（{plan[0][0]}）"
    return ""


def gather() -> None:
    """Bring the gauges up to date."""
    now = clock.now()
    live = Obligation.objects.filter(status__in=LIVE)
    _CASES.set(Case.objects.count())
    _OPEN.set(live.count())
    _LATE.set(live.filter(status="open", due_at__lt=now).count())
    _WAITING.set(Obligation.objects.filter(wake_at__lte=now).count())
    _STUCK.set(Obligation.objects.filter(failures__gt=0, wake_at__isnull=False).count())
    _UNDELIVERED.set(Delivery.objects.filter(try_at__isnull=False).count())
    _UNSENT.set(Message.objects.filter(sent_at=None).count())
