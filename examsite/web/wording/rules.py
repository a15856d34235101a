"""Words of the rules themselves: readings in force, openings, grounds, faults of the forms, powers."""

from __future__ import annotations

from examsite.accreditation.rules import application, bar, revocation
from examsite.catalogue.rules import config, levels
from examsite.people.rules import roles
from examsite.web.wording.mark import N_

WORDS = {
    levels.Opening: {
        levels.Opening.NEVER: N_("省里不另行考核"),
        levels.Opening.OPEN: N_("开放报名"),
        levels.Opening.RECORDED: N_("登记开考日之后开放"),
    },
    levels.Major: {
        levels.Major.RELATED: N_("本专业"),
        levels.Major.UNRELATED: N_("非本专业"),
        levels.Major.ANY: N_("专业不限"),
    },
    levels.Counted: {
        levels.Counted.CONTINUOUS: N_("连续年限"),
        levels.Counted.AFTER_CREDENTIAL: N_("取证后的连续年限"),
        levels.Counted.CUMULATIVE: N_("累计年限"),
    },
    config.LeapAnniversary: {
        config.LeapAnniversary.FEB28: N_("平年以 2 月 28 日为周年日"),
        config.LeapAnniversary.MAR1: N_("平年以 3 月 1 日为周年日"),
    },
    config.DirectionPolicy: {
        config.DirectionPolicy.ALL_CHOSEN: N_("所选方向须全部合格"),
        config.DirectionPolicy.AT_LEAST_TWO: N_("任意两个方向合格即可"),
    },
    config.MetricRule: {
        config.MetricRule.BOTH: N_("满意度与通过率都低于 60% 才构成情形"),
        config.MetricRule.EITHER: N_("满意度或通过率低于 60% 即构成情形"),
    },
    config.BarScope: {
        config.BarScope.UNIT: N_("两年限制及于该单位的各类申报"),
        config.BarScope.KIND: N_("两年限制只及于被取消的那一类"),
    },
    bar.PastEvent: {
        bar.PastEvent.REGISTRATION_REVOKED: N_("备案资格被取消"),
        bar.PastEvent.REGISTRATION_GIVEN_UP: N_("主动放弃备案资格"),
        bar.PastEvent.APPLICATION_REFUSED: N_("申报未通过"),
        bar.PastEvent.APPLICATION_CANCELLED_FALSE: N_("申报材料不实，申请被取消"),
    },
    revocation.Ground: {
        revocation.Ground.FALSE_INFORMATION: N_("在提交材料中存在虚假信息"),
        revocation.Ground.BELOW_60: N_("学员满意度反馈和考试通过率低于 60%"),
        revocation.Ground.PENALISED: N_("因违法、违规行为受到执法部门处罚"),
        revocation.Ground.BELOW_STANDARD: N_("具有不再符合备案标准的其他情况"),
    },
    application.Fault: {
        application.Fault.REQUIRED: N_("此项必填。"),
        application.Fault.NOT_A_WHOLE_NUMBER: N_("请填整数，不能为负。"),
        application.Fault.SUM: N_("各项人数与合计不符，请核对。"),
        application.Fault.UNKNOWN: N_("不在可选范围内，请重新选择。"),
        application.Fault.EXACTLY_ONE_BLOCK: N_("企业和产业基地两栏只填一栏。"),
        application.Fault.NOT_ABOVE_ZERO: N_("请填大于 0 的数。"),
        application.Fault.NOT_AN_AMOUNT: N_("请填金额，不能为负。"),
        application.Fault.NOT_A_DAY: N_("请填日期，如 2005-03-01。"),
        application.Fault.IN_THE_FUTURE: N_("日期不能晚于今天。"),
        application.Fault.NOT_A_WEB_ADDRESS: N_("网址以 http:// 或 https:// 开头。"),
    },
    roles.Power: {
        roles.Power.OWN_DOSSIER: N_("填写本人档案"),
        roles.Power.OWN_REGISTRATION: N_("办理本人报名"),
        roles.Power.SIT: N_("参加考试"),
        roles.Power.CHECK_REGISTRATION: N_("审核报名资格"),
        roles.Power.CONFIRM_REFUSAL: N_("复核不予受理"),
        roles.Power.VERIFY_PRACTICE: N_("核实实训"),
        roles.Power.COUNTERSIGN_PRACTICE: N_("为实训签字"),
        roles.Power.RUN_SITTING: N_("组织场次"),
        roles.Power.SEE_BANK: N_("查看题库"),
        roles.Power.ADMIT: N_("办理入场"),
        roles.Power.ALLOCATE_MARKING: N_("分配阅卷"),
        roles.Power.MARK: N_("阅卷"),
        roles.Power.PROPOSE_PUBLICATION: N_("提请发布成绩"),
        roles.Power.APPROVE_PUBLICATION: N_("审批成绩发布"),
        roles.Power.ISSUE_CREDENTIAL: N_("登记和发放证书"),
        roles.Power.APPROVE_CREDENTIAL: N_("审批证书登记"),
        roles.Power.PRINT_CREDENTIAL: N_("印制证书"),
        roles.Power.FILE_PLAN: N_("评价方案备案"),
        roles.Power.SEE_PLAN: N_("查看培养计划"),
        roles.Power.PROPOSE_OPENING: N_("提请开放等级"),
        roles.Power.APPROVE_OPENING: N_("审批开放等级"),
        roles.Power.SEE_ACCOUNTS: N_("查看账号"),
        roles.Power.GRANT_ROLE: N_("授予角色"),
        roles.Power.SEE_AUDIT: N_("查看审计记录"),
        roles.Power.SEE_CENTRE: N_("进入认证中心"),
        roles.Power.SEE_ADMINISTRATION: N_("进入系统管理"),
    },
}
