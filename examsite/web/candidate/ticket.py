"""准考证: the candidate's own admission ticket, to read and to print."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from flask import current_app, render_template, send_file
from flask_babel import get_locale
from flask_babel import gettext as _

from examsite.delivery import queries as delivery
from examsite.people.rules.roles import Power
from examsite.sittings import queries
from examsite.sittings import ticket as tickets
from examsite.web import guards
from examsite.web.act import clock, reading, today
from examsite.web.candidate import blueprint
from examsite.web.candidate.own import needed_candidate


@blueprint.get("/tickets/<int:enrolment_id>")
@guards.needs(Power.OWN_REGISTRATION)
def ticket(enrolment_id: int) -> Any:
    enrolment = queries.enrolment_for(reading(), enrolment_id, needed_candidate().id)
    facts = tickets.ticket_facts(enrolment, delivery.transit_grace_s(reading(), today()))
    return render_template(
        "candidate/ticket.html",
        enrolment=enrolment,
        facts=facts,
        lang="en" if str(get_locale()) == "en" else "zh",
    )


@blueprint.get("/tickets/<int:enrolment_id>/ticket.pdf")
@guards.needs(Power.OWN_REGISTRATION)
def ticket_pdf(enrolment_id: int) -> Any:
    enrolment = queries.enrolment_for(reading(), enrolment_id, needed_candidate().id)
    made = tickets.tickets(
        reading(),
        [enrolment],
        grace_s=delivery.transit_grace_s(reading(), today()),
        made_at=clock(),
        demo=current_app.config["PROFILE"] != "production",
    )
    name = _("准考证-%(number)s", number=enrolment.ticket_number)
    return send_file(BytesIO(made), mimetype="application/pdf", download_name=f"{name}.pdf")
