"""The four grounds of revocation 取消备案资格 (附件2 第十条) and the warning that stops short of one.

The rule names grounds; revoking is a decision of the province after a hearing (RD-30, T-61).
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from examsite.catalogue.rules.config import MetricRule

LINE = 60
"""「低于60%」: strictly below; exactly 60 % is not (第十条(二))."""


class Ground(StrEnum):
    """The grounds, in the order and by the numbers of the article."""

    FALSE_INFORMATION = "art10.1"
    BELOW_60 = "art10.2"
    PENALISED = "art10.3"
    BELOW_STANDARD = "art10.4"


@dataclass(frozen=True)
class Findings:
    """What is known of a unit. Raises `ValueError` for figures that cannot be.

    `satisfaction` is per cent, exact, or None where nobody was asked; `passed` and `sat` count
    people of the year, those absent not among them. The unit never supplies them itself (T-64).
    """

    satisfaction: Fraction | None = None
    passed: int = 0
    sat: int = 0
    false_information: bool = False
    penalised_by_enforcement: bool = False
    no_longer_meets_standard: bool = False

    def __post_init__(self) -> None:
        """Refuse impossible figures rather than compare them."""
        if self.satisfaction is not None and not 0 <= self.satisfaction <= 100:
            raise ValueError("satisfaction: from 0 to 100 per cent")
        if not 0 <= self.passed <= self.sat:
            raise ValueError("passed: not more than sat, and neither below 0")

    @property
    def satisfaction_is_low(self) -> bool:
        """学员满意度 below 60 %; an unknown satisfaction is not."""
        return self.satisfaction is not None and self.satisfaction < LINE

    @property
    def pass_rate_is_low(self) -> bool:
        """考试通过率 below 60 %, in whole numbers; where nobody sat there is no rate (RD-30)."""
        return self.sat > 0 and self.passed * 100 < LINE * self.sat


@dataclass(frozen=True)
class Verdict:
    """The grounds found, in the order of the article, and whether the unit is to be warned."""

    grounds: tuple[Ground, ...]
    warn: bool

    @property
    def revoke(self) -> bool:
        """「有下述情况之一,则取消其备案资格」: one ground is enough."""
        return bool(self.grounds)


def judge(findings: Findings, metric_rule: MetricRule = MetricRule.BOTH) -> Verdict:
    """Which grounds hold (第十条). 「和」 asks for both figures unless the province has set `either`.

    One low figure alone warns and gives time to improve; it does not where the unit is to be
    revoked anyway, for then there is no time to give.
    """
    low = (findings.satisfaction_is_low, findings.pass_rate_is_low)
    below_60 = all(low) if metric_rule is MetricRule.BOTH else any(low)
    found = {
        Ground.FALSE_INFORMATION: findings.false_information,
        Ground.BELOW_60: below_60,
        Ground.PENALISED: findings.penalised_by_enforcement,
        Ground.BELOW_STANDARD: findings.no_longer_meets_standard,
    }
    grounds = tuple(ground for ground, holds in found.items() if holds)
    return Verdict(grounds, warn=any(low) and not grounds)
