"""What the exam player calls (design in docs/delivery.md). JSON over the same origin."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("api", __name__, url_prefix="/api")
