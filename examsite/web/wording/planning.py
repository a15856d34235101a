"""Words of the plan."""

from __future__ import annotations

from examsite.planning import rules
from examsite.planning.rules import NoPlace
from examsite.web.wording.mark import N_

WORDS = {
    rules.UnitKind: {
        rules.UnitKind.INSTITUTION: N_("培训机构"),
        rules.UnitKind.BASE: N_("实践基地"),
    },
    rules.PlaceActor: {
        rules.PlaceActor.CITY: N_("市商务主管部门"),
        rules.PlaceActor.ASSOCIATION: N_("省电子商务促进会"),
        rules.PlaceActor.PROVINCE: N_("省商务厅"),
    },
    NoPlace: {
        NoPlace.UNKNOWN_CITY: N_("计划表里没有这个城市，请核对。"),
        NoPlace.OVER_QUOTA: N_("已达到该市数量指标上限，不能再推荐。"),
        NoPlace.RESERVE_IS_PROVINCIAL: N_("机动指标由省商务厅调配，请向省商务厅申请。"),
        NoPlace.RESERVE_EXHAUSTED: N_("省里机动指标已经用完。"),
    },
}
