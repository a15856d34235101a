"""`examsite serve` and `examsite sweep`."""

from __future__ import annotations

import subprocess
import sys
import time

import click
from gunicorn.app.base import BaseApplication

from examsite.app import create_app
from examsite.audit import actions as audit
from examsite.cli.wiring import Wiring, unsafe_settings

SWEEP_EVERY_S = 2


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=2, show_default=True)
@click.pass_obj
def serve(wiring: Wiring, host: str, port: int, workers: int) -> None:
    """Serve the application (gunicorn, threads) with its sweeper beside it."""
    if wiring.config.profile == "production" and (unsafe := unsafe_settings(wiring.config)):
        raise click.ClickException("not fit for production:\n" + "\n".join(unsafe))
    app = create_app(wiring.settings)
    sweeper = subprocess.Popen([sys.executable, "-m", "examsite", "sweep", "--keep-on"])
    try:
        _Server(app, f"{host}:{port}", workers).run()
    finally:
        sweeper.terminate()
        sweeper.wait(timeout=10)


@click.command()
@click.option("--keep-on", is_flag=True, help="go on, a pass every two seconds, until stopped")
@click.pass_obj
def sweep(wiring: Wiring, keep_on: bool) -> None:
    """Do one pass of everything that is due: closing attempts, marking them, sealing the audit log."""
    one_pass(wiring)
    while keep_on:
        time.sleep(SWEEP_EVERY_S)
        one_pass(wiring)


def one_pass(wiring: Wiring) -> None:
    """One pass; each piece is its own transaction, may run anywhere and may be run twice."""
    with wiring.acting() as act:
        audit.seal(act.session)


class _Server(BaseApplication):
    """gunicorn with our settings and no control socket."""

    def __init__(self, app: object, bind: str, workers: int) -> None:
        self._app, self._bind, self._workers = app, bind, workers
        super().__init__()

    def load_config(self) -> None:
        for name, value in {
            "bind": self._bind,
            "workers": self._workers,
            "worker_class": "gthread",
            "threads": 8,
            "control_socket_disable": True,
            "loglevel": "warning",
            "worker_tmp_dir": None,
        }.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> object:
        return self._app
