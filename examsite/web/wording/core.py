"""Words of files, approvals and notices."""

from __future__ import annotations

from examsite.approvals import rules as approvals
from examsite.core.files import FileProblem
from examsite.messages.rules import Kind as Notice
from examsite.web.wording.mark import N_

WORDS = {
    FileProblem: {
        FileProblem.EMPTY: N_("文件是空的，请重新选择。"),
        FileProblem.TOO_LARGE: N_("文件「%(name)s」太大，最多 %(max_mb)s MB。"),
        FileProblem.WRONG_KIND: N_("文件「%(name)s」的内容不是所需类型，请上传：%(kinds)s。"),
        FileProblem.BROKEN: N_("文件「%(name)s」打不开，可能已损坏，请重新导出后上传。"),
    },
    approvals.Kind: {
        approvals.Kind.PUBLISH_RESULTS: N_("发布成绩"),
        approvals.Kind.REGISTER_CREDENTIALS: N_("登记证书"),
        approvals.Kind.REFUSE_REGISTRATION: N_("不予受理报名"),
        approvals.Kind.OPEN_LEVEL: N_("开放等级"),
        approvals.Kind.EXTRA_TIME: N_("补时"),
        approvals.Kind.GRANT_ROLE: N_("授予角色"),
        approvals.Kind.CANCEL_FALSE: N_("因材料虚假取消报名"),
        approvals.Kind.ACCEPT_EXCEPTION: N_("按例外通过资格初审"),
    },
    approvals.Verdict: {
        approvals.Verdict.PENDING: N_("待审批"),
        approvals.Verdict.APPROVED: N_("已同意"),
        approvals.Verdict.DECLINED: N_("未同意"),
    },
    approvals.WhyNot: {
        approvals.WhyNot.SAME_PERSON: N_("提请人不能审批自己的事项，请由另一人办理。"),
        approvals.WhyNot.ALREADY_DECIDED: N_("该事项已经审批，请刷新页面查看结论。"),
        approvals.WhyNot.NOT_APPROVED: N_("该事项还没有第二人同意，请先提请审批。"),
        approvals.WhyNot.ALREADY_PROPOSED: N_("该事项已经提请，正在等待第二人审批。"),
        approvals.WhyNot.REASON_NEEDED: N_("请写明理由。"),
    },
    Notice: {
        Notice.REGISTRATION_ACCEPTED: N_("您的报名 %(number)s 已通过资格初审。"),
        Notice.REGISTRATION_RETURNED: N_("您的报名 %(number)s 被退回补正：%(reasons)s"),
        Notice.REGISTRATION_REFUSED: N_("您的报名 %(number)s 未予受理：%(reasons)s"),
        Notice.REGISTRATION_CANCELLED: N_(
            "您的报名 %(number)s 因材料虚假被取消：%(reasons)s。如有异议，请联系认证中心。"
        ),
        Notice.ENROLLED: N_("您已编入场次「%(sitting)s」，请打印准考证。"),
        Notice.WORK_RECEIVED: N_("已收到您提交的作品：%(title)s。"),
        Notice.RESULT_PUBLISHED: N_("「%(sitting)s」成绩已发布，请查看。"),
        Notice.PRACTICE_VERIFIED: N_("您的实训记录（%(place)s）已核实。"),
        Notice.PRACTICE_RETURNED: N_("您的实训记录（%(place)s）被退回：%(note)s"),
        Notice.CREDENTIAL_ISSUED: N_("您的证书 %(number)s 已发放，可下载电子凭证。"),
        Notice.SIGN_IN_LINK_MADE: N_(
            "安全管理员%(made_by)s为您的账号生成了一次性登录链接，理由：%(reason)s。"
            "如您没有要求，请立即联系认证中心。"
        ),
    },
}
