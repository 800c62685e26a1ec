"""Recorded streams for `shouwen replay`: two patients of the clinic, their events mixed as they happened."""

import json
from pathlib import Path
from typing import Any


def line(case: str, seq: int, event: str, at: str, /, **data: Any) -> dict[str, Any]:
    actor = {"role": "handler", "unit": "客服部", "id": "lin"}
    return {
        "case": case,
        "seq": seq,
        "type": event,
        "at": f"2026-{at}:00+08:00",
        "actor": actor,
        "data": data,
    }


URGENT = {"severity": "high", "urgency": "high"}
EVENTS = (
    line("A1", 1, "registered", "09-28T09:00", kind="complaint", channel="hotline", facts=URGENT),
    line("B2", 1, "registered", "09-28T09:30", kind="complaint", channel="web", subject="候诊太久 𠮷"),
    line("A1", 2, "accepted", "09-28T09:20"),
    line("A1", 3, "responded", "09-28T11:30", manner="电话"),
    line("B2", 2, "accepted", "09-28T10:00"),
    line("A1", 4, "supplement_requested", "09-29T10:00", items=["病历"]),
    line("B2", 3, "responded", "09-29T15:00"),
    line("A1", 5, "supplemented", "09-30T10:00"),
    line("A1", 6, "replied", "10-08T17:00", manner="书面"),
    line("B2", 4, "withdrawn", "10-09T09:00", reason="已解决"),
)  # fmt: skip


def write(path: Path, events: Any = EVENTS) -> str:
    path.write_text(
        "".join(json.dumps(event, ensure_ascii=False) + "\n" for event in events), encoding="utf-8"
    )
    return str(path)
