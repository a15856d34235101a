"""Makers of practice bases and stays."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count

from examsite.accreditation import actions
from examsite.accreditation.models import Stay, Unit
from examsite.accreditation.rules.stays import StayFacts, StayKind, UnitKind
from examsite.audit.act import Act
from examsite.people.models import Candidate

NEXT = count(1)


def base(act: Act, member_id: int | None = None) -> Unit:
    """A practice base of Hangzhou, two years on the register; `member_id` is an account that acts for it."""
    number = next(NEXT)
    day = act.today - timedelta(days=730)
    code = f"91330100MA2TEST{number:03d}"
    made = actions.register_unit(
        act, UnitKind.BASE, f"实践基地{number}", code, "hangzhou", "示例路", day
    )
    if member_id is not None:
        actions.add_member(act, made.id, member_id)
    return made


def stay(act: Act, candidate: Candidate, unit: Unit, ended_on: date | None = None) -> Stay:
    """A declared stay of 31 days at a base, ended the day before the act unless said otherwise."""
    end = ended_on or act.today - timedelta(days=1)
    facts = StayFacts(StayKind.BASE, "客服", end - timedelta(days=30), end, unit_id=unit.id)
    return actions.declare_stay(act, candidate.id, facts)


def internship(act: Act, candidate: Candidate) -> Stay:
    """A declared internship of 100 days at a firm that is no base."""
    end = act.today - timedelta(days=1)
    facts = StayFacts(
        StayKind.ENTERPRISE, "运营", end - timedelta(days=99), end, firm="示例电商公司"
    )
    return actions.declare_stay(act, candidate.id, facts)
