"""The demonstration world that the tests of the whole web share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.web.house import House, build


@pytest.fixture(scope="session")
def made_house(tmp_path_factory: pytest.TempPathFactory, cheap_passwords: None) -> Iterator[House]:
    """The world, made once per process."""
    house = build(tmp_path_factory.mktemp("house"))
    yield house
    house.app.extensions["database"].engine.dispose()
    house.database.engine.dispose()


@pytest.fixture
def house(made_house: House) -> Iterator[House]:
    """The world as it was made; put back afterwards if the test changed it."""
    before = made_house.version()
    yield made_house
    if made_house.version() != before:
        made_house.restore()
