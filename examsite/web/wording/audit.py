"""Words of who acted: the roles of an entry that no person holds."""

from __future__ import annotations

from examsite.web.wording.mark import N_

WORDS = {
    "actor": {
        "system": N_("系统"),
        "anonymous": N_("未登录者"),
        "account": N_("本人"),
    },
}
