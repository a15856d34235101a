"""The route of an application onto the provincial register 备案 (附件2 第五至七条, 第十条).

County 初选 -> city 审核 with human resources, finance and education, within the cap -> province
核定备案 -> one common announcement. The association may put a member forward straight to the city:
that skips the county and nothing else (RD-37). The two kinds of unit share all rows but four.
"""

from examsite.core.lifecycle import Lifecycle, row

_ENDS = ("refused", "withdrawn", "cancelled_false", "revoked", "given_up")

_SHARED = (
    row("send_back", "at_county", "returned", "county", "reasons_given"),
    row("county_refuse", "at_county", "refused", "county", "reasons_given", "A2-06"),
    row(
        "city_report",
        "at_city",
        "at_province",
        "city",
        "hr_opinion finance_opinion education_opinion within_quota opinion_stamped in_annex6",
        "A2-06",
    ),
    row("city_refuse", "at_city", "refused", "city", "reasons_given", "A2-06"),
    row(
        "register",
        "at_province",
        "registered",
        "province",
        "hr_opinion finance_opinion education_opinion",
        "A2-07",
    ),
    row("province_refuse", "at_province", "refused", "province", "reasons_given", "A2-07"),
    row("announce", "registered", "announced", "province", "in_common_list", "A2-07"),
    row("withdraw", "draft at_county returned at_city at_province", "withdrawn", "applicant"),
    row(
        "cancel_false",
        "at_county returned at_city at_province",
        "cancelled_false",
        "county city province",
        "false_information_proven heard",
        "A2-05.9",
    ),
    row(
        "propose_revocation",
        "registered announced",
        "revocation_proposed",
        "county city association province",
        "ground_stated",
    ),
    row("drop_proposal", "revocation_proposed", "announced", "province", "reasons_given"),
    row(
        "revoke",
        "revocation_proposed",
        "revoked",
        "province",
        "ground_proven heard decision_signed",
        "A2-10",
    ),
    row("give_up", "announced", "given_up", "applicant"),
)

INSTITUTION = Lifecycle(
    "institution_registration",
    "draft",
    _ENDS,
    (
        row(
            "apply",
            "draft",
            "at_county",
            "applicant",
            "materials_complete not_barred window_open",
            "A2-05.0",
        ),
        row(
            "nominate_member",
            "draft",
            "at_city",
            "association",
            "is_member materials_complete not_barred window_open qualified_by_hr "
            "site_and_papers_inspected opinion_stamped",
            "A2-05.0",
        ),
        row("reapply", "returned", "at_county", "applicant", "materials_complete not_barred"),
        row(
            "county_recommend",
            "at_county",
            "at_city",
            "county",
            "conditions_met qualified_by_hr site_and_papers_inspected opinion_stamped",
            "A2-06",
        ),
        *_SHARED,
    ),
)
"""培训机构: human resources must have approved it first (附件2 第四条(一))."""

PRACTICE_BASE = Lifecycle(
    "practice_base_registration",
    "draft",
    _ENDS,
    (
        row(
            "apply",
            "draft",
            "at_county",
            "applicant",
            "materials_complete not_barred window_open one_block_filled",
            "A2-05.0",
        ),
        row(
            "nominate_member",
            "draft",
            "at_city",
            "association",
            "is_member materials_complete not_barred window_open responsible_teachers_named "
            "site_and_papers_inspected opinion_stamped one_block_filled",
            "A2-05.0",
        ),
        row(
            "reapply",
            "returned",
            "at_county",
            "applicant",
            "materials_complete not_barred one_block_filled",
        ),
        row(
            "county_recommend",
            "at_county",
            "at_city",
            "county",
            "conditions_met responsible_teachers_named site_and_papers_inspected opinion_stamped",
            "A2-06",
        ),
        *_SHARED,
    ),
)
"""实践基地: one block of Annex 5, and a responsible teacher for each post (第四条(六))."""
