"""考生端: the pages of this seat. Importing a page registers its routes on the seat's blueprint."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("candidate", __name__, url_prefix="/candidate")

from examsite.web.candidate import dossier  # noqa: E402, F401, I001
from examsite.web.candidate import entries  # noqa: E402, F401
from examsite.web.candidate import exam  # noqa: E402, F401
from examsite.web.candidate import home  # noqa: E402, F401
from examsite.web.candidate import practice  # noqa: E402, F401
from examsite.web.candidate import proofs  # noqa: E402, F401
from examsite.web.candidate import registration  # noqa: E402, F401
from examsite.web.candidate import registrations  # noqa: E402, F401
from examsite.web.candidate import results  # noqa: E402, F401
from examsite.web.candidate import ticket  # noqa: E402, F401
from examsite.web.candidate import work  # noqa: E402, F401
