"""Annexes 4 and 5: what is missing, what does not add up, and that a 0 is an answer."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examsite.accreditation.rules.application import (
    ANNEX_4_REQUIRED,
    ANNEX_4_WHOLE,
    ENTERPRISE_REQUIRED,
    PARK_REQUIRED,
    SCOPE,
    annex_4_faults,
    annex_5_faults,
    is_empty,
    whole_number,
)

SCHOOL = {
    "unit_name": "甲培训学校",
    "unit_nature": "民办非企业",
    "unit_address": "某市某路1号",
    "legal_representative": "张三",
    "contact_name": "李四",
    "contact_phone": "0571-00000000",
    "founded_on": "2005-03-01",
    "staff_total": 40,
    "teachers_total": 25,
    "teachers_full_time": 15,
    "teachers_part_time": 10,
    "managers": 10,
    "others": 5,
    "max_training_scale": 300,
    "site_tenure": "leased",
    "site_area_m2": "1200",
    "lease": "lease.pdf",
    "training_scope": ["assistant.service", "specialist.platform"],
    "issuing_authority": "某市人社局",
    "certificate_no": "X-1",
    "training_summary": "近一年内培训情况",
}
FIRM = {
    "name": "乙公司",
    "legal_representative": "王五",
    "contact_name": "赵六",
    "contact_phone": "0571-00000001",
    "address": "某市某路2号",
    "employees": 50,
    "revenue_last_year": "800.50",
    "category": "service",
}
PARK = {
    "name": "丙产业园",
    "address": "某市某路3号",
    "managing_body": "管委会",
    "legal_representative": "孙七",
    "contact_name": "周八",
    "contact_phone": "0571-00000002",
    "tenants": 30,
    "revenue_last_year": "0",
}


def annex_4(**changes):
    return [fault.code for fault in annex_4_faults({**SCHOOL, **changes})]


def annex_5(**values):
    return [fault.code for fault in annex_5_faults({"overview": "概况", **values})]


def test_complete_forms_have_no_faults():
    assert annex_4() == []
    assert annex_5(enterprise=FIRM) == []
    assert annex_5(park=PARK) == []


@pytest.mark.parametrize("empty", [None, "", "   ", "\u3000\t", [], [""]])
@pytest.mark.parametrize("field", ANNEX_4_REQUIRED)
def test_every_required_field_of_annex_4_is_asked_for(field, empty):
    assert annex_4(**{field: empty}) == [f"required:{field}"]


@pytest.mark.parametrize("field", ANNEX_4_REQUIRED)
def test_a_field_left_out_is_as_good_as_empty(field):
    values = {name: value for name, value in SCHOOL.items() if name != field}
    assert [fault.code for fault in annex_4_faults(values)] == [f"required:{field}"]


@pytest.mark.parametrize("field", ENTERPRISE_REQUIRED)
def test_every_required_field_of_a_firm_is_asked_for(field):
    assert annex_5(enterprise={**FIRM, field: " "}) == [f"required:{field}"]


@pytest.mark.parametrize("field", PARK_REQUIRED)
def test_every_required_field_of_an_industrial_base_is_asked_for(field):
    assert annex_5(park={**PARK, field: None}) == [f"required:{field}"]


def test_an_empty_annex_4_lacks_everything_once_and_nothing_else():
    wanted = sorted(f"required:{field}" for field in ANNEX_4_REQUIRED)
    assert [fault.code for fault in annex_4_faults({})] == wanted


def test_zeros_are_answers():
    staff = dict.fromkeys(ANNEX_4_WHOLE, 0)
    assert annex_4(**staff) == []
    assert annex_5(enterprise={**FIRM, "employees": 0, "revenue_last_year": 0}) == []
    assert annex_5(park={**PARK, "tenants": 0}) == []


NO_NUMBERS = [
    -1,
    "-1",
    12.5,
    "12.5",
    True,
    False,
    "十",
    "1e2",
    "1,000",
    float("nan"),
    [3],
    {"a": 1},
]


@pytest.mark.parametrize("wrong", NO_NUMBERS, ids=repr)
@pytest.mark.parametrize("field", ANNEX_4_WHOLE)
def test_people_are_counted_in_whole_numbers_and_sums_wait_for_them(field, wrong):
    assert annex_4(**{field: wrong}) == [f"not_a_whole_number:{field}"]


@pytest.mark.parametrize("wrong", NO_NUMBERS, ids=repr)
def test_employees_and_tenants_are_whole_numbers(wrong):
    assert annex_5(enterprise={**FIRM, "employees": wrong}) == ["not_a_whole_number:employees"]
    assert annex_5(park={**PARK, "tenants": wrong}) == ["not_a_whole_number:tenants"]


@pytest.mark.parametrize("written", ["25", " 25 ", 25.0])
def test_a_whole_number_may_be_written_as_a_form_sends_it(written):
    assert whole_number(written) == 25
    assert annex_4(teachers_total=written) == []


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"staff_total": 41}, ["sum:staff"]),
        ({"others": 4}, ["sum:staff"]),
        ({"teachers_part_time": 9}, ["sum:teachers"]),
        ({"teachers_total": 24}, ["sum:staff", "sum:teachers"]),
        ({"teachers_total": 24, "staff_total": 39}, ["sum:teachers"]),
        ({"managers": None, "teachers_part_time": 9}, ["required:managers", "sum:teachers"]),
    ],
)
def test_the_two_sums_of_the_staff(changes, faults):
    assert annex_4(**changes) == faults


@pytest.mark.parametrize(
    ("tenure", "papers", "faults"),
    [
        ("owned", {"property_certificate": "p.pdf"}, []),
        ("owned", {"lease": "l.pdf"}, ["required:property_certificate"]),
        ("leased", {"property_certificate": "p.pdf"}, ["required:lease"]),
        ("owned_and_leased", {"property_certificate": "p.pdf", "lease": "l.pdf"}, []),
        ("owned_and_leased", {"lease": "l.pdf"}, ["required:property_certificate"]),
        ("owned_and_leased", {}, ["required:lease", "required:property_certificate"]),
        ("borrowed", {}, ["unknown:site_tenure"]),
        ("Owned", {}, ["unknown:site_tenure"]),
        (["owned"], {}, ["unknown:site_tenure"]),
    ],
)
def test_each_tenure_asks_for_its_papers(tenure, papers, faults):
    assert annex_4(site_tenure=tenure, **{"lease": None, **papers}) == faults


@pytest.mark.parametrize("box", SCOPE)
def test_each_of_the_nine_boxes_may_be_ticked_alone(box):
    assert annex_4(training_scope=[box], full_time_teacher_cvs=["cv.pdf"]) == []


@pytest.mark.parametrize(
    "scope",
    [
        ["clerk"],
        ["assistant"],
        ["assistant.platform"],
        ["assistant.service", "clerk"],
        "senior",
        [1],
    ],
)
def test_there_is_no_tenth_box(scope):
    assert annex_4(training_scope=scope) == ["unknown:training_scope"]


@pytest.mark.parametrize("box", ["senior", "manager"])
@pytest.mark.parametrize("papers", [None, "", [], [" "]])
def test_the_upper_levels_ask_for_the_cvs_of_the_teachers(box, papers):
    scope = ["assistant.design", box]
    faults = annex_4(training_scope=scope, full_time_teacher_cvs=papers)
    assert faults == ["required:full_time_teacher_cvs"]
    assert annex_4(training_scope=scope, full_time_teacher_cvs="cv.pdf") == []


def test_the_lower_levels_do_not_ask_for_them():
    assert annex_4(full_time_teacher_cvs=None) == []


@pytest.mark.parametrize("area", [0, "0", -1, "large", True])
def test_a_site_has_an_area(area):
    assert annex_4(site_area_m2=area) == ["not_above_zero:site_area_m2"]


def test_a_unit_is_founded_on_a_day_or_in_a_month_that_has_been():
    assert annex_4(founded_on="2005-03") == []
    assert annex_4(founded_on=date(2005, 3, 1)) == []
    assert annex_4(founded_on="2005-02-30") == ["not_a_day:founded_on"]
    today = date(2005, 2, 28)
    late = [fault.code for fault in annex_4_faults(SCHOOL, today)]
    assert late == ["in_the_future:founded_on"]
    assert annex_4_faults(SCHOOL, date(2005, 3, 1)) == ()


@pytest.mark.parametrize(
    "blocks",
    [
        {},
        {"enterprise": FIRM, "park": PARK},
        {"enterprise": None, "park": {}},
        {"enterprise": {"name": " ", "contact_fax": ""}},
        {"enterprise": {**FIRM, "category": "shop"}, "park": {"name": "丙"}},
    ],
)
def test_both_blocks_or_none_is_one_fault(blocks):
    assert annex_5(**blocks) == ["exactly_one_block"]


def test_an_empty_annex_5_lacks_its_block_and_its_overview():
    faults = [fault.code for fault in annex_5_faults({})]
    assert faults == ["exactly_one_block", "required:overview"]


def test_a_block_left_blank_does_not_count_as_filled():
    assert annex_5(enterprise=FIRM, park={"name": "", "tenants": None}) == []


@pytest.mark.parametrize("category", ["application", "service", "platform", "other"])
def test_the_four_categories_are_known(category):
    assert annex_5(enterprise={**FIRM, "category": category}) == []


@pytest.mark.parametrize("category", ["shop", "Service", ["service"], 1])
def test_another_category_is_not(category):
    assert annex_5(enterprise={**FIRM, "category": category}) == ["unknown:category"]


def test_a_website_may_stay_empty_but_leads_to_the_web():
    assert annex_5(enterprise={**FIRM, "website": ""}) == []
    assert annex_5(enterprise={**FIRM, "website": "https://example.cn"}) == []
    wrong = annex_5(enterprise={**FIRM, "website": "javascript:alert(1)"})
    assert wrong == ["not_a_web_address:website"]


@pytest.mark.parametrize("revenue", ["-1", "much", True])
def test_a_revenue_is_an_amount(revenue):
    wanted = ["not_an_amount:revenue_last_year"]
    assert annex_5(enterprise={**FIRM, "revenue_last_year": revenue}) == wanted
    assert annex_5(park={**PARK, "revenue_last_year": revenue}) == wanted


TEXTS = st.text("019.-+e/ \u3000甲１", max_size=5)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([*SCHOOL, "full_time_teacher_cvs"]), JSON))
def test_no_document_breaks_annex_4_and_its_faults_are_sorted(values):
    codes = [fault.code for fault in annex_4_faults({**SCHOOL, **values})]
    assert codes == sorted(set(codes))
    missing = {field for field in ANNEX_4_REQUIRED if is_empty({**SCHOOL, **values}[field])}
    assert {f"required:{field}" for field in missing} <= set(codes)


@given(st.dictionaries(st.sampled_from(["enterprise", "park", "overview"]), JSON))
def test_no_document_breaks_annex_5(values):
    codes = [fault.code for fault in annex_5_faults(values)]
    assert codes == sorted(set(codes))


@given(st.dictionaries(st.sampled_from([*FIRM, *PARK, "website"]), JSON), st.booleans())
def test_no_block_breaks_annex_5(block, of_a_firm):
    name, filled = ("enterprise", FIRM) if of_a_firm else ("park", PARK)
    assert annex_5(**{name: {**filled, **block}}) is not None
