"""Encryption of identity numbers: AES-256-GCM for the column, a keyed hash for looking one up.

Keys are derived from the one secret by HKDF, one per purpose, so that no key is used for two things.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from examsite.core.db import Session


class Cipher:
    """Seals short texts. `secret`: the application's secret, at least 32 characters."""

    def __init__(self, secret: str) -> None:
        self._aead = AESGCM(_derive(secret, b"identity column"))
        self._lookup = _derive(secret, b"identity lookup")

    def seal(self, text: str) -> bytes:
        """Encrypt; two calls give two different results."""
        nonce = secrets.token_bytes(12)
        return nonce + self._aead.encrypt(nonce, text.encode(), None)

    def open(self, sealed: bytes) -> str:
        """Decrypt; raises `cryptography.exceptions.InvalidTag` for anything altered."""
        return self._aead.decrypt(sealed[:12], sealed[12:], None).decode()

    def lookup(self, text: str) -> str:
        """Keyed hash by which equal texts can be found without opening any."""
        return hmac.new(self._lookup, text.encode(), hashlib.sha256).hexdigest()


def of(session: Session) -> Cipher:
    """The cipher that this session carries."""
    cipher: Cipher = session.info["cipher"]
    return cipher


def _derive(secret: str, purpose: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt=b"examsite", info=purpose).derive(secret.encode())
