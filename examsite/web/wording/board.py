"""Words of the room board."""

from __future__ import annotations

from examsite.delivery.rules.board import SeatStanding as S
from examsite.web.wording.mark import N_

WORDS = {
    S: {
        S.AWAITED: N_("未到"),
        S.ARRIVED: N_("已入场"),
        S.ANSWERING: N_("作答中"),
        S.HANDED_IN: N_("已交卷"),
        S.ABSENT: N_("缺考"),
        S.VOID: N_("作废"),
    },
}
