"""The ground: no lost update, exact marks, moments with their zone, identity numbers sealed."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from fractions import Fraction

import pytest
import sqlalchemy as sa
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from examsite.core.cipher import Cipher
from examsite.core.db import Database, Exact, Moment
from examsite.credentials.models import Series
from tests.conftest import SECRET


def test_four_writers_lose_no_update(database: Database) -> None:
    with database.writing() as session:
        session.add(Series(name="测试", last=0))
        session.commit()

    def count_up() -> None:
        for _turn in range(20):
            with database.writing() as session:
                row = session.get(Series, "测试", with_for_update=True)
                assert row is not None
                row.last += 1
                session.commit()

    threads = [threading.Thread(target=count_up) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as session:
        assert session.get(Series, "测试", populate_existing=True).last == 80  # type: ignore[union-attr]


def test_a_reader_does_not_wait_for_a_writer(database: Database) -> None:
    with database.writing() as writer, database.reading() as reader:
        writer.add(Series(name="写者", last=1))
        writer.flush()
        assert reader.get(Series, "写者") is None


@given(st.fractions(min_value=0, max_value=100))
def test_a_mark_comes_back_exactly(mark: Fraction) -> None:
    column = Exact()
    dialect = sa.create_engine("sqlite://").dialect
    stored = column.process_bind_param(mark, dialect)
    assert column.process_result_value(stored, dialect) == mark


def test_a_moment_without_a_zone_is_refused() -> None:
    dialect = sa.create_engine("sqlite://").dialect
    with pytest.raises(ValueError, match="time zone"):
        Moment().process_bind_param(datetime(2026, 3, 2), dialect)
    moment = datetime(2026, 3, 2, 1, tzinfo=UTC)
    stored = Moment().process_bind_param(moment, dialect)
    assert Moment().process_result_value(stored, dialect) == moment


def test_a_sealed_number_opens_only_unaltered_and_with_its_own_secret() -> None:
    cipher = Cipher(SECRET)
    sealed = cipher.seal("339900199605040077")
    assert cipher.open(sealed) == "339900199605040077"
    assert sealed != cipher.seal("339900199605040077")
    assert cipher.lookup("a") == Cipher(SECRET).lookup("a") != Cipher(SECRET + "x").lookup("a")
    for altered in (sealed[:-1] + bytes([sealed[-1] ^ 1]), sealed[:12] + sealed[13:]):
        with pytest.raises(InvalidTag):
            cipher.open(altered)
    with pytest.raises(InvalidTag):
        Cipher(SECRET + "x").open(sealed)
