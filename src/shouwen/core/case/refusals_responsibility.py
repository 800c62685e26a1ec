"""Why commands of responsibility and of quality review are refused, in words."""

from collections.abc import Mapping

from shouwen.core.rulebook.model import Words

RESPONSIBILITY_REASONS: Mapping[str, Words] = {
    "no_share": Words("这个部门不在责任划分里", "This unit has no share in the division"),
    "served_already": Words("责任认定书已送达各责任部门", "The attribution was served on every unit with a share"),
    "not_served": Words("责任认定书还没有送达", "The attribution has not been served"),
    "received_already": Words("已经签收过责任认定书", "The attribution was received already"),
    "objection_late": Words("异议期已过，不能再提出", "The time for an objection is over"),
    "disputed_already": Words("该部门已经提出异议，正等待处理", "This unit's objection is waiting already"),
    "objection_reviewed_already": Words("异议已经复核，等待仲裁", "The objection was reviewed and waits for a ruling"),
    "own_objection": Words("提出异议的部门不能复核自己的异议", "Who objects does not review the objection"),
    "correction_needs_reason": Words("更正责任认定须写明理由", "A corrected attribution tells its reason"),
    "nothing_proposed": Words("没有待处理的奖惩事项", "No award or sanction is waiting"),
    "no_such_consequence": Words("没有这一项奖惩", "There is no such award or sanction"),
    "consequence_decided_already": Words("这一项奖惩已经审批", "This was decided already"),
    "nothing_to_defend": Words("奖励不需要听取申辩", "An award needs no hearing"),
    "defence_empty": Words("请写下申辩内容，或注明放弃申辩", "Write down the defence, or that it was waived"),
    "not_heard": Words("还没有听取当事人申辩，不能批准处罚", "The person has not been heard yet"),
    "own_consequence_proposal": Words("提请人不能审批自己提请的奖惩", "Nobody decides what he proposed himself"),
    "own_consequence": Words("奖惩涉及本人，不能由您处理", "Nobody decides his own award or sanction"),
    "rejection_needs_reason": Words("不批准须写明理由", "A rejection tells its reason"),
    "sanction_pending": Words("对此人的处罚正在审批，不能另行追究", "A sanction of this person is waiting for its decision"),
    "cents_only": Words("金额最多两位小数", "An amount has at most two decimals"),
    "quality_items": Words("请按评分标准逐项打分", "Every item of the standard needs its points"),
    "quality_points": Words("得分超过该项满分", "More points than the item has"),
    "quality_untold": Words("本办法没有评分标准，请填写总分和质检结论", "This rule book has no standard: tell score and verdict"),
    "score_is_computed": Words("总分和结论按评分标准算出，不能另填", "Score and verdict follow from the points"),
    "rework_needed": Words("质检不合格须写明返工要求", "A failed review tells what has to be done again"),
}  # fmt: skip
"""Code → words; `refusals.REASONS` holds them all."""
