"""The first batch's last day (通知四): Annexes 4, 5 and 6 「于2014年6月30日前统一报省商务厅」."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
FIRST_BATCH_LAST_DAY = date(2014, 6, 30)
"""30 June is included, to the end of the day in Asia/Shanghai (RD-35, T-69)."""


@dataclass(frozen=True)
class Receipt:
    """What a city's papers are: of the first batch or not, accepted or not."""

    first_batch: bool
    accepted: bool


def local_day(moment: datetime) -> date:
    """The day in Zhejiang. A moment with an offset is converted; one without is local already."""
    return moment.date() if moment.tzinfo is None else moment.astimezone(SHANGHAI).date()


def judge(received_on: date, later_window_open: bool) -> Receipt:
    """Whether papers received on that local day are in time; later batches need an open window.

    The window is the province's (附件3 注: 「各市可采取分批推荐报送的办法」).
    """
    first_batch = received_on <= FIRST_BATCH_LAST_DAY
    return Receipt(first_batch, accepted=first_batch or later_window_open)
