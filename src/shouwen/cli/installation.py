"""Opening the installation: the only place of the command line that knows Django. Costs half a second, so it is called late."""

import os
from pathlib import Path

from shouwen.cli.errors import CallError, SaidNoError


def opened(*, migrated: bool = True) -> None:
    """
    Make the application ready to be called.

    Raise `CallError` for a wrong setting; `SaidNoError` when the database cannot be reached or, where
    `migrated` is asked, lacks a migration.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shouwen.config.settings")
    from shouwen.config.environment import SettingError

    try:
        import django
        from django.core.exceptions import ImproperlyConfigured

        django.setup()
    except (SettingError, ImproperlyConfigured) as error:
        raise CallError(f"设置有误：{error}") from None
    if migrated:
        _check_migrations()


def opened_if_there() -> bool:
    """As `opened`, where a database has been set up already; else False, and nothing is made."""
    home = Path(os.environ.get("SHOUWEN_HOME") or "var")
    if not os.environ.get("SHOUWEN_DATABASE_URL") and not (home / "shouwen.sqlite3").exists():
        return False
    opened()
    return True


def _check_migrations() -> None:
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        raise SaidNoError(f"数据库不可用：{error}") from None
    if missing:
        raise SaidNoError(f"数据库缺 {len(missing)} 步迁移，请先运行 shouwen migrate")


def migrate() -> int:
    """Run what migrations are missing; how many there were."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    return missing


def prepared(*, web_only: bool) -> None:
    """
    What `serve` needs before it starts: the embedded database is set up at its first start, with the demo
    organisations where it is empty; any other database is the operator's, and has to be migrated.
    """
    from shouwen.config.environment import environment

    if not environment().embedded or web_only:
        _check_migrations()
        return
    migrate()
