"""场次: the list of sittings, making one and changing a draft."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateTimeLocalField, IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from examsite.audit.act import CHINA
from examsite.catalogue.rules import levels
from examsite.people.rules.roles import Power
from examsite.registration import queries as registration
from examsite.sittings import actions, queries
from examsite.sittings.rules import SittingFacts, SittingState
from examsite.web import guards, listing
from examsite.web.act import acting, reading
from examsite.web.centre import blueprint
from examsite.web.forms import Form, refusals_shown
from examsite.web.shell import moment, term
from examsite.web.wording import say


class SittingForm(Form):
    """场次; times are typed as Beijing time."""

    name = StringField(_l("场次名称"), [InputRequired(), Length(max=80)])
    round_id = SelectField(_l("批次"), coerce=int)
    level = SelectField(_l("等级"))
    venue_id = SelectField(_l("考点"), coerce=int)
    starts_at = DateTimeLocalField(
        _l("在线考试开始"), [InputRequired()], description=_l("北京时间")
    )
    ends_at = DateTimeLocalField(
        _l("在线考试结束"),
        [InputRequired()],
        description=_l("报考多个方向的考生在这段时间内依次作答"),
    )
    works_due_at = DateTimeLocalField(_l("作品提交截止"), [InputRequired()])
    late_entry_min = IntegerField(
        _l("迟到时限（分钟）"),
        [Optional()],
        description=_l("开考后超过这个时间不得开始；留空为不限"),
    )

    def offer(self) -> None:
        """Fill the choices."""
        session = reading()
        self.round_id.choices = [(row.id, row.name) for row in registration.rounds(session)]
        self.level.choices = [(row.id, term(row)) for row in levels.levels() if row.examined]
        self.venue_id.choices = [(row.id, row.name) for row in queries.venues(session)]

    def facts(self) -> SittingFacts:
        """What was stated."""
        return SittingFacts(
            self.round_id.data,
            self.level.data,
            self.name.data,
            self.venue_id.data,
            _beijing(self.starts_at.data),
            _beijing(self.ends_at.data),
            _beijing(self.works_due_at.data),
            self.late_entry_min.data,
        )


@blueprint.get("/sittings")
@guards.needs(Power.RUN_SITTING)
def sittings() -> Any:
    state = request.args.get("state", "")
    filters: dict[str, Any] = {
        "state": SittingState(state) if state in list(SittingState) else None,
        "level": request.args.get("level"),
        "text": request.args.get("q", "").strip(),
    }
    if listing.wants_export():
        return _export(queries.sittings(reading(), **filters, limit=10_000)[0])
    rows, total = queries.sittings(
        reading(), **filters, offset=listing.offset(), limit=listing.SIZE
    )
    return render_template(
        "centre/sittings.html",
        page=listing.Page(rows, total, listing.page_number()),
        states=[(one.value, say(one)) for one in SittingState],
        ready=bool(queries.venues(reading())) and bool(registration.rounds(reading())),
    )


@blueprint.route("/sittings/new", methods=["GET", "POST"])
@guards.needs(Power.RUN_SITTING)
def new_sitting() -> Any:
    form = SittingForm()
    form.offer()
    if form.validate_on_submit():
        with refusals_shown(form):
            with acting() as act:
                made = actions.make_sitting(act, form.facts())
            flash(_("场次已建立。接下来选定试卷和题目，再编排座位。"), "success")
            return redirect(url_for("centre.sitting", sitting_id=made.id), 303)
    return render_template("centre/sitting_form.html", form=form, sitting=None)


@blueprint.route("/sittings/<int:sitting_id>/change", methods=["GET", "POST"])
@guards.needs(Power.RUN_SITTING)
def change_sitting(sitting_id: int) -> Any:
    found = queries.sitting(reading(), sitting_id)
    form = SittingForm(data=_stated(found))
    form.offer()
    if form.validate_on_submit():
        with refusals_shown(form):
            with acting() as act:
                actions.change_sitting(act, sitting_id, form.facts())
            flash(_("场次已修改。"), "success")
            return redirect(url_for("centre.sitting", sitting_id=sitting_id), 303)
    return render_template("centre/sitting_form.html", form=form, sitting=found)


def _beijing(typed: datetime) -> datetime:
    return typed.replace(tzinfo=CHINA)


def _stated(found: Any) -> dict[str, Any]:
    kept = ("name", "round_id", "level", "venue_id", "late_entry_min")
    times = ("starts_at", "ends_at", "works_due_at")
    return {name: getattr(found, name) for name in kept} | {
        name: getattr(found, name).astimezone(CHINA).replace(tzinfo=None) for name in times
    }


def _export(rows: Any) -> Any:
    heads = [
        _("场次"),
        _("等级"),
        _("批次"),
        _("考点"),
        _("开始"),
        _("结束"),
        _("作品截止"),
        _("状态"),
    ]
    return listing.spreadsheet(
        _("场次"),
        heads,
        [
            [
                row.name,
                term(levels.level(row.level)),
                row.round.name,
                row.venue.name,
                moment(row.starts_at),
                moment(row.ends_at),
                moment(row.works_due_at),
                say(row.state),
            ]
            for row in rows
        ],
    )
