"""Words of the life cycles: why a step is refused, and what each guard asks to be done first.

All guards of the nine tables stand here: one file holds the whole kind "guard".
"""

from __future__ import annotations

from examsite.core.lifecycle import Why
from examsite.web.wording.mark import N_

WORDS = {
    Why: {
        Why.NO_SUCH_TRANSITION: N_("现在的状态不能这样办理，可能已有人办过。请刷新页面后再看。"),
        Why.WRONG_ACTOR: N_("这一步不由您的角色办理，请转给有权限的人员。"),
        Why.GUARD: N_("还有前提没有满足，请补齐后再办。"),
    },
    "guard": {
        # 报名
        "level_open": N_("这个等级目前没有开考，暂时不能提交，请等待公告或选择其他等级。"),
        "choice_valid": N_(
            "选报不符合要求：有方向的等级至少选两个不同方向，其他等级选定论文或策划案一种。"
        ),
        "materials_complete": N_("材料不齐，请按页面列出的清单补齐后再提交。"),
        "reasons_given": N_("请写明理由，让对方知道该怎么做。"),
        "condition_matched": N_("所选条件没有满足，请选择已符合的条件，或退回补正、提请不予受理。"),
        "proofs_seen": N_("请先逐份核对证明材料，并勾选「已核对」。"),
        "no_conflict_of_interest": N_("当事人与本人有关联，须由他人办理。"),
        "before_closing": N_("报名已经截止，不能再修改或撤回；如有特殊情况请联系认证中心。"),
        "sitting_open": N_("该场次不在编场阶段，请选择其他场次。"),
        "plan_filed_with_hr": N_("本批次的评价方案尚未报人社部门备案，备案后才能编场、开考。"),
        "false_information_proven": N_("认定弄虚作假须有查证材料，请先补上。"),
        "heard": N_("作出处理前须听取当事人陈述，请先记录陈述意见。"),
        # 考核项与阅卷
        "identity_checked": N_("请先到考场核验身份，由监考员登记入场后再开始。"),
        "in_time_window": N_("现在不在考试时间内，请在准考证所列时间进入。"),
        "session_over": N_("考试尚未结束，结束后才能登记缺考。"),
        "within_time": N_("已超过截止时间，不能再提交；已保存的内容仍然有效。"),
        "deadline_passed": N_("还没有到截止时间。"),
        "objective_only": N_("含有须人工评阅的内容，不能自动评分。"),
        "grader_assigned": N_("请先选定阅卷员。"),
        "own_assignment": N_("这份作品没有分配给您，请从自己的待阅列表进入。"),
        "mark_in_range": N_("评分超出满分范围，请检查各项分数。"),
        "spread_too_large": N_("两次评分的差距没有超过规定，不需要第三次评阅。"),
        "report_written": N_("请先写明异常情况的经过。"),
        "inquiry_closed": N_("调查尚未结束，结束后再作处理。"),
        "decision_signed": N_("处理决定尚未签发，请先完成签发。"),
        "marking_closed": N_("阅卷尚未全部完成。"),
        # 成绩
        "all_parts_final": N_("还有考核项没有得出最终成绩，请先完成阅卷。"),
        "rule_version_recorded": N_("没有记录所用规则的版本，不能判定成绩。"),
        "second_person_approved": N_("还没有第二人同意，请先提请审批。"),
        "within_review_period": N_("已过复核申请期限。"),
        "review_recorded": N_("请先记录复核意见。"),
        "review_period_over": N_("复核申请期还没有结束。"),
        # 证书
        "result_final": N_("成绩尚未最终确定，请等复核申请期结束。"),
        "passed": N_("成绩没有达到合格要求，不能办证。"),
        "prerequisite_missing": N_("发证前提都已具备，不需要暂缓。"),
        "prerequisites_met": N_("发证前提还不具备，请先查看缺少的事项（如实训核实）。"),
        "number_unique": N_("证书编号重复，请联系系统管理员。"),
        "recipient_checked": N_("请先核验领证人身份，并勾选「已核验」。"),
        "loss_reported": N_("补发须先登记遗失或损毁情况。"),
        "old_number_voided": N_("请先作废原证书编号。"),
        "ground_proven": N_("撤销理由尚未查实。"),
        # 机构与基地
        "not_barred": N_("该单位还在两年限制期内，期满后次日起可以申请。"),
        "window_open": N_("现在不在申报时间内，请等待下一次申报通知。"),
        "is_member": N_("该单位不是省电子商务促进会会员，请向注册地商务主管部门申请。"),
        "qualified_by_hr": N_(
            "培训机构须经当地人社部门批准设立并具有职业资格培训资质，请补充证明。"
        ),
        "site_and_papers_inspected": N_("请先实地查看场地并查验材料，再出具意见。"),
        "opinion_stamped": N_("推荐意见须加盖公章。"),
        "conditions_met": N_("申报条件没有全部满足，请对照办法逐条核对。"),
        "hr_opinion": N_("缺少人社部门意见。"),
        "finance_opinion": N_("缺少财政部门意见。"),
        "education_opinion": N_("缺少教育部门意见。"),
        "within_quota": N_("已达到本市数量指标上限，不能再推荐。"),
        "in_annex6": N_("请先把该单位列入附件6推荐汇总表。"),
        "in_common_list": N_("请先列入统一公告名单。"),
        "ground_stated": N_("请写明取消备案的理由和依据条款。"),
        "one_block_filled": N_("附件5的「企业」和「电商产业基地」两栏须填写其中一栏。"),
        "responsible_teachers_named": N_("实践岗位须配备专职责任教师，请填写教师名单。"),
        "all_fields": N_("年度报告还有未填项目，请补齐。"),
        "due_day_passed": N_("还没有到年度报告的截止日。"),
        "figures_checked": N_("请先核对年度报告中的数据。"),
        "change_kind_known": N_("请选择变更事项的类别。"),
        "proof": N_("请附上变更证明材料。"),
        "standard_still_met": N_("变更后不再符合备案条件，不能直接备案。"),
        # 培养计划
        "cities_heard": N_("下达计划前须先听取各市意见。"),
        "sums_agree": N_("分项合计与总数不一致，请核对（义乌含在金华内，只计一次）。"),
        "parts_sum_to_task": N_("各县（市、区）任务之和须等于本市任务。"),
        "year_in_plan": N_("该年份不在计划之内。"),
        "figures_backed": N_("请附上进度数据的依据。"),
        "year_over": N_("本年度还没有结束。"),
        "summary_attached": N_("请附上年度总结。"),
        "last_year_done": N_("计划最后一年尚未办结。"),
    },
}
