"""Data to PDF: the templates in `layouts/` laid out by Typst. Texts reach it as JSON, never as markup."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

import noto_cjk_sans_otc
import typst

LAYOUTS = Path(__file__).parent / "layouts"
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


@cache
def _fonts() -> typst.Fonts:
    """The one font that ships with the program: papers look alike on every machine."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(Path(noto_cjk_sans_otc.__file__).parent)],
    )


def pdf(data: Mapping[str, Any], *, at: datetime | None) -> bytes:
    """
    A paper as PDF 1.7, tagged. The same data and `at` (its creation date) make the same bytes.

    `data` is what `layouts/paper.typ` reads: `cover`, `parts` with their blocks, `words`.
    """
    return compiled("paper.typ", data, at=at)


def compiled(layout: str, data: Mapping[str, Any], *, at: datetime | None) -> bytes:
    """`data` laid out by one of the templates, as PDF."""
    made: bytes = typst.compile(
        str(LAYOUTS / layout),
        root=str(LAYOUTS),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        # halves of letters cannot be stored, but a case from elsewhere must not stop its own dossier
        sys_inputs={"data": json.dumps(data, ensure_ascii=False).encode("utf-8", "replace").decode()},
        timestamp=_stamp(at or _EPOCH),
    )
    return made


def png(svg: str) -> bytes:
    """A picture as PNG, sharp enough for paper."""
    made: bytes = typst.compile(
        b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")',
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="png",
        ppi=200,
        sys_inputs={"svg": svg},
    )
    return made


def _stamp(at: datetime) -> datetime:
    """Whole seconds, and the zone as a mere offset: a zone with rules of its own is refused."""
    return at.replace(microsecond=0, tzinfo=timezone(at.utcoffset() or timedelta()))
