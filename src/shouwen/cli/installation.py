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
        from shouwen.application import readiness

        if trouble := readiness.trouble():
            raise SaidNoError(trouble)


def opened_if_there() -> bool:
    """As `opened`, where a database stands ready; else False, and nothing is made."""
    home = Path(os.environ.get("SHOUWEN_HOME") or "var")
    if not os.environ.get("SHOUWEN_DATABASE_URL") and not (home / "shouwen.sqlite3").exists():
        return False
    opened(migrated=False)
    from shouwen.application import readiness

    return not readiness.trouble()


def migrate() -> int:
    """Bring the database to the schema of this version; how many migrations were missing."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    call_command("migrate", verbosity=0, interactive=False)
    return missing
