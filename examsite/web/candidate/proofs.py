"""证明材料: uploading, opening and removing one's own proofs."""

from __future__ import annotations

import io
from typing import Any

from flask import Response, flash, redirect, render_template, send_file, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired

from examsite.core import files
from examsite.people import actions as people
from examsite.people import queries
from examsite.people.rules.roles import Power
from examsite.people.rules.words import ProofKind
from examsite.registration import actions
from examsite.web import guards
from examsite.web.act import acting, reading
from examsite.web.candidate import blueprint
from examsite.web.candidate.own import needed_candidate
from examsite.web.forms import Form, WordField, refusals_shown


class ProofForm(Form):
    """上传证明材料."""

    kind = WordField(_l("材料种类"), ProofKind)
    file = FileField(
        _l("文件"),
        [FileRequired(_l("请选择要上传的文件。"))],
        description=_l("PDF、JPG 或 PNG，最大 20 MB；照片要端正、清楚、完整"),
        render_kw={"accept": ".pdf,.jpg,.jpeg,.png"},
    )


@blueprint.route("/dossier/proofs/new", methods=["GET", "POST"])
@guards.needs(Power.OWN_DOSSIER)
def new_proof() -> Any:
    found, form = needed_candidate(), ProofForm()
    if form.validate_on_submit():
        with refusals_shown(form):
            sent = form.file.data
            with acting() as act:
                kind = ProofKind(form.kind.data)
                people.attach_proof(act, found.id, kind, sent.filename or "", sent.read())
            flash(_("材料已上传。"), "success")
            return redirect(url_for("candidate.dossier", _anchor="proofs"), 303)
    return render_template("candidate/proof.html", form=form)


@blueprint.get("/dossier/proofs/<int:proof_id>")
@guards.needs(Power.OWN_DOSSIER)
def proof_file(proof_id: int) -> Any:
    return proof_answer(queries.proof_of(reading(), proof_id, needed_candidate().id))


@blueprint.post("/dossier/proofs/<int:proof_id>/remove")
@guards.needs(Power.OWN_DOSSIER)
def remove_proof(proof_id: int) -> Any:
    found = needed_candidate()
    with acting() as act:
        actions.remove_proof(act, proof_id, found.id)
    flash(_("材料已删除。"), "success")
    return redirect(url_for("candidate.dossier", _anchor="proofs"), 303)


def proof_answer(proof: Any) -> Response:
    """An uploaded file sent back as a download that can run nothing: attachment, nosniff, own sandbox.

    `proof` has file_name, file_kind and sha256; whoever calls has checked that it may be seen.
    """
    data = files.of(reading()).read(proof.sha256)
    answer = send_file(
        io.BytesIO(data),
        mimetype=files.MEDIA_TYPES[proof.file_kind],
        as_attachment=True,
        download_name=proof.file_name,
    )
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
