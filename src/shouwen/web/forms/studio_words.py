"""What the fields of the studio's forms are called, and how they are filled in."""

from django.utils.translation import gettext as _

from shouwen.core.rulebook.shapes import WEEKDAYS


def labels(section: str) -> dict[str, str]:
    """Field → its label on the form of a section."""
    return {**_usual(), **_weekdays(), **_own().get(section, {})}


def _usual() -> dict[str, str]:
    return {
        "id": _("编号"), "clause": _("所依据的条款"), "name_zh": _("名称"), "name_en": _("英文名称"),
        "after": _("从哪一步起算"), "after_where": _("对起算那一步的要求"), "when": _("适用条件"), "do": _("须完成哪一步"),
        "do_where": _("对完成那一步的要求"), "by": _("由谁负责"), "within": _("时限"), "from": _("从何时起算"), "not_before": _("不早于何时"), "remind": _("提醒"),
        "escalate": _("逾期升级至"), "pause": _("等待客户或中止期间照常计时"), "while": _("在什么情况下不得"), "say_zh": _("告诉操作人的话"),
        "say_en": _("告诉操作人的话（英文）"), "text_zh": _("条文"), "text_en": _("英文条文"), "origin": _("数字的出处"),
        "note": _("说明"), "note_zh": _("说明"), "note_en": _("英文说明"),
        "statement": _("宣示性条款（不由系统计算，可以没有规则）"), "value": _("数值"),
        "until": _("期限以哪一项为准"), "per": _("逐一计时"), "unit": _("建议的主办部门"), "keywords": _("关键词"),
        "type": _("类型"), "options": _("选项"), "required": _("登记时必填"), "kinds": _("出现在哪些表单上"),
        "hint_zh": _("填写提示"), "hint_en": _("英文填写提示"), "holds": _("由谁担任"), "units": _("限于哪些部门"),
        "based_on": _("以哪个日历为底"), "makeup": _("调休上班日的时段"), "holidays": _("节假日"), "timezone": _("时区"),
        "day": _("怎么安排"), "spans": _("上班时段"), "clauses": _("收入哪些条款"), "pass": _("合格分（百分制）"),
        "rate": _("抽检比例（%）"), "points": _("满分"), "years": _("至少保管多少年"), "least": _("最低分"),
    }  # fmt: skip


def _weekdays() -> dict[str, str]:
    words = (_("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日"))
    return dict(zip(WEEKDAYS, words, strict=True))


def _own() -> dict[str, dict[str, str]]:
    powers = {"do": _("哪些操作"), "do_where": _("对本次所填内容的要求")}
    return {
        "may": {**powers, "by": _("谁可以")},
        "never": powers,
        "levels": {"when": _("判定条件")},
        "grounds": {
            "do": _("可以作的操作"),
            "say_zh": _("对客户怎么说"),
            "say_en": _("对客户怎么说（英文）"),
        },
        "periodic": {
            "every": _("多久一次"),
            "within": _("周期结束后多久之内"),
            "contents": _("要写明的内容"),
        },
        "title": {"text_zh": _("名称"), "text_en": _("英文名称")},
        "starts_at": {"text_zh": _("时限从何时起算"), "text_en": _("时限从何时起算（英文）")},
        "days": {"id": _("日期")},
        "quality_items": {"name_zh": _("评分项"), "name_en": _("评分项（英文）")},
        "quality_draws": {
            "name_zh": _("哪一类件"),
            "name_en": _("哪一类件（英文）"),
            "when": _("抽中的条件"),
        },
        "stall": {"after": _("多久没有人办理就算停滞")},
        "approvals": {"when": _("哪些件要分步审批")},
        "approval_steps": {
            "name_zh": _("这一步叫什么"),
            "name_en": _("英文名称"),
            "by": _("由谁同意"),
            "all": _("每个角色各要一人同意"),
            "at_least": _("至少几人同意"),
            "meeting": _("由会议决定，要有会议纪要"),
        },
        "objections": {"within": _("送达后多久之内可以提出"), "remind": _("期满前多久提醒")},
    }


def hints(section: str) -> dict[str, str]:
    """Field → how it is filled in."""
    limits = _("30min（分钟）、2h（小时）、4wh（工作小时）、3wd（工作日）、10d（天）、end of month（月底）")
    usual = {
        "within": limits,
        "from": _("起算那一步之后多久（3d、1mo），或写明日期的项目；不写就从那一步起算。提前做的也算。"),
        "not_before": _("写法相同，但在那之前做的不算完成。两项只写一项。"),
        "remind": _("时限的百分数（80%）或到期前的提前量（2h），多个用顿号隔开"),
        "value": _("原文留白、由本单位填写的数值"),
        "keywords": _("登记时按这些词建议分类，用顿号隔开"),
        "kinds": _("一个都不选，就出现在投诉和问题的表单上"),
        "units": _("一个都不选，就不限部门"),
        "options": _("不要的选项把名称清空"),
        "contents": _("完成时逐项填写；不要的把名称清空"),
        "spans": _("例如 09:00-12:00、13:30-18:00"),
        "years": _("归档以后算起；0 为永久"),
        "least": _("低于它即不合格，不论总分；没有就空着"),
        "rate": _("答复后按这个比例抽签；空着就不抽"),
        "until": _("起算那一步里写明了日期的，以那个日期为准；没有写明的按时限"),
        "per": _("起算那一步涉及几个的，每一个各算一项"),
    }
    if section == "objections":
        usual |= {"remind": _("还没有提出的部门会收到提醒；空着就提前一个工作日")}
    if section in ("may", "never"):
        usual |= {"do_where": _("看操作时填写的内容，如金额；不写就不看。")}
    if section == "approval_steps":
        usual |= {
            "by": _("同一个人在一步里只算一次；方案的提出人不算"),
            "at_least": _("不同的人数；每个角色各要一人的，这里空着"),
        }
    if section == "approvals":
        usual |= {
            "when": _(
                "不写就是所有的件；从上往下，先符合的一条算数。新增的先有一步，由部门负责人同意，存入后再修改、再加步骤。"
            )
        }
    if section == "stall":
        usual |= {"after": limits}
    if section == "calendar":
        usual |= {
            "mon": _("例如 09:00-12:00、13:30-18:00；不上班写“休息”；空着就与底本相同，没有底本的就休息")
        }
        usual |= {"makeup": _("空着就与平日相同"), "timezone": _("例如 Asia/Shanghai；空着就与底本相同")}
    return usual


def blanks() -> dict[str, str]:
    """Field → what choosing nothing means."""
    return {
        "until": _("以时限为准"), "per": _("不分，只算一项"), "based_on": _("不用底本"), "holidays": _("与底本相同"),
    }  # fmt: skip


def titles() -> dict[str, str]:
    """Section → what an entry of it is called."""
    return {
        "must": _("必须"), "may": _("可以"), "never": _("不得"), "levels": _("级别"), "clauses": _("条款"), "parameters": _("参数"),
        "categories": _("分类"), "facts": _("登记项"), "roles": _("角色"), "grounds": _("事由"), "periodic": _("定期工作"), "approvals": _("分步审批"),
        "approval_steps": _("审批的一步"), "title": _("名称"),
        "starts_at": _("起算说明"), "calendar": _("工作日历"), "days": _("某一天的安排"), "chapters": _("手册的一章"),
        "quality": _("质检标准"), "quality_items": _("评分项"), "quality_draws": _("必抽的件"), "objections": _("责任异议"), "stall": _("停滞"), "retention": _("保管期限"),
    }  # fmt: skip
