"""Reading what a command was given to read; writing beside what is there, never half of it."""

from pathlib import Path

from shouwen.cli.errors import CallError

LARGEST = 20_000_000


def read_bytes(path: str) -> bytes:
    """The file, at most one byte more than `LARGEST` of it. Raise `CallError` when it cannot be read."""
    try:
        with Path(path).open("rb") as file:
            return file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise CallError(f"不能读 {path}：{reason(error)}") from None


def read_text(path: str) -> str:
    """The file as UTF-8. Raise `CallError` when it cannot be read, is none or is larger than `LARGEST`."""
    content = read_bytes(path)
    if len(content) > LARGEST:
        raise CallError(f"{path} 过大（上限 {LARGEST // 1_000_000} MB）")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CallError(f"{path} 不是 UTF-8 文本") from None


def existing(path: str) -> Path:
    """The path of a file that can be opened, or `CallError`."""
    found = Path(path)
    try:
        with found.open("rb"):
            return found
    except (OSError, ValueError) as error:
        raise CallError(f"不能读 {path}：{reason(error)}") from None


def vacant(path: str, *, overwrite: bool) -> Path:
    """The path of a file that may be written, or `CallError`: it exists, or its folder does not."""
    target = Path(path)
    if not target.parent.is_dir():
        raise CallError(f"没有文件夹 {target.parent}")
    if target.exists() and not overwrite:
        raise CallError(f"{path} 已存在；确要覆盖请加 --overwrite")
    return target


def reason(error: Exception) -> str:
    """Why the operating system said no, without the path that stands in the message already."""
    known = {
        "FileNotFoundError": "没有这个文件",
        "IsADirectoryError": "是文件夹",
        "PermissionError": "没有权限",
    }
    return known.get(type(error).__name__) or getattr(error, "strerror", None) or str(error)
