"""What files are taken as evidence: by content, not by name; archives only when they unpack sanely."""

import hashlib
import io
import re
import unicodedata
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

import filetype

from shouwen.application.errors import FileRefusedError
from shouwen.config.environment import environment
from shouwen.core.rulebook.model import Words

ALLOWED: Mapping[str, tuple[str, ...]] = {
    "image/jpeg": ("jpg", "jpeg"),
    "image/png": ("png",),
    "image/gif": ("gif",),
    "image/webp": ("webp",),
    "image/heic": ("heic", "heif"),
    "image/bmp": ("bmp",),
    "application/pdf": ("pdf",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ("docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ("xlsx",),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ("pptx",),
    "application/msword": ("doc",),
    "application/vnd.ms-excel": ("xls",),
    "application/zip": ("zip",),
    "audio/mpeg": ("mp3",),
    "audio/x-wav": ("wav",),
    "audio/mp4": ("m4a",),
    "audio/amr": ("amr",),
    "video/mp4": ("mp4",),
    "video/quicktime": ("mov",),
    "text/plain": ("txt", "csv", "log"),
}
_OFFICE = tuple(t for t in ALLOWED if "openxmlformats" in t)
_ZIP_FILES, _ZIP_BYTES, _ZIP_RATIO = 2000, 300 * 1024 * 1024, 200


@dataclass(frozen=True, slots=True)
class CheckedFile:
    name: str
    type: str
    content: bytes
    sha256: str


def check(name: str, content: bytes) -> CheckedFile:
    """A file fit to be kept. Raise `FileRefusedError` with what is wrong in the user's words."""
    limit = environment().upload_mb
    name = _clean(name)
    if not content:
        raise FileRefusedError("empty", Words(f"文件“{name}”是空的", f"“{name}” is empty"))
    if len(content) > limit * 1024 * 1024:
        raise FileRefusedError(
            "too_large",
            Words(f"文件“{name}”超过 {limit} MB，未保存", f"“{name}” is over {limit} MB; not stored"),
        )
    extension = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    kind = _kind(content, extension)
    if kind not in ALLOWED:
        raise FileRefusedError(
            "type_not_allowed",
            Words(
                f"不接收这类文件（{name}）。可用：图片、PDF、Word、Excel、PPT、文本、录音、录像、ZIP",
                f"Files like “{name}” are not taken. Use pictures, PDF, Office files, text, audio, video or ZIP",
            ),
        )
    if extension not in ALLOWED[kind]:
        raise FileRefusedError(
            "false_type",
            Words(
                f"文件“{name}”的内容与扩展名不符（内容像 {ALLOWED[kind][0]}），未保存",
                f"The content of “{name}” is not what its name says; not stored",
            ),
        )
    if kind == "application/zip" or kind in _OFFICE:
        _check_archive(name, content)
    return CheckedFile(name=name, type=kind, content=content, sha256=hashlib.sha256(content).hexdigest())


def _clean(name: str) -> str:
    """The last part of the name without what cannot be seen."""
    visible = "".join(c for c in unicodedata.normalize("NFC", name) if unicodedata.category(c)[0] != "C")
    return re.split(r"[/\\]", visible)[-1].strip(" .")[-180:] or "file"


def _kind(content: bytes, extension: str) -> str:
    """The type by content; "" for what is not known."""
    guess = filetype.guess_mime(content[:262144]) or ""  # type: ignore[no-untyped-call]
    if guess == "application/zip" and extension in ("docx", "xlsx", "pptx"):
        return _office_kind(content) or guess
    if guess == "application/x-ole-storage":
        return {"doc": "application/msword", "xls": "application/vnd.ms-excel"}.get(extension, "")
    return guess or ("text/plain" if _is_text(content) else "")


def _office_kind(content: bytes) -> str:
    parts = {"word/": _OFFICE[0], "xl/": _OFFICE[1], "ppt/": _OFFICE[2]}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return ""
    return next((kind for part, kind in parts.items() if any(n.startswith(part) for n in names)), "")


def _is_text(content: bytes) -> bool:
    """Readable text without markup that a browser would run."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if any(unicodedata.category(c) == "Cc" and c not in "\n\r\t\f" for c in text):
            return False
        return not re.search(r"<\s*(!doctype|html|script|svg|\?xml|iframe|body)", text[:65536], re.IGNORECASE)
    return False


def _check_archive(name: str, content: bytes) -> None:
    bad = FileRefusedError(
        "archive_bomb",
        Words(
            f"压缩文件“{name}”已损坏、加密，或展开后过大，未保存",
            f"The archive “{name}” is damaged, encrypted or unpacks too large",
        ),
    )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise bad from None
    unpacked = sum(part.file_size for part in parts)
    outside = any(part.filename.startswith(("/", "\\")) or ".." in part.filename.split("/") for part in parts)
    nested = any(part.filename.lower().endswith((".zip", ".rar", ".7z", ".gz")) for part in parts)
    if (
        len(parts) > _ZIP_FILES or unpacked > _ZIP_BYTES or unpacked > _ZIP_RATIO * max(len(content), 1024)
        or outside or nested or any(part.flag_bits & 1 for part in parts)
    ):  # fmt: skip
        raise bad
