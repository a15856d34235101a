"""Which cities the signed-in officer sees: the province all, a city or county its own (T-70)."""

from __future__ import annotations

from flask_login import current_user

from examsite.people.rules.roles import Role
from examsite.planning.rules import annex_3, cities_seen

PROVINCIAL = frozenset({Role.PROVINCE, Role.HR, Role.ASSOCIATION})


def own_cities() -> frozenset[str]:
    """Ids of the cities whose figures this person may read; empty for a city officer without a city."""
    regions = current_user.regions
    whole = not regions and not PROVINCIAL.isdisjoint(current_user.roles)
    return cities_seen(annex_3(), None if whole else regions)
