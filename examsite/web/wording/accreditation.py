"""Words of the register and of practice stays."""

from __future__ import annotations

from examsite.accreditation.rules import stays
from examsite.accreditation.rules.stays import StayProblem as P
from examsite.web.wording.mark import N_

WORDS = {
    stays.UnitKind: {
        stays.UnitKind.INSTITUTION: N_("培训机构"),
        stays.UnitKind.BASE: N_("实践基地"),
    },
    stays.StayKind: {
        stays.StayKind.BASE: N_("省电子商务实践基地实训"),
        stays.StayKind.ENTERPRISE: N_("电子商务企业实习"),
    },
    stays.StayState: {
        stays.StayState.DECLARED: N_("已申报"),
        stays.StayState.COUNTERSIGNED: N_("基地已签认"),
        stays.StayState.RETURNED: N_("已退回"),
        stays.StayState.VERIFIED: N_("已核实"),
    },
    stays.StayProblem: {
        P.ENDS_BEFORE_START: N_("结束日期早于开始日期，请检查。"),
        P.NOT_BEGUN: N_("开始日期不能晚于今天；开始实训后再来填写。"),
        P.NOT_ENDED: N_("实训还没有结束，结束之后才能签认或核实。"),
        P.UNIT_NEEDED: N_("请选择实践基地。"),
        P.NOT_A_BASE: N_("所选单位不是在册的实践基地，请从列表中选择。"),
        P.FIRM_NEEDED: N_("请填写实习企业名称。"),
        P.TEACHER_NEEDED: N_("请填写全程辅导的专职责任教师姓名。"),
        P.LOG_NEEDED: N_("请填写实训日志摘要。"),
        P.NOTE_NEEDED: N_("请写明退回的原因，以便考生补正。"),
        P.NOT_COUNTERSIGNED: N_("基地的专职责任教师尚未签认，请等待签认后再核实。"),
        P.ALREADY_VERIFIED: N_("这条实训记录已经核实，不能再改动。"),
        P.NOT_OPEN: N_("这条实训记录现在不能办理此事，请刷新页面查看状态。"),
        P.OWN_STAY: N_("不能办理自己的实训记录，请由他人办理。"),
        P.CREDIT_CODE_TAKEN: N_("这个统一社会信用代码已经登记。"),
        P.MEMBER_ELSEWHERE: N_("这个账号已经属于另一个单位。"),
    },
}
