"""Words of credentials: states, refusals, and what the public is told."""

from __future__ import annotations

from examsite.credentials.rules.issuing import Status, WhyNot
from examsite.credentials.rules.numbering import NumberProblem
from examsite.web.wording.mark import N_

WORDS = {
    "credential.state": {
        "due": N_("待登记"),
        "blocked": N_("暂缓发证"),
        "registered": N_("已登记，待印制"),
        "printed": N_("已印制，待发放"),
        "issued": N_("已发放"),
        "revoked": N_("已撤销"),
    },
    Status: {
        Status.VALID: N_("有效"),
        Status.REVOKED: N_("已撤销"),
    },
    WhyNot: {
        WhyNot.NOTHING_CHOSEN: N_("请先在列表中勾选证书。"),
        WhyNot.NOT_DUE: N_("所选证书中有的已不是「待登记」，请刷新列表后重新勾选。"),
        WhyNot.CHECKED_BY_YOU: N_("所选证书中有您做过资格初审的考生，须由另一名发证员提请。"),
        WhyNot.NOT_REGISTERED: N_("所选证书中有的不在这一步，请按状态筛选后重新勾选。"),
    },
    NumberProblem: {
        NumberProblem.SERIES_FULL: N_("本年度该等级的编号已用完，请系统管理员调整编号规则。"),
        NumberProblem.BAD_TEMPLATE: N_(
            "编号规则设置有误，请系统管理员检查设置 credential_number。"
        ),
    },
}
