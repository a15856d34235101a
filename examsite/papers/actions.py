"""Making blueprints, and drawing and sealing papers."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from examsite.audit.act import Act
from examsite.bank import actions as bank
from examsite.bank import queries as bank_queries
from examsite.bank.models import ItemVersion
from examsite.bank.rules.items import BlueprintSource
from examsite.catalogue.rules import levels
from examsite.core.refusal import Refusal
from examsite.papers import queries
from examsite.papers.models import Blueprint, Paper, PaperItem
from examsite.papers.rules import assembly
from examsite.papers.rules.blueprint import (
    LARGEST_SEED,
    TOO_FEW,
    PaperRefusal,
    Section,
    read_sections,
    rows_of,
    why_not_time,
)


def load_bank(act: Act, folder: Path) -> bank.Report:
    """Load a bank folder (题库导入) with its sample blueprint. Refusals: those of `bank.actions.load`.

    A blueprint that a person has changed is no sample any more and stays as it is.
    """
    report = bank.load(act, folder)
    if report.source.blueprint is not None:
        _take_blueprint(act, report.source.unit, report.source.blueprint)
    return report


def make_blueprint(
    act: Act,
    unit: str,
    name: str,
    sections: Sequence[Any],
    time_limit_min: int,
    sample: bool = False,
) -> Blueprint:
    """Make a blueprint (双向细目表). `sections`: rows `{type, count, mark}`, mark exact text.

    Refusals: UNKNOWN_UNIT, NAME_NEEDED, NAME_TAKEN, TIME_RANGE and those of `read_sections`.
    """
    if unit not in {known.id for known in levels.units()}:
        raise Refusal(PaperRefusal.UNKNOWN_UNIT, "unit")
    if not name.strip():
        raise Refusal(PaperRefusal.NAME_NEEDED, "name")
    if queries.blueprint_named(act.session, unit, name.strip()):
        raise Refusal(PaperRefusal.NAME_TAKEN, "name", name=name.strip())
    found = _sound(sections, time_limit_min)
    blueprint = Blueprint(
        unit=unit,
        name=name.strip(),
        sections=rows_of(found),
        time_limit_min=time_limit_min,
        sample=sample,
    )
    act.session.add(blueprint)
    act.log(
        "made_blueprint", blueprint, unit=unit, sections=blueprint.sections, minutes=time_limit_min
    )
    return blueprint


def change_blueprint(
    act: Act, blueprint_id: int, sections: Sequence[Any], time_limit_min: int
) -> Blueprint:
    """Change sections and time of a blueprint (修改细目表); papers already made stay as they are.

    Refusals: TIME_RANGE and those of `read_sections`. Raises Missing.
    """
    blueprint = queries.blueprint(act.session, blueprint_id)
    rows = rows_of(_sound(sections, time_limit_min))
    before = {"sections": blueprint.sections, "minutes": blueprint.time_limit_min}
    blueprint.sections, blueprint.time_limit_min, blueprint.sample = rows, time_limit_min, False
    act.log("changed_blueprint", blueprint, before=before, sections=rows, minutes=time_limit_min)
    return blueprint


def make_paper(act: Act, blueprint_id: int, seed: int) -> Paper:
    """Draw a paper from a seed and seal it (组卷封存); the same draw again gives the paper there is.

    Refusals: SEED_RANGE; TOO_FEW_SINGLE, _MULTIPLE, _JUDGEMENT naming the course and how many are missing.
    """
    blueprint = queries.blueprint(act.session, blueprint_id)
    if not 0 <= seed <= LARGEST_SEED:
        raise Refusal(PaperRefusal.SEED_RANGE, "seed")
    sections = _sound(blueprint.sections, blueprint.time_limit_min)
    versions = {one.item.code: one for one in bank_queries.items_of(act.session, blueprint.unit)}
    codes = _draw(list(versions.values()), sections, seed)
    marks = {section.type: section.mark for section in sections}
    rows = [(versions[code], marks[versions[code].item.type]) for code in codes]
    seal = assembly.seal((version.content_hash, mark) for version, mark in rows)
    time_limit_s = blueprint.time_limit_min * 60
    if made := queries.paper_like(act.session, blueprint_id, seed, seal, time_limit_s):
        return made
    return _seal_paper(act, blueprint, seed, seal, rows)


def _seal_paper(
    act: Act,
    blueprint: Blueprint,
    seed: int,
    seal: str,
    rows: Sequence[tuple[ItemVersion, Fraction]],
) -> Paper:
    paper = Paper(
        blueprint=blueprint,
        unit=blueprint.unit,
        seed=seed,
        time_limit_s=blueprint.time_limit_min * 60,
        seal=seal,
        made_at=act.when,
        items=[
            PaperItem(position=position, item_version=version, full_mark=mark)
            for position, (version, mark) in enumerate(rows, start=1)
        ],
    )
    act.session.add(paper)
    act.log("made_paper", paper, blueprint=blueprint.id, seed=seed, seal=seal, items=len(rows))
    return paper


def _sound(sections: Sequence[Any], time_limit_min: int) -> tuple[Section, ...]:
    found = read_sections(sections)
    if isinstance(found, PaperRefusal):
        raise Refusal(found)
    if no := why_not_time(time_limit_min):
        raise Refusal(no, "time_limit_min")
    return found


def _draw(
    versions: Sequence[ItemVersion], sections: Sequence[Section], seed: int
) -> tuple[str, ...]:
    try:
        return assembly.draw([queries.drawable(one) for one in versions], sections, seed)
    except assembly.Infeasible as infeasible:
        first = infeasible.shortages[0]
        raise Refusal(
            TOO_FEW[first.type],
            course=first.course,
            lacking=first.lacking,
            places=len(infeasible.shortages),
        ) from None


def _take_blueprint(act: Act, unit: str, source: BlueprintSource) -> None:
    rows = [
        {"type": one.type.value, "count": one.count, "mark": one.mark} for one in source.sections
    ]
    known = queries.blueprint_named(act.session, unit, source.name)
    if known is None:
        make_blueprint(act, unit, source.name, rows, source.time_limit_min, source.sample)
        return
    rows = rows_of(_sound(rows, source.time_limit_min))
    if known.sample and (known.sections, known.time_limit_min) != (rows, source.time_limit_min):
        change_blueprint(act, known.id, rows, source.time_limit_min).sample = source.sample
