"""The whole state in one file: the database, the evidence files, the key that they are sealed with."""

import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from shouwen.application.administration import AdministrationError
from shouwen.config.environment import home

_FORM = 1


def backup(path: Path) -> None:
    """Write a backup; the service may run. Raise `AdministrationError`."""
    aside = path.with_name(path.name + ".part")
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder) / "database"
        _dump(dump)
        with zipfile.ZipFile(aside, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
            archive.writestr("manifest.json", json.dumps({"form": _FORM, "database": connection.vendor}))
            archive.write(dump, "database")
            key = home() / "secret_key"
            if key.exists():
                archive.write(key, "secret_key")
            files = Path(settings.MEDIA_ROOT)
            for file in sorted(files.rglob("*")) if files.exists() else ():
                if file.is_file() and len(file.name) == 64:
                    archive.write(file, f"files/{file.relative_to(files)}", zipfile.ZIP_STORED)
    with aside.open("rb") as written:
        os.fsync(written.fileno())
    aside.replace(path)


def restore(path: Path) -> None:
    """Put a backup in place of the present state; the service must be stopped. Raise
    `AdministrationError`; the present state is then as it was.
    """
    try:
        archive = zipfile.ZipFile(path)
        manifest = json.loads(archive.read("manifest.json"))
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        raise AdministrationError(f"{path.name} 不是首问的备份文件") from None
    if manifest.get("form") != _FORM or manifest.get("database") != connection.vendor:
        raise AdministrationError(
            f"备份来自 {manifest.get('database')} 数据库，现在用的是 {connection.vendor}"
        )
    with archive, tempfile.TemporaryDirectory(dir=home()) as folder:
        archive.extract("database", folder)
        if connection.vendor == "sqlite":
            _check_sqlite(Path(folder) / "database")
        for name in archive.namelist():
            if name.startswith("files/") and ".." not in name:
                target = Path(settings.MEDIA_ROOT) / name.removeprefix("files/")
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(archive.read(name))
        if "secret_key" in archive.namelist():
            (home() / "secret_key").write_bytes(archive.read("secret_key"))
        _load(Path(folder) / "database")


def _dump(target: Path) -> None:
    database: dict[str, Any] = connection.settings_dict
    if connection.vendor == "sqlite":
        with sqlite3.connect(database["NAME"]) as source, sqlite3.connect(target) as copy:
            source.backup(copy)
        return
    _run("pg_dump", "--format=custom", f"--file={target}", database["NAME"])


def _load(dump: Path) -> None:
    database: dict[str, Any] = connection.settings_dict
    connection.close()
    if connection.vendor == "sqlite":
        place = Path(database["NAME"])
        for rest in ("-wal", "-shm"):
            place.with_name(place.name + rest).unlink(missing_ok=True)
        shutil.move(dump, place)
        return
    _run(
        "pg_restore",
        "--clean",
        "--if-exists",
        "--single-transaction",
        f"--dbname={database['NAME']}",
        str(dump),
    )


def _check_sqlite(dump: Path) -> None:
    with sqlite3.connect(dump) as copy:
        if copy.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise AdministrationError("备份里的数据库已损坏")


def _run(program: str, *arguments: str) -> None:
    """Run a PostgreSQL tool with the connection in its environment."""
    database: dict[str, Any] = connection.settings_dict
    own = {
        "PGHOST": database["HOST"],
        "PGPORT": str(database["PORT"]),
        "PGUSER": database["USER"],
        "PGPASSWORD": database["PASSWORD"],
    }
    found = shutil.which(program)
    if found is None:
        raise AdministrationError(f"找不到 {program}；请安装 PostgreSQL 客户端工具")
    done = subprocess.run(  # noqa: S603 our own arguments, no shell
        [found, *arguments],
        env={**os.environ, **{k: v for k, v in own.items() if v}},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise AdministrationError(
            f"{program}：{done.stderr.strip().splitlines()[-1] if done.stderr.strip() else '失败'}"
        )
