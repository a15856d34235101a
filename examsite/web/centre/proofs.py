"""查看证明材料 and the full identity number: each opening is a deed with its reason, so it is a POST."""

from __future__ import annotations

import io
from typing import Any

from flask import Response, render_template, request, send_file
from flask_babel import gettext as _

from examsite.core import files
from examsite.people import actions as people
from examsite.people import queries
from examsite.people.rules.roles import Power
from examsite.people.rules.words import ProofKind
from examsite.web import guards
from examsite.web.act import acting, reading
from examsite.web.centre import blueprint

IMAGES = ("jpg", "png")
ALONE = "default-src 'none'; img-src 'self'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"


@blueprint.post("/candidates/<int:candidate_id>/proofs/<int:proof_id>")
@guards.needs(Power.CHECK_REGISTRATION)
def open_proof(candidate_id: int, proof_id: int) -> Any:
    """One proof in a page of its own; an identity paper wants a reason of the checker's own words."""
    proof = queries.proof_of(reading(), proof_id, candidate_id)
    reason = request.form.get("reason", "")
    if proof.kind is not ProofKind.IDENTITY:
        reason = reason or _("资格审核")
    with acting() as act:
        people.open_proof(act, proof_id, candidate_id, reason)
    return shown(proof)


@blueprint.post("/candidates/<int:candidate_id>/identity-number")
@guards.needs(Power.CHECK_REGISTRATION)
def identity_number(candidate_id: int) -> Any:
    """The full identity number, once, with a reason."""
    with acting() as act:
        number = people.identity_number(act, candidate_id, request.form.get("reason", ""))
    return render_template(
        "centre/identity_number.html",
        candidate=queries.candidate(reading(), candidate_id),
        number=number,
    )


def shown(proof: Any) -> Response:
    """A stored proof shown in a page of its own that can run nothing; an image also in a sandbox.

    PDF viewers do not open inside a sandbox; their type is checked by content and never sniffed.
    """
    data = files.of(reading()).read(proof.sha256)
    answer = send_file(
        io.BytesIO(data),
        mimetype=files.MEDIA_TYPES[proof.file_kind],
        download_name=proof.file_name,
    )
    sandbox = "; sandbox" if proof.file_kind in IMAGES else ""
    answer.headers["Content-Security-Policy"] = ALONE + sandbox
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
