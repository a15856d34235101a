"""Words of sittings, enrolment and the door."""

from __future__ import annotations

from examsite.sittings import rules
from examsite.sittings.rules import Check as C
from examsite.sittings.rules import DoorProblem as D
from examsite.sittings.rules import EnrolProblem as E
from examsite.sittings.rules import OpenProblem as O
from examsite.sittings.rules import SittingProblem as S
from examsite.web.wording.mark import N_

WORDS = {
    rules.SittingState: {
        rules.SittingState.DRAFT: N_("准备中"),
        rules.SittingState.OPEN: N_("已开放"),
        rules.SittingState.CLOSED: N_("已结束"),
    },
    rules.EnrolmentState: {
        rules.EnrolmentState.ENROLLED: N_("未到"),
        rules.EnrolmentState.ARRIVED: N_("已入场"),
        rules.EnrolmentState.ABSENT: N_("缺考"),
        rules.EnrolmentState.VOID: N_("作废"),
    },
    S: {
        S.ENDS_BEFORE_START: N_("结束时间要晚于开始时间，请检查。"),
        S.WORKS_BEFORE_START: N_("作品截止时间不能早于场次开始时间，请检查。"),
        S.ALREADY_OVER: N_("结束时间已经过去，请安排在以后。"),
        S.LATE_ENTRY_TOO_LONG: N_("迟到时限从 0 分钟起，且要短于考试时段；不限制请留空。"),
        S.LEVEL_NOT_IN_ROUND: N_("所选批次不含这个等级，请换批次或等级。"),
        S.NAME_TAKEN: N_("已有同名场次，请换一个名称。"),
        S.NOT_DRAFT: N_("场次已经开放，内容不能再改。"),
        S.FIXED_BY_ENROLMENT: N_("已有考生编入本场次，批次、等级和考点不能再改。"),
        S.UNIT_OF_OTHER_LEVEL: N_("这个方向不属于本场次的等级。"),
        S.FORM_NOT_ASKED: N_("本等级没有这种考核形式。"),
        S.PAPER_OF_OTHER_UNIT: N_("这份试卷属于别的方向，请重新选择。"),
        S.BRIEF_OF_OTHER_UNIT: N_("这道题目属于别的方向或形式，请重新选择。"),
        S.PAPER_LONGER_THAN_WINDOW: N_("试卷时长超过场次时段，请换试卷或延长时段。"),
        S.UNKNOWN_CITY: N_("请选择考点所在的城市。"),
        S.VENUE_TAKEN: N_("已有同名考点，请换一个名称。"),
        S.ROOM_TAKEN: N_("这个考点已有同名考场，请换一个名称。"),
        S.CAPACITY_RANGE: N_("座位数从 1 到 %(most)s。"),
    },
    E: {
        E.NOBODY: N_("没有等待编场的考生。"),
        E.NOT_DRAFT: N_("场次已经开放，不能再编入考生；请为其他考生另建场次。"),
        E.PLAN_NOT_FILED: N_("考试方案还没有报人社部门备案，备案后才能编场。"),
        E.NOT_ACCEPTED: N_("报名 %(number)s 尚未通过资格初审，不能编场。"),
        E.ENROLLED_ALREADY: N_("报名 %(number)s 已经编入场次，不能重复编场。"),
        E.OTHER_ROUND: N_("报名 %(number)s 属于别的批次，不能编入本场次。"),
        E.OTHER_LEVEL: N_("报名 %(number)s 报考的是别的等级，不能编入本场次。"),
        E.SITS_ELSEWHERE: N_("报名 %(number)s 的考生在同一时段另有场次，请另行安排。"),
        E.SEATS_SHORT: N_("有 %(people)s 名考生，空座位只有 %(seats)s 个；请增加考场或换考点。"),
    },
    C: {
        C.PLAN_FILED: N_("考试方案已报人社部门备案"),
        C.UNITS_SET: N_("考生所报的每个方向都有试卷和实操题（或选题）"),
        C.SOMEBODY_ENROLLED: N_("已有考生编入本场次"),
        C.EVERYBODY_ENROLLED: N_("通过初审的考生都已编场"),
        C.SEATS_ENOUGH: N_("空座位够其余考生使用"),
        C.TIME_ENOUGH: N_("场次时段够报考最多的考生答完全部试卷"),
        C.WINDOW_AHEAD: N_("考试时段还没有过去"),
    },
    O: {
        O.NOT_DRAFT: N_("场次已经开放过，请刷新页面。"),
        O.NOT_OPEN: N_("场次没有开放，不能结束。"),
        O.PLAN_NOT_FILED: N_("还不能开放：考试方案要先报人社部门备案。"),
        O.UNITS_NOT_SET: N_("还不能开放：请先为考生所报的每个方向选定试卷和题目。"),
        O.NOBODY_ENROLLED: N_("还不能开放：还没有考生编入本场次。"),
        O.TIME_SHORT: N_("还不能开放：时段太短，报考方向最多的考生答不完全部试卷。"),
        O.WINDOW_OVER: N_("还不能开放：考试时段已经过去，请修改时间。"),
    },
    D: {
        D.NOT_OPEN: N_("场次没有开放，现在不能办理入场。"),
        D.TOO_EARLY: N_("还没有到入场时间，开考前 12 小时内才能办理入场。"),
        D.OVER: N_("场次时间已过，不能再办理入场。"),
        D.IDENTITY_NOT_CHECKED: N_("请先核对本人、照片和证件，并勾选确认。"),
        D.ARRIVED_ALREADY: N_("该考生已经入场。"),
        D.NOT_ARRIVED: N_("该考生还没有入场，不需要撤销。"),
        D.STARTED_ALREADY: N_("该考生已经开始考试，不能撤销入场。"),
        D.MARKED_ABSENT: N_("该考生已登记缺考，不能再办理入场。"),
        D.PLACE_VOID: N_("该考生的编场已作废，不能入场，请联系考务。"),
        D.PART_RUNNING: N_("该考生有考核项正在进行，请在交卷或截止以后再办理。"),
    },
    "enrolment.work": {
        "none": N_("待考"),
        "scheduled": N_("未开始"),
        "running": N_("作答中"),
        "handed_in": N_("已交"),
        "marking": N_("已交"),
        "marked": N_("已交"),
        "settled": N_("已交"),
        "absent": N_("缺考"),
        "withheld": N_("暂缓"),
        "annulled": N_("无效"),
    },
}
