"""The electronic credential over HTTP: where it is checked, and the stored document as a download."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from flask import Response, current_app, send_file

from examsite.core import files
from examsite.credentials import queries
from examsite.credentials.pdf import Site, render
from examsite.web.act import reading


def site() -> Site:
    """This installation's check address; outside production every credential is a specimen 演示."""
    return Site(current_app.config["PUBLIC_URL"], current_app.config["PROFILE"] != "production")


def document(credential: Any) -> Response:
    """The electronic credential as it was stored when it was issued; typeset again if the file is gone."""
    try:
        data = files.of(reading()).read(credential.pdf_sha256 or "")
    except (FileNotFoundError, ValueError):
        data = render(queries.printed(reading(), credential), site())
    return send_file(
        BytesIO(data),
        mimetype="application/pdf",
        as_attachment=True,
        download_name=f"{credential.number}.pdf",
    )
