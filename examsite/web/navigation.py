"""The menu of each seat: label, endpoint, and the power that opens it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from flask import current_app, request, url_for
from flask_babel import gettext

from examsite.people.rules.roles import Power, Role, may
from examsite.web.wording.mark import N_


@dataclass(frozen=True)
class Entry:
    """One entry of a menu."""

    label: str
    address: str
    here: bool


MENUS: dict[str, tuple[tuple[str, str, Power | None], ...]] = {
    "public": (
        (N_("首页"), "public.home", None),
        (N_("等级与条件"), "public.levels", None),
        (N_("培养计划"), "public.plan", None),
        (N_("证书查验"), "public.verify", None),
    ),
    "candidate": (
        (N_("我的考试"), "candidate.home", Power.OWN_REGISTRATION),
        (N_("个人档案"), "candidate.dossier", Power.OWN_DOSSIER),
        (N_("报名"), "candidate.registrations", Power.OWN_REGISTRATION),
        (N_("实训"), "candidate.practice", Power.OWN_REGISTRATION),
        (N_("成绩与证书"), "candidate.results", Power.OWN_REGISTRATION),
    ),
    "centre": (
        (N_("工作台"), "centre.home", Power.SEE_CENTRE),
        (N_("资格审核"), "centre.registrations", Power.CHECK_REGISTRATION),
        (N_("实训核实"), "centre.practice", Power.VERIFY_PRACTICE),
        (N_("批次"), "centre.rounds", Power.RUN_SITTING),
        (N_("题库"), "centre.bank", Power.SEE_BANK),
        (N_("组卷"), "centre.papers", Power.RUN_SITTING),
        (N_("场次"), "centre.sittings", Power.RUN_SITTING),
        (N_("阅卷分配"), "centre.allocation", Power.ALLOCATE_MARKING),
        (N_("成绩"), "centre.results", Power.PROPOSE_PUBLICATION),
        (N_("证书"), "centre.credentials", Power.PRINT_CREDENTIAL),
        (N_("审批"), "centre.approvals", Power.SEE_CENTRE),
    ),
    "invigilator": ((N_("考场"), "invigilator.home", Power.ADMIT),),
    "marker": ((N_("待阅作品"), "marker.home", Power.MARK),),
    "institution": ((N_("实训学员"), "institution.home", Power.COUNTERSIGN_PRACTICE),),
    "authority": (
        (N_("工作台"), "authority.home", Power.SEE_PLAN),
        (N_("培养计划进度"), "authority.plan", Power.SEE_PLAN),
        (N_("方案备案"), "authority.plans", Power.FILE_PLAN),
        (N_("等级开考"), "authority.opening", Power.PROPOSE_OPENING),
        (N_("审批"), "authority.approvals", Power.APPROVE_OPENING),
    ),
    "administration": (
        (N_("账号与角色"), "administration.accounts", Power.SEE_ACCOUNTS),
        (N_("审批"), "administration.approvals", Power.GRANT_ROLE),
        (N_("审计记录"), "administration.audit", Power.SEE_AUDIT),
    ),
}


def navigation(seat: str | None, roles: Collection[Role]) -> list[Entry]:
    """The menu of a seat as this person may use it."""
    return [
        Entry(gettext(label), url_for(endpoint), request.endpoint == endpoint)
        for label, endpoint, power in MENUS.get(seat or "public", MENUS["public"])
        if endpoint in current_app.view_functions and (power is None or may(roles, power))
    ]
