"""Recording settings."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa

from examsite.audit.act import Act
from examsite.catalogue.models import Setting


def record_setting(act: Act, name: str, value: Any, valid_from: date, reason: str) -> Setting:
    """Record a dated setting (设置). The same name and day again replaces the value and is logged."""
    setting = act.session.scalar(
        sa.select(Setting).where(Setting.name == name, Setting.valid_from == valid_from)
    )
    if setting is None:
        setting = Setting(name=name, valid_from=valid_from)
        act.session.add(setting)
    setting.value, setting.reason = value, reason
    setting.recorded_by, setting.recorded_at = act.who.account_id, act.when
    act.log("recorded_setting", setting, name=name, value=value, valid_from=valid_from.isoformat())
    return setting
