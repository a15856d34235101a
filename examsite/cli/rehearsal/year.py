"""One rehearsed year from the first account to the last credential, and what came of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from examsite.cli.rehearsal import figures, play
from examsite.cli.rehearsal.cast import dice, player
from examsite.cli.rehearsal.play import Cast
from examsite.cli.rehearsal.stage import (
    LEVELS,
    ROOM_SEATS,
    SITE,
    Progress,
    Stage,
    build_house,
    build_round,
)
from examsite.core.db import Database
from examsite.credentials.pdf import Site
from examsite.delivery import actions as delivery


def steps_of(candidates: int) -> int:
    """How many steps the progress bar counts."""
    return candidates * 5


def rehearse(
    database: Database, candidates: int, seed: int, opens_at: datetime, question_banks: Path,
    progress: Progress, site: Site = SITE,
) -> dict[str, Any]:  # fmt: skip
    """Play a year of `candidates` people and return its figures; the same seed gives the same figures."""
    stage = Stage(database, seed, opens_at, site=site)
    build_house(stage, question_banks, rooms=candidates // ROOM_SEATS + 2)
    build_round(stage, 1)
    cast = invent(stage, range(1, candidates + 1))
    register_all(stage, cast, progress)
    sit_all(stage, cast, progress)
    finish_all(stage, cast, progress)
    return figures.of_year(stage, cast)


def invent(stage: Stage, numbers: range) -> Cast:
    """Invent the candidates with these numbers, as of the day after the round opens."""
    day = stage.day(1).date()
    return Cast([player(stage.seed, number, day, stage.base_ids) for number in numbers])


def register_all(stage: Stage, cast: Cast, progress: Progress) -> None:
    """Accounts, dossiers, registrations, checks."""
    for one in cast.players:
        roll = dice(stage.seed, "moment", one.number)
        when = stage.day(roll.randint(1, 24), roll.randint(7, 21), roll.randint(0, 59))
        play.enter(stage, cast, one, when)
        play.register(stage, cast, one, when + timedelta(minutes=30))
        play.check(stage, cast, one, when + timedelta(days=2))
        progress("register", 1)


def sit_all(stage: Stage, cast: Cast, progress: Progress) -> None:
    """Enrolment, the day of the tests, the works, and closing."""
    for level in LEVELS:
        play.enrol(stage, level, stage.day(40))
    for one in cast.players:
        play.sit(stage, cast, one, stage.day(45, 9))
        play.hand_in_works(stage, cast, one, stage.day(48, 15))
        progress("sit", 2)
    close(stage)


def close(stage: Stage) -> None:
    """What the sweeper and the exam officer do when everything is over."""
    play.sweep(stage, stage.day(53))
    for level in LEVELS:
        with stage.act("examofficer", stage.day(53, 10)) as act:
            delivery.close_sitting(act, stage.sitting_ids[level])
    play.sweep(stage, stage.day(53, 11))


def finish_all(stage: Stage, cast: Cast, progress: Progress) -> None:
    """Marking, publication, practice, credentials."""
    for one in cast.players:
        if dice(stage.seed, "practice", one.number).random() < 0.95:
            play.verify_practice(stage, cast, one, stage.day(54, 9))
        progress("practice", 1)
    for level in LEVELS:
        sitting_id = stage.sitting_ids[level]
        play.mark_works(stage, cast, sitting_id, stage.day(54, 10))
        play.publish(stage, sitting_id, stage.day(58))
    progress("mark", len(cast.players))
    play.sweep(stage, stage.day(70))
    play.issue_all(stage, stage.day(71))
