"""Lists: paging for every list, and its export as a spreadsheet."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import xlsxwriter
from flask import Response, request, send_file

from examsite.web.forms import whole

SIZE = 25


@dataclass(frozen=True)
class Page:
    """One page of a list: `number` counts from 1, `total` counts rows of the whole list."""

    rows: Sequence[Any]
    total: int
    number: int
    size: int = SIZE

    @property
    def last(self) -> int:
        """The number of the last page, at least 1."""
        return max(1, -(-self.total // self.size))

    def address(self, number: int) -> str:
        """The address of another page of this list with the same filters."""
        return _address(page=str(number))

    def export_address(self) -> str:
        """The address of the spreadsheet of this list with the same filters."""
        return _address(export="xlsx")


def page_number() -> int:
    """The page asked for; 1 when it is missing or senseless."""
    return max(1, min(request.args.get("page", 1, type=whole), 100_000))


def _address(**asked: str) -> str:
    kept = {name: value for name, value in request.args.items() if name not in ("page", "export")}
    return f"{request.path}?{urlencode(kept | asked)}"


def offset() -> int:
    """How many rows come before the page asked for."""
    return (page_number() - 1) * SIZE


def wants_export() -> bool:
    """Whether the list is asked for as a spreadsheet."""
    return request.args.get("export") == "xlsx"


def spreadsheet(name: str, heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> Response:
    """Answer with an .xlsx file; every cell is written as text, so that no cell becomes a formula."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True, "bottom": 1})
    for column, head in enumerate(heads):
        sheet.write_string(0, column, str(head), bold)
        sheet.set_column(column, column, 18)
    for line, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            sheet.write_string(line, column, "" if cell is None else str(cell))
    sheet.freeze_panes(1, 0)
    book.close()
    out.seek(0)
    media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return send_file(out, mimetype=media, as_attachment=True, download_name=f"{name}.xlsx")
