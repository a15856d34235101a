"""一个座位: who sits here, letting them in after comparing person, photo and paper, the record on site."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from flask import abort, flash, redirect, render_template, send_file, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from wtforms import BooleanField, TextAreaField
from wtforms.validators import InputRequired, Length

from examsite.catalogue.rules import levels
from examsite.core.refusal import Missing
from examsite.delivery import actions as delivery
from examsite.delivery import queries as deliveries
from examsite.people import queries as accounts
from examsite.people.rules.roles import Power
from examsite.sittings import actions, queries, ticket
from examsite.web import guards
from examsite.web.act import acting, reading
from examsite.web.forms import Form, refusals_shown
from examsite.web.invigilator import blueprint


class AdmitForm(Form):
    """入场."""

    identity_checked = BooleanField(_l("本人、照片和证件原件已经核对，三者一致"))


class RecordForm(Form):
    """现场实操记录."""

    note = TextAreaField(
        _l("现场记录"),
        [InputRequired(), Length(max=4000)],
        description=_l("写明完成了什么、用时多少、有无异常；提交后作为阅卷依据，不能修改"),
    )


@blueprint.route("/sittings/<int:sitting_id>/places/<int:enrolment_id>", methods=["GET", "POST"])
@guards.needs(Power.ADMIT)
def place(sitting_id: int, enrolment_id: int) -> Any:
    enrolment = _enrolment(sitting_id, enrolment_id)
    form = AdmitForm()
    if form.validate_on_submit():
        with refusals_shown(form):
            with acting() as act:
                actions.admit(act, enrolment_id, form.identity_checked.data)
            name, seat = enrolment.registration.candidate.name, enrolment.seat
            flash(_("%(name)s 已入场，%(seat)s 号座。", name=name, seat=seat), "success")
            return _to_room(enrolment)
        enrolment = _enrolment(sitting_id, enrolment_id)
    components = deliveries.components_of(reading(), enrolment_id)
    return render_template(
        "invigilator/place.html",
        form=form,
        record=RecordForm(),
        enrolment=enrolment,
        candidate=enrolment.registration.candidate,
        has_photo=ticket.portrait(reading(), enrolment.registration.candidate.proofs) is not None,
        components=[(row, levels.unit(row.unit)) for row in components],
        started=_started(components),
        admitted_by=accounts.names(reading(), [enrolment.admitted_by]).get(enrolment.admitted_by),
    )


@blueprint.post("/sittings/<int:sitting_id>/places/<int:enrolment_id>/undo")
@guards.needs(Power.ADMIT)
def undo_admission(sitting_id: int, enrolment_id: int) -> Any:
    _enrolment(sitting_id, enrolment_id)
    with acting() as act:
        started = _started(deliveries.components_of(act.session, enrolment_id))
        actions.undo_admission(act, enrolment_id, started)
    flash(_("已撤销入场。"), "success")
    return _here(sitting_id, enrolment_id)


@blueprint.post("/sittings/<int:sitting_id>/places/<int:enrolment_id>/records/<int:component_id>")
@guards.needs(Power.ADMIT)
def record_on_site(sitting_id: int, enrolment_id: int, component_id: int) -> Any:
    _enrolment(sitting_id, enrolment_id)
    if deliveries.component(reading(), component_id).enrolment_id != enrolment_id:
        raise Missing
    form = RecordForm()
    if not form.validate_on_submit():
        flash(_("请填写现场记录，最多 4000 字。"), "danger")
        return _here(sitting_id, enrolment_id)
    with acting() as act:
        delivery.record_on_site(act, component_id, form.note.data)
    flash(_("现场记录已保存，作品已收。"), "success")
    return _here(sitting_id, enrolment_id)


@blueprint.get("/sittings/<int:sitting_id>/places/<int:enrolment_id>/photo")
@guards.needs(Power.ADMIT)
def photo(sitting_id: int, enrolment_id: int) -> Any:
    enrolment = _enrolment(sitting_id, enrolment_id)
    found = ticket.portrait(reading(), enrolment.registration.candidate.proofs)
    if found is None:
        abort(404)
    return send_file(BytesIO(found), mimetype="image/jpeg")


def _enrolment(sitting_id: int, enrolment_id: int) -> Any:
    """An enrolment of a sitting that this person may see; raises Missing."""
    queries.sitting_in(reading(), sitting_id, current_user.regions)
    return queries.enrolment_in(reading(), enrolment_id, sitting_id)


def _started(components: Any) -> bool:
    return any(row.state != "scheduled" for row in components)


def _here(sitting_id: int, enrolment_id: int) -> Any:
    address = url_for("invigilator.place", sitting_id=sitting_id, enrolment_id=enrolment_id)
    return redirect(address, 303)


def _to_room(enrolment: Any) -> Any:
    address = url_for(
        "invigilator.room", sitting_id=enrolment.sitting_id, room_id=enrolment.room_id
    )
    return redirect(address, 303)
