"""Writing marks: by key in bulk, by rubric under a code."""

from __future__ import annotations

from examsite.marking.actions.keys import mark_closed
from examsite.marking.actions.scripts import assign, reassign, take_in
from examsite.marking.actions.sheets import lock_sheet, save_sheet

__all__ = ["assign", "lock_sheet", "mark_closed", "reassign", "save_sheet", "take_in"]
