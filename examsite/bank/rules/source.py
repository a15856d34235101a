"""A parsed source file as the rules see it: plain values that know their line, and what is wrong in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Fault(StrEnum):
    """What can be wrong in a source file 题库文件的问题; the first group is met while reading."""

    NOT_FOUND = "not_found"
    NOT_UTF8 = "not_utf8"
    BOM = "bom"
    TAB = "tab"
    NOT_YAML = "not_yaml"
    ALIAS = "alias"
    REPEATED_FIELD = "repeated_field"
    MISSING_FIELD = "missing_field"
    UNKNOWN_FIELD = "unknown_field"
    EMPTY = "empty"
    NOT_TEXT = "not_text"
    TOO_LONG = "too_long"
    NOT_WHOLE = "not_whole"
    NOT_EXACT = "not_exact"
    NOT_YES_NO = "not_yes_no"
    NOT_LIST = "not_list"
    NOT_FIELDS = "not_fields"
    UNKNOWN_WORD = "unknown_word"
    UNKNOWN_UNIT = "unknown_unit"
    UNKNOWN_COURSE = "unknown_course"
    REPEATED_COURSE = "repeated_course"
    FILE_NAME = "file_name"
    REPEATED_ID = "repeated_id"
    REPEATED_OPTION = "repeated_option"
    TOO_FEW_OPTIONS = "too_few_options"
    OPTIONS_OF_JUDGEMENT = "options_of_judgement"
    KEY_FORM = "key_form"
    KEY_OUTSIDE = "key_outside"
    KEY_REPEATED = "key_repeated"
    RUBRIC_SUM = "rubric_sum"
    RUBRIC_LEVELS = "rubric_levels"
    UNKNOWN_KIND = "unknown_kind"
    FORM_OF_UNIT = "form_of_unit"
    MATERIAL_KIND = "material_kind"
    ID_TAKEN = "id_taken"


@dataclass(frozen=True)
class Problem:
    """Something wrong in a source file: `where` a person can go to (file:line), the item or task it
    concerns ("" for none), its code, and what fills the sentence."""

    where: str
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    item: str = ""


@dataclass(frozen=True)
class Node:
    """A value of a source file with its line (from 1): text, whole number, yes/no, nothing, a float that
    should have been text, a list of nodes, or a mapping of names to nodes."""

    value: Any
    line: int


@dataclass(frozen=True)
class SourceFile:
    """A file of a bank: its name inside the folder, its content (None when unreadable), problems of form."""

    name: str
    root: Node | None
    problems: tuple[Problem, ...] = ()
