"""考点与考场: venues and their rooms."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length

from examsite.catalogue.rules import regions
from examsite.people.rules.roles import Power
from examsite.sittings import actions, queries
from examsite.web import guards
from examsite.web.act import acting, reading
from examsite.web.centre import blueprint
from examsite.web.forms import Form, refusals_shown
from examsite.web.shell import term


class VenueForm(Form):
    """考点."""

    name = StringField(_l("考点名称"), [InputRequired(), Length(max=80)])
    city = SelectField(_l("城市"))
    address = StringField(
        _l("地址"), [InputRequired(), Length(max=200)], description=_l("印在准考证上，请写到楼号")
    )


class RoomForm(Form):
    """考场."""

    name = StringField(_l("考场名称"), [InputRequired(), Length(max=40)])
    capacity = IntegerField(_l("座位数"), [InputRequired()])


@blueprint.route("/venues", methods=["GET", "POST"])
@guards.needs(Power.RUN_SITTING)
def venues() -> Any:
    form = VenueForm()
    form.city.choices = [(city.id, term(city)) for city in regions.cities()]
    if form.validate_on_submit():
        with refusals_shown(form):
            with acting() as act:
                made = actions.make_venue(act, form.name.data, form.city.data, form.address.data)
            flash(_("考点已建立，请接着添加考场。"), "success")
            return redirect(url_for("centre.venue", venue_id=made.id), 303)
    return render_template("centre/venues.html", form=form, rows=queries.venues(reading()))


@blueprint.route("/venues/<int:venue_id>", methods=["GET", "POST"])
@guards.needs(Power.RUN_SITTING)
def venue(venue_id: int) -> Any:
    form = RoomForm()
    if form.validate_on_submit():
        with refusals_shown(form):
            with acting() as act:
                actions.add_room(act, venue_id, form.name.data, form.capacity.data)
            flash(_("考场已添加。"), "success")
            return redirect(url_for("centre.venue", venue_id=venue_id), 303)
    return render_template("centre/venue.html", form=form, venue=queries.venue(reading(), venue_id))
