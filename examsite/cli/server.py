"""`examsite serve` and `examsite sweep`."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import traceback
from collections.abc import Callable

import click
from gunicorn.app.base import BaseApplication

from examsite.app import Settings, create_app
from examsite.audit import actions as audit
from examsite.audit.act import Act
from examsite.cli.wiring import Wiring, unsafe_settings
from examsite.credentials import actions as credentials
from examsite.delivery import actions as delivery
from examsite.marking import actions as marking
from examsite.scoring import actions as scoring

SWEEP_EVERY_S = 2
BATCH = 200
JOBS: tuple[tuple[str, Callable[[Act, int], int]], ...] = (
    ("close what is due", delivery.close_due),
    ("mark closed attempts", marking.mark_closed),
    ("make results final", scoring.make_final_due),
    ("settle credentials", credentials.settle_due),
    ("seal the audit log", lambda act, limit: audit.seal(act.session, limit)),
)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=2, show_default=True)
@click.pass_obj
def serve(wiring: Wiring, host: str, port: int, workers: int) -> None:
    """Serve the application (gunicorn, threads) with its sweeper beside it."""
    run_server(wiring, host, port, workers)


@click.command()
@click.option("--keep-on", is_flag=True, help="go on, a pass every two seconds, until stopped")
@click.pass_obj
def sweep(wiring: Wiring, keep_on: bool) -> None:
    """Do one pass of everything that is due: closing attempts, marking them, sealing the audit log."""
    parent = os.getppid()
    failed = one_pass(wiring)
    while keep_on and os.getppid() == parent:
        time.sleep(SWEEP_EVERY_S)
        one_pass(wiring)
    if failed and not keep_on:
        raise click.ClickException("not done: " + ", ".join(failed))


def run_server(wiring: Wiring, host: str, port: int, workers: int) -> None:
    """Run gunicorn with the sweeper as a process beside it; both end together."""
    if wiring.config.profile == "production" and (unsafe := unsafe_settings(wiring.config)):
        raise click.ClickException("not fit for production:\n" + "\n".join(unsafe))
    sweeper = subprocess.Popen([sys.executable, "-m", "examsite", "sweep", "--keep-on"])
    try:
        _Server(wiring.settings, f"{host}:{port}", workers).run()
    finally:
        sweeper.terminate()
        sweeper.wait(timeout=10)


def one_pass(wiring: Wiring) -> list[str]:
    """One pass; each job works through what is due in batches, each batch its own transaction, may run anywhere
    and twice. Returns the jobs that failed.

    A job that fails is reported and tried again with the next pass: one broken row must not keep other
    people's attempts from closing.
    """
    failed = []
    for name, job in JOBS:
        try:
            while _one_batch(wiring, job) >= BATCH:
                continue
        except Exception:
            failed.append(name)
            click.echo(f"sweep: {name}: {traceback.format_exc()}", err=True)
    return failed


def _one_batch(wiring: Wiring, job: Callable[[Act, int], int]) -> int:
    with wiring.acting() as act:
        return job(act, BATCH)


class _Server(BaseApplication):  # type: ignore[misc]
    """gunicorn with our settings; every worker builds its own application after the fork."""

    def __init__(self, settings: Settings, bind: str, workers: int) -> None:
        self._settings, self._bind, self._workers = settings, bind, workers
        super().__init__()

    def load_config(self) -> None:
        for name, value in {
            "bind": self._bind,
            "workers": self._workers,
            "worker_class": "gthread",
            "threads": 8,
            "control_socket_disable": True,
            "loglevel": "warning",
        }.items():
            self.cfg.set(name, value)

    def load(self) -> object:
        return create_app(self._settings)
