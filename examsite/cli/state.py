"""`examsite state --attempt ID --json`: what the server holds of one attempt, for whoever has to check it."""

from __future__ import annotations

from typing import Any

import click

from examsite.cli.wiring import Wiring, print_json
from examsite.core.refusal import Missing
from examsite.delivery import queries
from examsite.delivery.rules import log


@click.command()
@click.option("--attempt", "attempt_id", type=int, required=True)
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def state(wiring: Wiring, attempt_id: int, as_json: bool) -> None:
    """Print the folded answers of an attempt, with (epoch, seq) of each, its head and receipt."""
    try:
        with wiring.database.reading() as session:
            found = _state(session, attempt_id)
    except Missing:
        raise click.ClickException(f"no attempt {attempt_id}") from None
    if as_json:
        print_json(found)
        return
    click.echo(f"attempt {attempt_id}: {len(found['answers'])} answers, head {found['head']}")
    for row in found["answers"]:
        click.echo(f"  {row['position']:>4}  {row['response']}  ({row['epoch']}, {row['seq']})")
    click.echo(f"closed {found['closed_at']} by {found['closed_by']}; receipt {found['receipt']}")


def _state(session: Any, attempt_id: int) -> dict[str, Any]:
    """`answers` by position: places chosen in bank order; `ends`: the last committed event of every epoch."""
    attempt = queries.attempt(session, attempt_id)
    ends = queries.ends(session, [attempt_id])[attempt_id]
    head = log.whole_head(attempt_id, attempt.paper.seal, ends)
    return {
        "attempt": attempt_id,
        "component": attempt.component_id,
        "paper_seal": attempt.paper.seal,
        "epoch": attempt.epoch,
        "started_at": attempt.started_at.isoformat(),
        "deadline_at": attempt.deadline_at.isoformat(),
        "closed_at": attempt.closed_at.isoformat() if attempt.closed_at else None,
        "closed_by": attempt.closed_by,
        "ends": [
            {"epoch": end.epoch, "seq": end.seq, "head": end.head}
            for end in sorted(ends, key=lambda end: end.epoch)
        ],
        "answers": [
            {
                "position": position,
                "response": list(event.places),
                "epoch": event.epoch,
                "seq": event.seq,
                "received_at": at.isoformat(),
            }
            for position, (event, at) in queries.answers(session, attempt_id).items()
        ],
        "head": head,
        "receipt": log.receipt(head) if attempt.closed_at else None,
    }
