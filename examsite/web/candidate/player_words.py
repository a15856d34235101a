"""Everything the exam player says, in the language of the page; the player fills %(name)s itself."""

from __future__ import annotations

from flask_babel import gettext as _


def player_words() -> dict[str, str]:
    """The sentences of the player by the names its modules use."""
    return _states() | _questions() | _time() | _troubles() | _ending()


def _states() -> dict[str, str]:
    return {
        "none": _("未答"),
        "memory": _("正在存到本机"),
        "local": _("本机已存，尚未送达服务器"),
        "server": _("服务器已存 %(time)s"),
        "all_saved": _("全部答案服务器已存"),
        "nothing_yet": _("尚未作答"),
        "saving": _("正在保存…"),
        "local_count": _("%(number)s 题只在本机"),
        "read_only": _("只读"),
        "counts": _("已存服务器 %(server)s · 仅本机 %(local)s · 未答 %(none)s"),
    }


def _questions() -> dict[str, str]:
    return {
        "single": _("单选题"),
        "multiple": _("多选题"),
        "judgement": _("判断题"),
        "multiple_hint": _("多选：请选出所有符合题意的选项"),
        "place": _("第 %(number)s 题，共 %(total)s 题"),
        "mark": _("%(mark)s 分"),
        "clear": _("清除本题选择"),
        "flag": _("标记待查"),
        "flagged": _("已标记"),
        "cell": _("第 %(number)s 题"),
        "answered": _("已作答"),
        "section": _("%(type)s %(done)s/%(all)s"),
        "progress": _("答题卡 %(done)s/%(all)s"),
    }


def _time() -> dict[str, str]:
    return {
        "minutes_left": _("距离考试结束还有 %(minutes)s 分钟"),
        "time_up": _("时间到，作答已停止，系统正在收卷"),
        "time_hidden": _("显示时间"),
        "deadline_moved": _("考试结束时间已调整"),
    }


def _troubles() -> dict[str, str]:
    return {
        "offline": _(
            "与服务器的连接中断。您可以继续作答：%(number)s 题的答案已存在这台电脑上，恢复后自动送出。"
            "请不要关闭或更换电脑，并告知监考员。"
        ),
        "offline_nothing": _(
            "与服务器的连接中断。已作的答案都在服务器上，您可以继续作答；请告知监考员。"
        ),
        "storage_full": _(
            "服务器暂时无法保存。%(number)s 题的答案已存在这台电脑上，请继续作答并告知监考员。"
        ),
        "no_journal": _(
            "这台电脑不能暂存答案，目前有 %(number)s 题还没有送达服务器。请不要关闭页面，并告知监考员。"
        ),
        "lease_lost": _(
            "试卷已在另一个窗口或另一台电脑打开，这里只能查看。如果不是您本人操作，请立即告知监考员。"
        ),
        "not_yours": _("这台电脑现在登录的是另一个账号，不能作答。请重新登录自己的账号。"),
        "late": _(
            "有 %(number)s 题的答案在截止之后才送达，没有计入。它们仍保存在这台电脑上，请立即告知监考员。"
        ),
        "unreadable": _("有答案服务器无法识别。请刷新页面；若再次出现，请告知监考员。"),
        "leave": _("还有答案没有送达服务器"),
    }


def _ending() -> dict[str, str]:
    return {
        "review_none": _("未答"),
        "review_local": _("仅在本机"),
        "review_marked": _("已标记待查"),
        "review_clean": _("所有题目都已作答，答案全部存在服务器上。"),
        "submit_waiting": _("正在把本机的答案送往服务器，送达后才能交卷…"),
        "submit_failed": _(
            "现在连不上服务器，暂时不能交卷。到截止时间会自动收卷，已存服务器的答案都有效。"
        ),
        "closed_candidate": _("您已交卷"),
        "closed_system": _("时间到，系统已收卷"),
    }
