"""Reading marks, scripts and sheets."""

from __future__ import annotations

from examsite.marking.queries.answers import Keyed, attempts_closed, keyed, sheets
from examsite.marking.queries.marks import markers_per_script, marks_of, pass_mark
from examsite.marking.queries.own import (
    next_code,
    particulars_of,
    progress_of,
    script_for,
    scripts_of,
    sheets_of,
    units_with_scripts,
    work_of,
)
from examsite.marking.queries.persons import authors, markers
from examsite.marking.queries.progress import (
    SheetLine,
    UnitCount,
    loads,
    scripts_waiting,
    sheet_lines,
    sittings_to_mark,
    unit_counts,
)

__all__ = [
    "Keyed",
    "SheetLine",
    "UnitCount",
    "attempts_closed",
    "authors",
    "keyed",
    "loads",
    "markers",
    "markers_per_script",
    "marks_of",
    "next_code",
    "particulars_of",
    "pass_mark",
    "progress_of",
    "script_for",
    "scripts_of",
    "scripts_waiting",
    "sheet_lines",
    "sheets",
    "sheets_of",
    "sittings_to_mark",
    "unit_counts",
    "units_with_scripts",
    "work_of",
]
