"""What stands on a credential, and why one cannot be registered, printed or issued yet."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from examsite.catalogue.rules import levels
from examsite.people.rules.sign_in import failure_key
from examsite.scoring.rules.decision import WhyBlocked

ISSUER_ZH = "浙江省商务厅培训认证中心"
ISSUER_EN = "Training and Certification Centre, Zhejiang Provincial Department of Commerce"
MAX_FAILED_CHECKS = 30
"""So many checks from one address may find nothing within a quarter of an hour."""


class Status(StrEnum):
    """What the public is told of a credential 证书状态; one that is not issued is not found."""

    VALID = "valid"
    REVOKED = "revoked"


class WhyNot(StrEnum):
    """Why a credential does not go on."""

    NOTHING_CHOSEN = "nothing_chosen"
    NOT_DUE = "not_due"
    CHECKED_BY_YOU = "checked_by_you"
    NOT_REGISTERED = "not_registered"


@dataclass(frozen=True)
class Printed:
    """Every field that stands on a credential 证书所载事项; the public check page shows exactly these."""

    number: str
    verify_code: str
    holder: str
    identity_masked: str
    level: str
    directions: tuple[str, ...]
    passed_on: date | None
    issued_on: date | None

    @property
    def level_zh(self) -> str:
        """The level's name in Chinese."""
        return levels.level(self.level).zh

    @property
    def level_en(self) -> str:
        """The level's name in English."""
        return levels.level(self.level).en

    @property
    def units(self) -> tuple[levels.Unit, ...]:
        """The directions examined, in the notice's order; none where the level has none."""
        chosen = set(self.directions)
        return tuple(one for one in levels.units_of(self.level) if one.direction in chosen)


def status_of(state: str) -> Status | None:
    """What may be said of a credential in this state; None = as if there were none."""
    return {"issued": Status.VALID, "revoked": Status.REVOKED}.get(state)


def check_key(address: str) -> str:
    """The name under which failed public checks of an address are counted."""
    return failure_key("verify", address)


def missing_prerequisites(
    level: str, eligibility_confirmed: bool, practice_verified: bool
) -> tuple[WhyBlocked, ...]:
    """What a passed candidate's credential still waits for (RD-28); practice not for senior and manager."""
    missing = []
    if not eligibility_confirmed:
        missing.append(WhyBlocked.ELIGIBILITY)
    if levels.level(level).practice and not practice_verified:
        missing.append(WhyBlocked.PRACTICE)
    return tuple(missing)


def batch_key(credential_ids: Collection[int]) -> str:
    """The name under which a batch is approved: the same credentials give the same name."""
    text = ",".join(str(one) for one in sorted(credential_ids))
    return "batch-" + hashlib.sha256(text.encode()).hexdigest()[:32]


def why_not_propose(
    states: Sequence[str], checkers: Collection[int | None], proposer: int | None
) -> WhyNot | None:
    """A batch is of credentials that are due, and not proposed by who checked one of the candidates (SD2)."""
    if not states:
        return WhyNot.NOTHING_CHOSEN
    if any(state != "due" for state in states):
        return WhyNot.NOT_DUE
    if proposer is not None and proposer in checkers:
        return WhyNot.CHECKED_BY_YOU
    return None
