"""The staff roles that exist everywhere; a rule book may add its own, each held by one of these."""

from collections.abc import Mapping

from shouwen.core.rulebook.model import Words

STAFF_ROLES: Mapping[str, Words] = {
    "intake": Words("受理员", "intake clerk"),
    "handler": Words("承办人", "handler"),
    "unit_head": Words("部门负责人", "unit head"),
    "supervisor": Words("投诉办公室", "complaint office"),
    "executive": Words("分管领导", "executive in charge"),
    "quality": Words("质检员", "quality reviewer"),
    "administrator": Words("系统管理员", "administrator"),
    "auditor": Words("审计员", "auditor"),
    "customer": Words("客户", "customer"),
    "system": Words("系统", "system"),
}
