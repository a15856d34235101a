"""Words of results, their reasons, and the reconciliations of a sitting."""

from __future__ import annotations

from examsite.scoring.rules import decision
from examsite.scoring.rules.decision import MarkStatus, Outcome, UnitOutcome, Why
from examsite.scoring.rules.publication import WhyNot
from examsite.statistics.rules import Name, Part
from examsite.web.wording.mark import N_

WORDS = {
    Outcome: {
        Outcome.PASSED: N_("通过"),
        Outcome.NOT_PASSED: N_("未通过"),
        Outcome.PENDING: N_("待阅卷"),
        Outcome.WITHHELD: N_("暂缓，待核查"),
        Outcome.ANNULLED: N_("成绩无效"),
        Outcome.INVALID: N_("数据有误，待处理"),
    },
    UnitOutcome: {
        UnitOutcome.PASSED: N_("已达标"),
        UnitOutcome.FAILED: N_("未达标"),
    },
    MarkStatus: {
        MarkStatus.SCORED: N_("已评分"),
        MarkStatus.ABSENT: N_("缺考"),
        MarkStatus.MISSING: N_("尚无成绩"),
        MarkStatus.WITHHELD: N_("暂缓，待核查"),
        MarkStatus.ANNULLED: N_("该项成绩无效"),
    },
    Why: {
        Why.OUT_OF_RANGE: N_("分数超出 0 到满分的范围"),
        Why.UNKNOWN_STATUS: N_("成绩状态无法识别"),
        Why.OTHER_FORM: N_("所评形式与报名时选定的不同"),
        Why.NOT_REGISTERED: N_("没有报考这一项"),
        Why.WITHHELD: N_("暂缓，待核查"),
        Why.PENDING: N_("尚无成绩"),
        Why.BELOW: N_("未达到合格线"),
        Why.ABSENT: N_("缺考"),
        Why.ANNULLED: N_("该项成绩无效"),
    },
    decision.CredentialStep: {
        decision.CredentialStep.ISSUE: N_("可以发证"),
        decision.CredentialStep.BLOCKED: N_("暂缓发证"),
        decision.CredentialStep.NONE: N_("不发证"),
    },
    decision.WhyBlocked: {
        decision.WhyBlocked.ELIGIBILITY: N_("申报资格尚未确认"),
        decision.WhyBlocked.PRACTICE: N_("实训（实习）尚未核实"),
    },
    WhyNot: {
        WhyNot.SITTING_NOT_CLOSED: N_("场次还没有结束，结束后才能合成成绩。"),
        WhyNot.NOTHING_TO_PUBLISH: N_("目前没有已判定、待发布的成绩。"),
        WhyNot.CHANGED_SINCE_PROPOSAL: N_("提请之后成绩有变化，同意的不是现在这一批。请重新提请。"),
    },
    "result.state": {
        "open": N_("等待成绩"),
        "complete": N_("成绩已齐"),
        "decided": N_("已判定，未发布"),
        "published": N_("已发布，复核期内"),
        "under_review": N_("复核中"),
        "final": N_("已最终确定"),
        "annulled": N_("已作废"),
    },
    "result.part_sentence": {
        "reached": N_("%(part)s成绩 %(mark)s 分，达到 %(pass_mark)s 分。"),
        "below_60": N_("%(part)s成绩 %(mark)s 分，未达到 %(pass_mark)s 分，可报名下一场。"),
        "absent": N_("%(part)s缺考，没有成绩，可报名下一场。"),
        "annulled": N_("%(part)s成绩无效。如有异议，可向认证中心申诉。"),
    },
    Name: {
        Name.ENROLMENT: N_("报名去向：报名 = 编场 + 未受理 + 撤回"),
        Name.ARRIVAL: N_("到考：编场 = 到考 + 缺考 + 作废"),
        Name.ATTEMPTS: N_("在线作答：到考者应考科次 = 已收卷 + 未开始"),
        Name.MARKS: N_("阅卷：收卷 + 收到作品 = 成绩"),
        Name.CREDENTIALS: N_("发证：通过 = 已发证 + 暂缓发证"),
    },
    Part: {
        Part.REGISTERED: N_("已有结论的报名"),
        Part.ENROLLED: N_("已编场"),
        Part.REFUSED: N_("未予受理"),
        Part.WITHDRAWN: N_("已撤回"),
        Part.CANCELLED: N_("因材料虚假取消"),
        Part.ACCEPTED_ONLY: N_("审核通过但未编场"),
        Part.ARRIVED: N_("到考"),
        Part.ABSENT: N_("缺考"),
        Part.VOID: N_("作废"),
        Part.NOT_YET_SEEN: N_("尚未登记到考或缺考"),
        Part.ENTRIES: N_("应考科次"),
        Part.CLOSED: N_("已收答卷"),
        Part.NEVER_STARTED: N_("到考但未开始"),
        Part.STILL_OPEN: N_("仍在作答"),
        Part.WORKS: N_("收到作品"),
        Part.MARKS: N_("成绩"),
        Part.PASSED: N_("通过"),
        Part.ISSUED: N_("已发证"),
        Part.BLOCKED: N_("暂缓发证"),
        Part.UNDER_WAY: N_("办理中（待登记、待印制、待发放）"),
        Part.NOT_YET_DUE: N_("成绩尚未最终确定"),
    },
}
