"""Choice of directions and of the second form (报考方向、论文或策划案): 附件1 考试认证.

「可任意选择报考…岗位方向中不少于二种」 holds for assistant and specialist, which have directions (T-32);
「论文答辩(或电子商务策划案)」 for senior and manager, which have none: one form is elected (RD-27).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from examsite.catalogue.rules.config import RuleConfig
from examsite.catalogue.rules.levels import Level, level_open

NOT_EXAMINED = "not_examined_by_province"
LEVEL_NOT_OPEN = "level_not_open"
DIRECTIONS_NOT_APPLICABLE = "directions:not_applicable"
TOO_FEW = "directions:too_few"
DUPLICATE = "directions:duplicate"
UNKNOWN = "directions:unknown"
SECOND_NOT_APPLICABLE = "second:not_applicable"
NOT_ELECTED = "second:not_elected"
ONLY_ONE_FORM = "second:only_one_form"
UNKNOWN_FORM = "second:unknown_form"


def why_not_register(
    level: Level,
    directions: Sequence[str],
    second: Sequence[str],
    as_of: date | None,
    config: RuleConfig,
) -> tuple[str, ...]:
    """Everything wrong with a choice, as sorted codes; empty when it stands (选报是否有效).

    `second` holds the forms elected: none, one, or wrongly several. Duplicate and unknown directions are
    named in their code. A level that is not examined here has no choice to check (A1-01).
    """
    if not level.examined:
        return (NOT_EXAMINED,)
    wrong = [*_directions(level, directions), *_second(level, second)]
    if not level_open(level, as_of, config):
        wrong.append(LEVEL_NOT_OPEN)
    return tuple(sorted(set(wrong)))


def _directions(level: Level, chosen: Sequence[str]) -> Iterable[str]:
    if not level.directions:
        if chosen:
            yield DIRECTIONS_NOT_APPLICABLE
        return
    for direction, times in Counter(chosen).items():
        if direction not in level.directions:
            yield f"{UNKNOWN}:{direction}"
        if times > 1:
            yield f"{DUPLICATE}:{direction}"
    if len(set(chosen).intersection(level.directions)) < level.min_directions:
        yield TOO_FEW


def _second(level: Level, elected: Sequence[str]) -> Iterable[str]:
    if not level.second_forms:
        if elected:
            yield SECOND_NOT_APPLICABLE
        return
    if not elected:
        yield NOT_ELECTED
    if len(elected) > 1:
        yield ONLY_ONE_FORM
    if any(form not in level.second_forms for form in elected):
        yield UNKNOWN_FORM
