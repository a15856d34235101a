"""Words of marking: sheets, allocation, conflicts of interest, files of works."""

from __future__ import annotations

from examsite.marking.rules.allocation import AllocationProblem, Conflict
from examsite.marking.rules.sheet import Method, SheetProblem, SheetState, WorkTrouble
from examsite.web.wording.mark import N_

WORDS = {
    Method: {
        Method.KEY: N_("按答案评分"),
        Method.RUBRIC: N_("按评分细则评分"),
    },
    SheetState: {
        SheetState.TO_DO: N_("待评"),
        SheetState.DRAFT: N_("有草稿"),
        SheetState.LOCKED: N_("已锁定"),
    },
    SheetProblem: {
        SheetProblem.STALE: N_(
            "这份作品在别的窗口里已保存过，本次没有保存。您填的内容都在，已存内容列在旁边；核对后再次保存即以本页为准。"
        ),
        SheetProblem.LOCKED: N_("评分已锁定，不能再修改。如需更正，请联系阅卷组长。"),
        SheetProblem.UNKNOWN_CRITERION: N_("评分项与评分细则不一致，请刷新页面后重填。"),
        SheetProblem.NOT_A_NUMBER: N_(
            "「%(criterion)s」的分数请填 0 到 %(full)s 的数字，例如 12 或 12.5。"
        ),
        SheetProblem.NOT_A_HALF: N_("「%(criterion)s」的分数以 0.5 分为一档，请改为整分或半分。"),
        SheetProblem.ABOVE_FULL: N_("「%(criterion)s」满分 %(full)s 分，请改为不超过满分的分数。"),
        SheetProblem.CRITERION_EMPTY: N_("「%(criterion)s」还没有给分。0 分也请填 0。"),
        SheetProblem.COMMENT_ON_ZERO: N_("「%(criterion)s」给了 0 分，请在评语中写明依据。"),
        SheetProblem.COMMENT_NEAR_PASS_MARK: N_("总分在合格线上下 1 分以内，请在评语中写明依据。"),
    },
    WorkTrouble: {
        WorkTrouble.NOT_MADE_ANONYMOUS: N_(
            "这个文件无法去除作者信息（可能已加密或损坏），因此不能显示。请把密号告诉阅卷组长处理。"
        ),
    },
    Conflict: {
        Conflict.SAME_PERSON: N_("该阅卷员与作者是同一人或同名，需要回避，请另选一人。"),
        Conflict.OWN_UNIT: N_("作者曾在该阅卷员所在单位学习、实训或工作，需要回避，请另选一人。"),
        Conflict.TAUGHT: N_("该阅卷员签署或核实过作者的实训记录，需要回避，请另选一人。"),
        Conflict.SAW_THE_WORK: N_("该阅卷员现场记录了这份作品，需要回避，请另选一人。"),
    },
    AllocationProblem: {
        AllocationProblem.NO_MARKERS: N_("请至少选择一名阅卷员。"),
        AllocationProblem.NO_SCRIPTS: N_("所选内容没有待分配的作品。请先编密号，或选择其他方向。"),
        AllocationProblem.NOT_A_MARKER: N_("所选人员不是在任阅卷员，请刷新页面后重选。"),
        AllocationProblem.SHEET_LOCKED: N_("作品 %(code)s 已评分锁定，不能改派。"),
        AllocationProblem.HAS_THIS_SCRIPT: N_("所选阅卷员已在评作品 %(code)s，请另选一人。"),
    },
}
