"""What a checker finds out while checking: whether a major is 本专业, whether a training was formal."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _

from examsite.people import actions as people
from examsite.people.rules.roles import Power
from examsite.people.rules.words import Relation
from examsite.web import guards
from examsite.web.act import acting
from examsite.web.centre import blueprint
from examsite.web.centre.registrations import handed_in


@blueprint.post("/registrations/<int:registration_id>/major")
@guards.needs(Power.CHECK_REGISTRATION)
def decide_major(registration_id: int) -> Any:
    """专业认定, for everybody who studied it (RD-14b)."""
    stated = handed_in(registration_id).facts["facts"]["education"]
    major, relation = request.form.get("major", ""), request.form.get("relation", "")
    if major not in {one["major"] for one in stated} or relation not in set(Relation):
        abort(400)
    with acting() as act:
        people.decide_major(act, major, Relation(relation), request.form.get("reason", ""))
    flash(_("专业认定已记录，今后同一专业照此办理；右侧结论已重新计算。"), "success")
    return _back(registration_id)


@blueprint.post("/registrations/<int:registration_id>/training/<int:training_id>")
@guards.needs(Power.CHECK_REGISTRATION)
def confirm_training(registration_id: int, training_id: int) -> Any:
    """正规培训确认 (RD-09)."""
    candidate = handed_in(registration_id).candidate
    if training_id not in {one.id for one in candidate.training}:
        abort(404)
    formal = request.form.get("formal") == "yes"
    with acting() as act:
        people.confirm_training(act, training_id, formal)
    flash(_("已确认为正规培训。") if formal else _("已取消正规培训的确认。"), "success")
    return _back(registration_id)


def _back(registration_id: int) -> Any:
    return redirect(url_for("centre.registration", registration_id=registration_id), 303)
