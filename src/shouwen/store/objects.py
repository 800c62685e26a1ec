"""The object store: bytes under their hash. A folder here; the port is three functions wide.

A file is written aside, synced, renamed and its folder synced before the caller's transaction names it.
"""

import os
import tempfile
from pathlib import Path

from django.conf import settings


def put(sha256: str, content: bytes) -> None:
    """Keep the bytes; the same bytes are kept once."""
    path = _path(sha256)
    if path.exists():
        os.utime(path)  # so that `erase` sees that it is wanted again
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(aside).replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def get(sha256: str) -> bytes:
    """The bytes. Raise `FileNotFoundError`."""
    return _path(sha256).read_bytes()


def exists(sha256: str) -> bool:
    """Whether the bytes are there."""
    return _path(sha256).exists()


def erase(sha256: str, *, untouched_since: float) -> bool:
    """Destroy the bytes; False where somebody put the same ones after `untouched_since` (seconds of the epoch)."""
    path = _path(sha256)
    try:
        if path.stat().st_mtime > untouched_since:
            return False
        path.unlink()
    except FileNotFoundError:
        pass
    return True


def _path(sha256: str) -> Path:
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256
