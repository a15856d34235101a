"""Alembic environment: finds every examsite/*/models.py by walking the package.

SQLite foreign keys are off while migrating (a batch copy-and-drop of a parent would fire ON DELETE), switched
on the raw connection because a PRAGMA inside a transaction is a silent no-op, and checked afterwards.
"""

from __future__ import annotations

import importlib
from pathlib import Path

from alembic import context

import examsite
from examsite.core.db import Base, make_engine

for found in sorted(Path(examsite.__file__).parent.glob("*/models.py")):
    importlib.import_module(f"examsite.{found.parent.name}.models")

options = {
    "target_metadata": Base.metadata,
    "render_as_batch": True,
    "compare_type": True,
    "compare_server_default": True,
}


def migrate() -> None:
    """Run on a given connection (tests), or on the database of `sqlalchemy.url`, or print SQL offline."""
    url = context.config.get_main_option("sqlalchemy.url")
    if context.is_offline_mode():
        context.configure(url=url, literal_binds=True, **options)
        with context.begin_transaction():
            context.run_migrations()
        return
    engine = make_engine(url)
    with engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            raw.execute("PRAGMA foreign_keys=OFF")
        context.configure(connection=connection, **options)
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()
        if sqlite:
            broken = raw.execute("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise RuntimeError(f"foreign keys broken after migrating: {broken[:5]}")
            raw.execute("PRAGMA foreign_keys=ON")
    engine.dispose()


migrate()
