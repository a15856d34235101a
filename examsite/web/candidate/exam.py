"""在线考试: the waiting page with the rules, the player, and the closed paper with its receipt."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, url_for
from flask_login import current_user

from examsite.catalogue.rules import levels
from examsite.delivery import actions, queries
from examsite.delivery.rules import log
from examsite.people.rules.roles import Power
from examsite.web import guards
from examsite.web.act import acting, clock, reading, today
from examsite.web.candidate import blueprint
from examsite.web.candidate.own import needed_candidate
from examsite.web.candidate.player_words import player_words
from examsite.web.forms import Form, refusals_shown


@blueprint.route("/exam/<int:component_id>", methods=["GET", "POST"])
@guards.needs(Power.SIT)
def exam(component_id: int) -> Any:
    session, form = reading(), Form()
    component = queries.component_of(session, component_id, needed_candidate().id)
    if component.part != "online":
        return redirect(url_for("candidate.work", component_id=component.id))
    attempt = queries.attempt_of(session, component.id)
    if attempt is not None and attempt.closed_at is not None:
        return _closed(component, attempt)
    if form.validate_on_submit():
        with refusals_shown(form):
            with acting() as act:
                actions.start(act, component.id, component.enrolment.registration.candidate_id)
            return redirect(url_for("candidate.player", component_id=component.id), 303)
    paper = queries.sitting_unit(session, component).paper
    return render_template(
        "candidate/exam.html",
        form=form,
        component=component,
        unit=levels.unit(component.unit),
        attempt=attempt,
        paper=paper,
        sections=queries.section_counts(session, paper),
        problem=None if attempt else queries.why_not_start(component, clock()),
        grace_s=queries.transit_grace_s(session, today()),
        others=_others(component),
    )


@blueprint.get("/exam/<int:component_id>/player")
@guards.needs(Power.SIT)
def player(component_id: int) -> Any:
    session = reading()
    component = queries.component_of(session, component_id, needed_candidate().id)
    attempt = queries.attempt_of(session, component.id)
    if attempt is None or attempt.closed_at is not None:
        return redirect(url_for("candidate.exam", component_id=component.id))
    return render_template(
        "candidate/player.html",
        attempt=attempt,
        component=component,
        unit=levels.unit(component.unit),
        words=player_words(),
        name=current_user.name,
    )


def _closed(component: Any, attempt: Any) -> Any:
    session = reading()
    sheet = queries.sheet(session, attempt.id)
    return render_template(
        "candidate/exam_closed.html",
        component=component,
        unit=levels.unit(component.unit),
        attempt=attempt,
        receipt=log.receipt(attempt.head),
        answered=sum(1 for places in sheet.values() if places),
        total=sum(count for _type, count in queries.section_counts(session, attempt.paper)),
        others=_others(component),
    )


def _others(component: Any) -> list[tuple[Any, Any]]:
    """The candidate's other parts of the same sitting, each with its unit."""
    rows = queries.components_of(reading(), component.enrolment_id)
    return [(row, levels.unit(row.unit)) for row in rows if row.id != component.id]
