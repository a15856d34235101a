"""公众: pages anybody may read, signing in and making an account."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("public", __name__)

from examsite.web.public import account, health, home, levels, plan, verify
