"""The signed attempt token: what the hot path needs to know without loading a person.

It is bound to one attempt, one account and one lease, and lives for minutes; acks renew it. It is not a
secret store: whoever holds it can read it, so it names neither seed nor key.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import lru_cache

LIFE_S = 600
RENEW_AFTER_S = 60


@dataclass(frozen=True)
class Claims:
    """What a token says: attempt, account, epoch of the lease, grace in seconds, when made (epoch seconds)."""

    attempt_id: int
    account_id: int
    epoch: int
    grace_s: int
    made_s: int

    def wants_renewal(self, now: datetime) -> bool:
        """Whether an ack should carry a fresh token."""
        return now.timestamp() - self.made_s > RENEW_AFTER_S


def sign(claims: Claims, secret: str) -> str:
    """The token for these claims."""
    body = base64.urlsafe_b64encode(json.dumps(asdict(claims)).encode()).decode().rstrip("=")
    return f"{body}.{_signature(body, secret)}"


def read(token: str, secret: str, now: datetime) -> Claims | None:
    """The claims of a token; None when it is not ours, altered, or older than LIFE_S."""
    body, _dot, signature = token.partition(".")
    if not hmac.compare_digest(signature.encode(), _signature(body, secret).encode()):
        return None
    claims = Claims(**json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))))
    age_s = now.timestamp() - claims.made_s
    return claims if age_s <= LIFE_S else None


def _signature(body: str, secret: str) -> str:
    return hmac.new(_key(secret), body.encode(), hashlib.sha256).hexdigest()


@lru_cache(maxsize=4)
def _key(secret: str) -> bytes:
    return hmac.new(secret.encode(), b"examsite attempt token", hashlib.sha256).digest()
