"""实操、论文与策划案: the assignment, its materials, uploading what is asked for, handing in, the receipt."""

from __future__ import annotations

import io
from typing import Any

from flask import flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _

from examsite.catalogue.rules import levels
from examsite.core import files
from examsite.core.refusal import Missing
from examsite.delivery import actions, queries
from examsite.delivery.rules import log, works
from examsite.people.rules.roles import Power
from examsite.web import guards
from examsite.web.act import acting, clock, reading, today
from examsite.web.candidate import blueprint
from examsite.web.candidate.own import needed_candidate
from examsite.web.candidate.proofs import proof_answer
from examsite.web.forms import Form, refusals_shown


@blueprint.get("/works/<int:component_id>")
@guards.needs(Power.SIT)
def work(component_id: int) -> Any:
    return _page(_component(component_id), Form())


@blueprint.post("/works/<int:component_id>/files/<int:deliverable>")
@guards.needs(Power.SIT)
def upload_work(component_id: int, deliverable: int) -> Any:
    component, form = _component(component_id), Form()
    sent = request.files.get("file")
    if form.validate_on_submit():
        with refusals_shown(form):
            data, name = (sent.read(), sent.filename or "") if sent else (b"", "")
            with acting() as act:
                candidate_id = component.enrolment.registration.candidate_id
                actions.add_work_file(act, component.id, candidate_id, deliverable, name, data)
            flash(_("文件已上传并保存在服务器。"), "success")
            return redirect(url_for("candidate.work", component_id=component.id), 303)
    return _page(component, form, 422)


@blueprint.post("/works/<int:component_id>/hand-in")
@guards.needs(Power.SIT)
def hand_in_work(component_id: int) -> Any:
    component, form = _component(component_id), Form()
    if form.validate_on_submit():
        with refusals_shown(form):
            with acting() as act:
                candidate_id = component.enrolment.registration.candidate_id
                actions.hand_in(act, component.id, candidate_id)
            flash(_("作品已提交。"), "success")
            return redirect(url_for("candidate.work", component_id=component.id), 303)
    return _page(component, form, 422)


@blueprint.get("/works/<int:component_id>/materials/<int:place>")
@guards.needs(Power.SIT)
def work_material(component_id: int, place: int) -> Any:
    component = _component(component_id)
    brief = queries.sitting_unit(reading(), component).brief
    if not queries.may_see_brief(component, clock()) or place >= len(brief.materials):
        raise Missing
    row = brief.materials[place]
    answer = send_file(
        io.BytesIO(files.of(reading()).read(row["sha256"])),
        mimetype=files.MEDIA_TYPES[row["kind"]],
        as_attachment=True,
        download_name=row["name"],
    )
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


@blueprint.get("/works/files/<int:file_id>")
@guards.needs(Power.SIT)
def work_file(file_id: int) -> Any:
    return proof_answer(queries.work_file(reading(), file_id, needed_candidate().id))


def _component(component_id: int) -> Any:
    found = queries.component_of(reading(), component_id, needed_candidate().id)
    if found.part == "online":
        raise Missing
    return found


def _page(component: Any, form: Form, status: int = 200) -> Any:
    session = reading()
    brief = queries.sitting_unit(session, component).brief
    found = queries.work_of(session, component.id)
    uploaded = {file.deliverable: file for file in found.files} if found else {}
    asked = works.deliverables(brief.deliverables)
    page = render_template(
        "candidate/work.html",
        form=form,
        component=component,
        sitting=component.enrolment.sitting,
        unit=levels.unit(component.unit),
        brief=brief,
        asked=asked,
        uploaded=uploaded,
        lacking=works.missing(asked, uploaded),
        work=found,
        receipt=log.receipt(_work_head(found)) if found and found.handed_in_at else None,
        problem=queries.why_not_start(component, clock()),
        may_see=queries.may_see_brief(component, clock()),
        may_change=works.why_not_take(
            component.state, clock(), component.enrolment.sitting.works_due_at
        )
        is None,
        max_mb=queries.max_upload_bytes(session, today()) // 1_000_000,
    )
    return page, status


def _work_head(found: Any) -> str:
    return log.work_head(found.id, [(file.deliverable, file.sha256) for file in found.files])
