"""Words of tests and works."""

from __future__ import annotations

from examsite.delivery.rules.clock import Bound
from examsite.delivery.rules.clock import StartProblem as S
from examsite.delivery.rules.log import SaveProblem
from examsite.delivery.rules.parts import ClosingProblem
from examsite.delivery.rules.works import WorkProblem as W
from examsite.web.wording.mark import N_

WORDS = {
    S: {
        S.NOT_ARRIVED: N_("监考员还没有办理您的入场。请带证件到考场，由监考员核对身份后再开始。"),
        S.SITTING_NOT_OPEN: N_("本场考试还没有开放，请等候监考员通知。"),
        S.TOO_EARLY: N_("还没有到开始时间（%(starts_at)s），到时即可开始。"),
        S.ENTRY_OVER: N_(
            "已超过迟到时限（开考后 %(minutes)s 分钟），不能再开始。如有特殊情况，请找监考员。"
        ),
        S.TIME_OVER: N_("本场考试时间已经结束，不能再开始。"),
        S.NOT_ONLINE: N_("这一项不是在线考试，请从作品页面办理。"),
    },
    Bound: {
        Bound.PAPER_LIMIT: N_("试卷规定用时"),
        Bound.SITTING_END: N_("本场考试结束时间"),
        Bound.GRANT: N_("补时"),
    },
    SaveProblem: {
        SaveProblem.LEASE_LOST: N_("试卷已在另一个窗口或另一台电脑打开，这里只能查看。"),
        SaveProblem.CONFLICT: N_("答案与服务器记录不一致，请刷新页面继续。"),
        SaveProblem.GAP: N_("有答案还没有送达，正在补送。"),
        SaveProblem.BEHIND: N_("还有答案没有送达服务器，请稍候再交卷。"),
        SaveProblem.LATE: N_("答案在截止之后送达，没有计入；请告知监考员。"),
        SaveProblem.CLOSED: N_("这份试卷已经收卷。"),
        SaveProblem.UNREADABLE: N_("答案无法识别，请刷新页面继续。"),
    },
    ClosingProblem: {
        ClosingProblem.NOT_OVER: N_("考试或作品提交时间还没有结束，不能收场。"),
        ClosingProblem.STILL_RUNNING: N_("还有 %(number)s 份试卷或作品没有收齐，请稍候再收场。"),
    },
    W: {
        W.OVERDUE: N_("已过提交截止时间，不能再上传或替换。"),
        W.HANDED_IN: N_("作品已经提交，不能再更改。"),
        W.UNKNOWN_DELIVERABLE: N_("没有这一项提交物，请刷新页面。"),
        W.DELIVERABLE_MISSING: N_("还缺少必交的文件：%(names)s。上传后再提交。"),
        W.NOTE_NEEDED: N_("请写明现场操作的内容和结果。"),
        W.NOT_A_WORK: N_("在线考试没有作品，请从考试页面办理。"),
    },
    "component.state": {
        "scheduled": N_("未开始"),
        "running": N_("进行中"),
        "handed_in": N_("已提交"),
        "marking": N_("阅卷中"),
        "marked": N_("阅卷中"),
        "withheld": N_("核查中"),
        "annulled": N_("已作无效处理"),
        "absent": N_("缺考"),
        "settled": N_("已完成"),
    },
    "component.form": {
        "online": N_("在线考试"),
        "practical": N_("实操"),
        "thesis_defence": N_("论文答辩"),
        "planning_proposal": N_("电子商务策划案"),
    },
}
