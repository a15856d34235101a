"""What Annexes 4 and 5 must contain before they are handed in (附件4, 附件5; specification 8).

A value is a text, a number, a list or a block of values, as a form or a JSON document gives it. A 0
is an answer; blank text, null and an empty list are not (T-67). Stamps and opinions come later, on
the route. Faults come back sorted by their code, so that two runs agree.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class Fault(StrEnum):
    """Kinds of fault; the first five are those of the doors."""

    REQUIRED = "required"
    NOT_A_WHOLE_NUMBER = "not_a_whole_number"
    SUM = "sum"
    UNKNOWN = "unknown"
    EXACTLY_ONE_BLOCK = "exactly_one_block"
    NOT_ABOVE_ZERO = "not_above_zero"
    NOT_AN_AMOUNT = "not_an_amount"
    NOT_A_DAY = "not_a_day"
    IN_THE_FUTURE = "in_the_future"
    NOT_A_WEB_ADDRESS = "not_a_web_address"


@dataclass(frozen=True)
class FormFault:
    """One thing to mend: what is wrong, and the field (or the sum) that has it."""

    fault: Fault
    field: str = ""

    @property
    def code(self) -> str:
        """As the doors print it: `required:unit_name`, `sum:staff`, `exactly_one_block`."""
        return f"{self.fault}:{self.field}" if self.field else self.fault.value


Values = Mapping[str, object]

SCOPE = (
    *("assistant.service", "assistant.design", "assistant.warehouse"),
    *("specialist.operations", "specialist.platform"),
    *("specialist.logistics", "specialist.crossborder"),
    *("senior", "manager"),
)
"""The nine boxes 培训范围 of Annex 4; there is none for 电子商务员."""

SCOPE_WITH_CVS = frozenset({"senior", "manager"})
"""「须另附专职教师简历」 (附件4)."""

TENURE_PAPERS = {
    "owned": ("property_certificate",),
    "leased": ("lease",),
    "owned_and_leased": ("property_certificate", "lease"),
}
"""自有 -> 房屋产权证书, 租赁 -> 租赁协议; both boxes may be ticked (附件2 第五条(二))."""

CATEGORIES = ("application", "service", "platform", "other")
"""企业类别: 电子商务应用企业, 电子商务服务企业, 电子商务平台, 其他 (附件5)."""

STAFF = ("staff_total", "teachers_total", "managers", "others")
"""共 = 教师 + 管理人员 + 其它."""

TEACHERS = ("teachers_total", "teachers_full_time", "teachers_part_time")
"""教师 = 专职 + 兼职."""

ANNEX_4_WHOLE = (*STAFF, "teachers_full_time", "teachers_part_time", "max_training_scale")
ANNEX_4_REQUIRED = (
    *("unit_name", "unit_nature", "unit_address", "legal_representative"),
    *("contact_name", "contact_phone", "founded_on", *ANNEX_4_WHOLE),
    *("site_tenure", "site_area_m2", "training_scope"),
    *("issuing_authority", "certificate_no", "training_summary"),
)
ENTERPRISE_REQUIRED = (
    *("name", "legal_representative", "contact_name", "contact_phone"),
    *("address", "employees", "revenue_last_year", "category"),
)
PARK_REQUIRED = (
    *("name", "address", "managing_body", "legal_representative"),
    *("contact_name", "contact_phone", "tenants", "revenue_last_year"),
)


def annex_4_faults(values: Values, today: date | None = None) -> tuple[FormFault, ...]:
    """What is wrong with a training institution's form 培训机构基本情况申报表.

    With `today`, the founding day is also held against the calendar.
    """
    return _sorted(
        _required(values, ANNEX_4_REQUIRED)
        | _not_whole(values, ANNEX_4_WHOLE)
        | _wrong_sums(values)
        | _tenure(values)
        | _scope(values)
        | _area(values)
        | _founded(values, today)
    )


def annex_5_faults(values: Values) -> tuple[FormFault, ...]:
    """What is wrong with a practice base's form 实践基地基本情况申报表.

    Exactly one of the blocks `enterprise` 企业 and `park` 电商产业基地 is filled; where both or
    neither are, their fields are not looked at: nobody can say which of them are wanted (T-66).
    """
    faults = _required(values, ("overview",))
    filled = [name for name in ("enterprise", "park") if not is_empty(values.get(name))]
    block = values.get(filled[0]) if len(filled) == 1 else None
    if not isinstance(block, Mapping):
        return _sorted(faults | {FormFault(Fault.EXACTLY_ONE_BLOCK)})
    check = _enterprise if filled == ["enterprise"] else _park
    return _sorted(faults | check(block))


def is_empty(value: object) -> bool:
    """Not filled in: null, blank text, or a list or block of nothing else. 0 and false are filled."""
    if value is None:
        return True
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, Mapping):
        return all(is_empty(part) for part in value.values())
    if isinstance(value, list | tuple | set | frozenset):
        return all(is_empty(part) for part in value)
    return False


def whole_number(value: object) -> int | None:
    """A whole number of people, 0 or more, from a number or its digits; None if it is not one."""
    number = _number(value)
    if number is None or number < 0 or number.denominator != 1:
        return None
    if isinstance(value, str) and not value.strip().isdigit():
        return None
    return int(number)


def _enterprise(block: Values) -> set[FormFault]:
    faults = _required(block, ENTERPRISE_REQUIRED) | _not_whole(block, ("employees",))
    category, website = block.get("category"), block.get("website")
    if not is_empty(category) and category not in CATEGORIES:
        faults.add(FormFault(Fault.UNKNOWN, "category"))
    if not is_empty(website) and not re.match(r"https?://[^\s/]", str(website).strip(), re.I):
        faults.add(FormFault(Fault.NOT_A_WEB_ADDRESS, "website"))
    return faults | _amount(block)


def _park(block: Values) -> set[FormFault]:
    return _required(block, PARK_REQUIRED) | _not_whole(block, ("tenants",)) | _amount(block)


def _required(values: Values, fields: Collection[str]) -> set[FormFault]:
    return {FormFault(Fault.REQUIRED, field) for field in fields if is_empty(values.get(field))}


def _not_whole(values: Values, fields: Collection[str]) -> set[FormFault]:
    return {
        FormFault(Fault.NOT_A_WHOLE_NUMBER, field)
        for field in fields
        if not is_empty(values.get(field)) and whole_number(values.get(field)) is None
    }


def _wrong_sums(values: Values) -> set[FormFault]:
    sums = {"staff": STAFF, "teachers": TEACHERS}
    return {FormFault(Fault.SUM, name) for name, fields in sums.items() if _differs(values, fields)}


def _differs(values: Values, fields: tuple[str, ...]) -> bool:
    """The first field is not the sum of the others; unknown while one of them is no number."""
    numbers = [whole_number(values.get(field)) for field in fields]
    known = [number for number in numbers if number is not None]
    return len(known) == len(numbers) and known[0] != sum(known[1:])


def _tenure(values: Values) -> set[FormFault]:
    tenure = values.get("site_tenure")
    if is_empty(tenure):
        return set()
    if not isinstance(tenure, str) or tenure not in TENURE_PAPERS:
        return {FormFault(Fault.UNKNOWN, "site_tenure")}
    return _required(values, TENURE_PAPERS[tenure])


def _scope(values: Values) -> set[FormFault]:
    scope = values.get("training_scope")
    if is_empty(scope):
        return set()
    ticked = scope if isinstance(scope, list | tuple) else []
    faults = _required(values, ["full_time_teacher_cvs"] if _wants_cvs(ticked) else [])
    if not ticked or any(box not in SCOPE for box in ticked):
        faults.add(FormFault(Fault.UNKNOWN, "training_scope"))
    return faults


def _wants_cvs(ticked: Collection[object]) -> bool:
    return any(box in ticked for box in SCOPE_WITH_CVS)


def _area(values: Values) -> set[FormFault]:
    area = values.get("site_area_m2")
    number = _number(area)
    if is_empty(area) or (number is not None and number > 0):
        return set()
    return {FormFault(Fault.NOT_ABOVE_ZERO, "site_area_m2")}


def _amount(block: Values) -> set[FormFault]:
    revenue = block.get("revenue_last_year")
    number = _number(revenue)
    if is_empty(revenue) or (number is not None and number >= 0):
        return set()
    return {FormFault(Fault.NOT_AN_AMOUNT, "revenue_last_year")}


def _founded(values: Values, today: date | None) -> set[FormFault]:
    founded = values.get("founded_on")
    if is_empty(founded):
        return set()
    day = founded if isinstance(founded, date) else _day_or_month(str(founded).strip())
    if day is None:
        return {FormFault(Fault.NOT_A_DAY, "founded_on")}
    if today is not None and day > today:
        return {FormFault(Fault.IN_THE_FUTURE, "founded_on")}
    return set()


def _day_or_month(written: str) -> date | None:
    """机构组建时间 as YYYY-MM-DD, or YYYY-MM for its first day."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?", written):
        return None
    try:
        return date.fromisoformat(written if len(written) == 10 else f"{written}-01")
    except ValueError:
        return None


def _number(value: object) -> Fraction | None:
    """An exact number from a number or plain decimal text; None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        plain = re.fullmatch(r"[+-]?[0-9]{1,30}(\.[0-9]{1,30})?", value.strip())
        return Fraction(value.strip()) if plain else None
    if isinstance(value, float | Decimal):
        exact = Decimal(str(value))
        return Fraction(exact) if exact.is_finite() and abs(exact.adjusted()) < 30 else None
    return Fraction(value) if isinstance(value, int | Fraction) else None


def _sorted(faults: Collection[FormFault]) -> tuple[FormFault, ...]:
    return tuple(sorted(faults, key=lambda fault: fault.code))
