"""Sealing personal data, and telling equal telephone numbers without storing them.

AES-256-GCM under a key derived from the secret key, one for each purpose; the first byte names the
scheme so that another can follow. The row that a value belongs to is bound in as associated data.
"""

import hashlib
import hmac
import os
import re
import unicodedata
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_SCHEME = b"\x01"
_NONCE = 12
_CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


class UnsealError(ValueError):
    """The bytes were changed, belong to another row, or were sealed under another key."""


def seal(text: str, *, row: str) -> bytes:
    nonce = os.urandom(_NONCE)
    return _SCHEME + nonce + _cipher().encrypt(nonce, text.encode(), row.encode())


def unseal(sealed: bytes, *, row: str) -> str:
    """Raise `UnsealError`."""
    if sealed[:1] != _SCHEME:
        raise UnsealError(row)
    try:
        return _cipher().decrypt(sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :], row.encode()).decode()
    except (InvalidTag, ValueError) as error:
        raise UnsealError(row) from error


def contact_index(contact: str) -> str:
    """The blind index of a telephone number or e-mail address: the same however it is written."""
    plain = unicodedata.normalize("NFKC", contact).strip().lower()
    if "@" not in plain:
        plain = re.sub(r"\D", "", plain).removeprefix("0086")
        # the country code makes the leading 0 of an area code fall away
        plain = (plain[2:] if len(plain) > 11 and plain.startswith("86") else plain).lstrip("0")
    return hmac.new(_key("contact index"), plain.encode(), hashlib.sha256).hexdigest() if plain else ""


def trait_mark(kind: str, text: str) -> str:
    """The blind index of a place, batch or object: the same however it is spaced or written; "" for too short a text."""
    plain = re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).lower())
    if len(plain) < 2:
        return ""
    return hmac.new(_key("case trait"), f"{kind}\0{plain}".encode(), hashlib.sha256).hexdigest()


def request_mark(digest: str) -> str:
    """An idempotency key that nobody can guess the texts of a case from."""
    return hmac.new(_key("request"), digest.encode(), hashlib.sha256).hexdigest()


def query_code(number: str, salt: bytes) -> str:
    """The secret of ten characters that opens a customer's tracking page; about 49 bits."""
    raw = hmac.new(_key("query code"), number.encode() + b"\0" + salt, hashlib.sha256).digest()
    return "".join(_CODE_ALPHABET[byte % len(_CODE_ALPHABET)] for byte in raw[:10])


def lot(number: str, round_: int) -> float:
    """The lot of a case in one of its rounds, in [0, 1): always the same, and not to be foreseen without the secret key."""
    raw = hmac.new(_key("quality lots"), f"{number}\0{round_}".encode(), hashlib.sha256).digest()
    return int.from_bytes(raw[:6], "big") / 2**48


def same_code(told: str, true: str) -> bool:
    """Compare in constant time; case, spaces and dashes do not matter."""
    return hmac.compare_digest(re.sub(r"[\s\-]", "", told).upper().encode(), true.encode())


def token_digest(token: str) -> str:
    return hmac.new(_key("api token"), token.encode(), hashlib.sha256).hexdigest()


@cache
def _cipher() -> AESGCM:
    return AESGCM(_key("private text"))


@cache
def _key(purpose: str) -> bytes:
    derive = HKDF(algorithm=SHA256(), length=32, salt=b"shouwen", info=purpose.encode())
    return derive.derive(settings.SECRET_KEY.encode())
