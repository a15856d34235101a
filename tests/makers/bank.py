"""Makers of banks: source folders, written as an author would write them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

COURSES = ("客服心态", "在线洽谈及沟通技巧", "订单及交易纠纷处理", "电商平台操作")
DIFFICULTIES = ("0.45", "0.62", "0.70", "0.78", "0.88")


def bank_document() -> dict[str, Any]:
    """`bank.yaml` of a small bank of 网络客服: four courses, a blueprint of twelve items."""
    return {
        "unit": "assistant.service",
        "title": "网络客服",
        "edition": "2026-1",
        "courses": [
            {"name": name, "file": f"{number:02d}-course.yaml"}
            for number, name in enumerate(COURSES, start=1)
        ],
        "blueprint": {
            "name": "示例卷",
            "sample": True,
            "time_limit_min": 30,
            "sections": [
                {"type": "single", "count": 4, "mark": "10"},
                {"type": "multiple", "count": 4, "mark": "10"},
                {"type": "judgement", "count": 4, "mark": "5"},
            ],
        },
    }


def item_document(course: int, number: int, kind: str, **changes: Any) -> dict[str, Any]:
    """One item as its file states it."""
    item: dict[str, Any] = {
        "id": f"service-{course:02d}-{number:03d}",
        "type": kind,
        "knowledge": "服务用语",
        "cognitive": ("recall", "understand", "apply", "analyse")[number % 4],
        "difficulty": DIFFICULTIES[number % 5],
        "seconds": 40,
        "stem": f"第{course}门课程的第{number}道题，说的是顾客的问题应当怎样答复",
        "explanation": f"因为第{course}门课程在第{number}处讲过，先弄清顾客的需要，再给出办法。",
    }
    if kind == "judgement":
        item["key"] = number % 2 == 0
    else:
        item["options"] = [f"第{place}种做法" for place in ("甲", "乙", "丙", "丁")]
        item["key"] = "ABCD"[number % 4] if kind == "single" else ["A", "C"]
    return item | changes


def course_document(course: int) -> dict[str, Any]:
    """One course file: three single, one multiple, two judgement items, and one multiple more."""
    kinds = ("single", "single", "single", "multiple", "judgement", "judgement", "multiple")
    items = [item_document(course, number, kind) for number, kind in enumerate(kinds, start=1)]
    return {"course": COURSES[course - 1], "items": items}


def task_document(**changes: Any) -> dict[str, Any]:
    """One practical task with a material and a rubric of 100 points."""
    rows = [
        {
            "id": f"r{number}",
            "name": f"评分项{number}",
            "points": 50,
            "levels": [
                {"points": 50, "text": "做到。"},
                {"points": 20, "text": "部分做到。"},
                {"points": 0, "text": "没有做到。"},
            ],
        }
        for number in (1, 2)
    ]
    return {
        "id": "service-task-1",
        "form": "practical",
        "title": "多顾客接待",
        "time_limit_min": 60,
        "brief": "请答复下面两位顾客。\n\n顾客甲：什么时候发货？",
        "deliverables": [{"name": "应答记录", "kinds": ["docx", "pdf"], "required": True}],
        "materials": ["orders.csv"],
        "rubric": rows,
    } | changes


def write_bank(folder: Path) -> Path:
    """Write a small sound bank and return its folder."""
    (folder / "materials").mkdir(parents=True)
    (folder / "materials" / "orders.csv").write_text("订单,金额\n1,20\n", "utf-8")
    write(folder / "bank.yaml", bank_document())
    for course in range(1, len(COURSES) + 1):
        write(folder / f"{course:02d}-course.yaml", course_document(course))
    write(folder / "tasks.yaml", {"tasks": [task_document()]})
    return folder


def write(path: Path, document: Any) -> None:
    """Write one YAML file."""
    text = yaml.dump(document, Dumper=_WrittenOut, allow_unicode=True, sort_keys=False)
    path.write_text(text, "utf-8")


class _WrittenOut(yaml.SafeDumper):
    """Writes everything out where PyYAML would put an alias."""

    def ignore_aliases(self, data: Any) -> bool:
        return True
