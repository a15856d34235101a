"""The whole chain in a real browser: from making an account to opening the verified credential.

A candidate of 助理电子商务师 with two directions. In the middle of the first test the browser is killed; it resumes
with every acknowledged answer. The second test is left to the bell.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

from examsite.audit.act import CHINA
from examsite.bank import queries as banks
from examsite.catalogue import actions as catalogue
from examsite.cli.rehearsal import papers as samples
from examsite.cli.rehearsal.cast import dice, identity_number
from examsite.cli.rehearsal.stage import open_round
from examsite.papers import queries as papers
from examsite.sittings import actions as sittings
from examsite.sittings.rules import SittingFacts
from tests.stories.conftest import Device, World

Seat = Callable[[str], Page]
PASSWORD = "一枝红杏出墙来 1"
UNITS = {"assistant.service": "网络客服", "assistant.design": "美工设计"}


@pytest.mark.browser
def test_a_candidate_walks_from_account_to_verified_credential(
    world: World, seat: Seat, playwright: Playwright, tmp_path: Path
) -> None:
    sitting_id = prepare_round(world)
    device = Device(playwright, tmp_path, world)
    page = device.start()

    make_account(page)
    fill_in_dossier(page, world, tmp_path)
    register(page)
    registrar = seat("registrar")
    accept(registrar)
    officer = seat("examofficer")
    enrol_and_open(officer, sitting_id)
    admit(seat("invigilator"), sitting_id)

    answer_until_killed_and_resume(page := page, device, world)
    page = device.page
    leave_the_second_test_to_the_bell(page, world)
    for _work in UNITS:
        hand_in_the_next_work(page, tmp_path)

    world.clock.move(days=2)
    world.sweep()
    officer.goto(f"/centre/sittings/{sitting_id}")
    officer.get_by_role("button", name="结束场次").click()
    mark_works(seat, sitting_id)
    publish(officer, seat, sitting_id)
    page.goto("/candidate/results")
    expect(page.get_by_role("main")).to_contain_text("通过")

    verify_practice(seat, registrar)
    world.clock.move(days=1)
    world.sweep()
    issue_credential(seat)

    page.goto("/candidate/results")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载电子凭证").first.click()
    pdf = Path(download.value.path()).read_bytes()
    assert pdf.startswith(b"%PDF")
    page.goto("/candidate/results")
    page.get_by_role("link", name=re.compile("查验")).last.click()
    expect(page.get_by_role("main")).to_contain_text("有效")
    expect(page.get_by_role("main")).to_contain_text("林知夏")
    expect(page.get_by_role("main")).to_contain_text("美工设计")
    device.stop()


def prepare_round(world: World) -> int:
    """An open round whose plan is filed, and a drafted sitting for today; results are final at once."""
    now = world.clock()
    open_round(world.stage, 1, ("assistant",), now - timedelta(days=1), 30)
    with world.act("examofficer") as act:
        catalogue.record_setting(act, "review_days", 0, act.today, "故事：不设公示期")
        facts = SittingFacts(
            world.stage.round_id, "assistant", "故事场次", world.stage.venue_id,
            now - timedelta(minutes=5), now + timedelta(days=1), now + timedelta(days=1),
        )  # fmt: skip
        sitting = sittings.make_sitting(act, facts)
        for unit in UNITS:
            brief = banks.briefs_of(act.session, unit, "practical")[0]
            sittings.set_unit(act, sitting.id, unit, "practical", world.paper_ids[unit], brief.id)
        return int(sitting.id)


def make_account(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="考生注册").click()
    page.get_by_label("姓名").fill("林知夏")
    page.get_by_label("登录名").fill("linzhixia")
    page.get_by_label("密码", exact=True).fill("短")
    page.get_by_label("再输一次密码").fill("短")
    page.get_by_role("button", name="建立账号").click()
    expect(page.get_by_role("main")).to_contain_text("密码至少 8 位")
    expect(page.get_by_label("姓名")).to_have_value("林知夏")
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_label("再输一次密码").fill(PASSWORD)
    page.get_by_role("button", name="建立账号").click()
    page.wait_for_url("**/candidate/**")


def fill_in_dossier(page: Page, world: World, folder: Path) -> None:
    number = identity_number(dice(1, "story"), 7, date(1996, 5, 4))
    page.goto("/candidate/dossier/person")
    page.get_by_label("姓名").fill("林知夏")
    page.get_by_label("证件号码").fill(number[:-1] + ("1" if number[-1] != "1" else "2"))
    page.get_by_label("手机号码").fill("19900000007")
    page.get_by_label("所在地").select_option(index=2)
    started = (world.clock().astimezone(CHINA).date() - timedelta(days=300)).isoformat()
    page.locator("[name=study_from]").fill(started)
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("main")).to_contain_text("校验位")
    page.get_by_label("证件号码").fill(number)
    page.get_by_role("button", name="保存").click()
    page.wait_for_url(re.compile(r"/candidate/dossier(#\w+)?$"))

    page.goto("/candidate/dossier/education/new")
    page.get_by_label("文化程度").select_option("bachelor")
    page.get_by_label("学校", exact=True).fill("甲江大学")
    page.get_by_label("学校类型").select_option("university")
    page.get_by_label("专业").fill("电子商务")
    page.get_by_label("学业状态").select_option("graduated")
    page.get_by_label("毕业日期").fill("2019-06-30")
    page.get_by_role("button", name="保存").click()
    page.wait_for_url(re.compile(r"/candidate/dossier(#\w+)?$"))
    for kind in ("identity", "photo", "diploma"):
        page.goto("/candidate/dossier/proofs/new")
        page.get_by_label("材料种类").select_option(kind)
        name, data = samples.paper(("png",), kind)
        (folder / name).write_bytes(data)
        page.locator("input[type=file]").set_input_files(folder / name)
        page.get_by_role("button", name="上传").click()
        page.wait_for_url(re.compile(r"/candidate/dossier(#\w+)?$"))
    page.goto("/candidate/practice/new")
    page.get_by_label("途径").select_option("base")
    page.locator("[name=unit_id]").select_option(index=1)
    page.get_by_label("岗位").fill("客服")
    today = world.clock().astimezone(CHINA).date()
    page.get_by_label("开始日期").fill((today - timedelta(days=60)).isoformat())
    page.get_by_label("结束日期").fill((today - timedelta(days=20)).isoformat())
    page.get_by_role("button", name="保存").click()
    page.wait_for_url(re.compile(r"/candidate/practice(#\w+)?$"))


def register(page: Page) -> None:
    page.goto("/candidate/registrations")
    page.get_by_role("main").get_by_role(
        "link", name=re.compile("助理电子商务师|报名")
    ).first.click()
    for title in UNITS.values():
        page.get_by_label(title).check()
    page.get_by_role("button", name="保存为草稿").click()
    expect(page.get_by_role("main")).to_contain_text("具有本专业大学专科及以上毕业证书")
    page.get_by_label(re.compile("我保证")).check()
    page.get_by_role("button", name=re.compile("提交报名")).click()
    expect(page.get_by_role("main")).to_contain_text("已提交")


def accept(page: Page) -> None:
    page.goto("/centre/registrations")
    page.get_by_role("main").get_by_role("link", name=re.compile(r"\d{8}")).first.click()
    page.get_by_role("button", name="受理").click()
    page.locator("[name$=proofs_seen]").check()
    page.get_by_role("button", name="审核通过").click()
    expect(page.get_by_role("main")).to_contain_text("已通过")


def enrol_and_open(page: Page, sitting_id: int) -> None:
    page.goto(f"/centre/sittings/{sitting_id}")
    page.get_by_role("button", name="抽签排座").click()
    page.goto(f"/centre/sittings/{sitting_id}")
    page.get_by_role("button", name="开放场次").click()
    expect(page.get_by_role("main")).to_contain_text("已开放")


def admit(page: Page, sitting_id: int) -> None:
    page.goto(f"/invigilator/sittings/{sitting_id}")
    page.get_by_role("link", name=re.compile("考场")).last.click()
    page.get_by_role("link", name=re.compile("林知夏|1")).first.click()
    page.locator("[name$=identity_checked]").check()
    page.get_by_role("button", name="准许入场").click()
    expect(page.get_by_role("main")).to_contain_text("已入场")


def open_part(page: Page, title: str, part: str) -> None:
    """From the home page to one part of the sitting, as 网络客服 · 在线考试."""
    page.goto("/candidate/")
    page.get_by_role("link", name=re.compile("进入|去办理")).first.click()
    if page.get_by_role("heading", level=1).inner_text() != f"{title} · {part}":
        name = f"xpath=.//*[normalize-space(text())='{title} · {part}']"
        page.get_by_role("main").locator(f"{name}/following::a[1]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{title} · {part}")


def open_test(page: Page, title: str) -> None:
    open_part(page, title, "在线考试")
    begin = page.get_by_role("button", name="开始作答").or_(
        page.get_by_role("link", name="继续作答")
    )
    begin.click()
    page.wait_for_selector("#stage:not([hidden])")


def keys_by_stem(world: World, unit: str) -> dict[str, set[str]]:
    """For each stem of the paper the texts of the keyed options, as a very good candidate would know them."""
    session = world.database.reading()
    rows = papers.paper(session, world.paper_ids[unit]).items
    keys = banks.keys_of(session, [row.item_version_id for row in rows])
    found = {}
    for row in rows:
        options = row.item_version.options or ["正确", "错误"]
        found[row.item_version.stem] = {options[place] for place in keys[row.item_version_id][1]}
    session.close()
    return found


def answer(page: Page, keys: dict[str, set[str]]) -> None:
    """Answer the question on the page by choosing the keyed options."""
    wanted = keys[page.locator("#stem").inner_text()]
    for text in wanted:
        page.locator("#options label", has=page.get_by_text(text, exact=True)).first.locator(
            "input"
        ).check()


def wait_until_saved(page: Page) -> None:
    expect(page.locator("#card .cell.local")).to_have_count(0)


def answer_until_killed_and_resume(page: Page, device: Device, world: World) -> None:
    keys = keys_by_stem(world, "assistant.service")
    open_test(page, "网络客服")
    for _question in range(6):
        answer(page, keys)
        page.locator("#next").click()
    wait_until_saved(page)
    acknowledged = page.locator("#card .cell.server").count()
    assert acknowledged == 6
    device.kill()

    page = device.start()
    sign_in_again_if_asked(page)
    open_test(page, "网络客服")
    expect(page.locator("#card .cell.server")).to_have_count(acknowledged)
    for cell in page.locator("#card .cell").all():
        cell.click()
        answer(page, keys)
    wait_until_saved(page)
    page.locator("#finish").click()
    page.locator("#review-submit").click()
    page.locator("#confirm-submit").click()
    expect(page.locator("#receipt")).to_have_text(re.compile(r"[0-9A-Z-]{8,}"))


def sign_in_again_if_asked(page: Page) -> None:
    """A killed browser may have lost its session cookie, which lives in memory only."""
    page.goto("/candidate/")
    if "/sign-in" in page.url:
        page.get_by_label("登录名").fill("linzhixia")
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name="登录").click()
        page.wait_for_url("**/candidate/**")


def leave_the_second_test_to_the_bell(page: Page, world: World) -> None:
    keys = keys_by_stem(world, "assistant.design")
    open_test(page, "美工设计")
    for cell in page.locator("#card .cell").all():
        cell.click()
        answer(page, keys)
    wait_until_saved(page)
    world.clock.move(minutes=11)
    world.sweep()
    expect(page.locator("#over")).to_be_visible(timeout=40_000)


def hand_in_the_next_work(page: Page, folder: Path) -> None:
    page.goto("/candidate/")
    page.get_by_role("link", name=re.compile("进入|去办理")).first.click()
    title = page.get_by_role("heading", level=1).inner_text()
    assert title.endswith("实操")
    while page.locator("input[type=file]").count() and page.get_by_text("必交", exact=True).count():
        block = page.locator(".deliverable", has=page.get_by_text("必交", exact=True)).first
        kinds = (
            (block.locator("input[type=file]").get_attribute("accept") or "")
            .replace(".", "")
            .split(",")
        )
        name, data = samples.paper(tuple(kinds), f"{title}作品")
        (folder / name).write_bytes(data)
        left = page.get_by_text("必交", exact=True).count()
        block.locator("input[type=file]").set_input_files(folder / name)
        expect(page.get_by_text("必交", exact=True)).to_have_count(left - 1)
    page.get_by_role("button", name="提交作品").click()
    expect(page.get_by_role("main")).to_contain_text("已提交")


def mark_works(seat: Seat, sitting_id: int) -> None:
    chief = seat("chiefmarker")
    chief.goto(f"/centre/allocation/{sitting_id}")
    chief.get_by_role("button", name=re.compile("编密号")).click()
    chief.get_by_label(re.compile("阅甲")).check()
    chief.get_by_role("button", name="平均分配").click()
    marker = seat("marker")
    for _work in range(2):
        marker.goto("/marker/")
        marker.get_by_role("link", name="开始评下一份").click()
        body = marker.get_by_role("main").inner_text()
        assert "林知夏" not in body
        for criterion in marker.locator("fieldset.criterion").all():
            criterion.locator("input[type=radio]").nth(1).check()
        marker.get_by_role("button", name="保存并核对锁定").click()
        marker.get_by_role("button", name="确认锁定").click()


def publish(officer: Page, seat: Seat, sitting_id: int) -> None:
    officer.goto(f"/centre/results/{sitting_id}")
    officer.get_by_role("button", name="合成成绩").click()
    officer.locator("[name$=reason]").fill("成绩已核对。")
    officer.get_by_role("button", name="提请发布").click()
    province = seat("province")
    province.goto("/authority/approvals")
    province.get_by_role("button", name="同意", exact=True).first.click()
    officer.goto(f"/centre/results/{sitting_id}")
    publish_button = officer.get_by_role("button", name="发布成绩")
    if publish_button.count():
        publish_button.click()
    expect(officer.get_by_role("main")).to_contain_text("已发布")


def verify_practice(seat: Seat, registrar: Page) -> None:
    base = seat("practicebase")
    base.get_by_role("main").get_by_role("link", name=re.compile("林知夏")).first.click()
    base.locator("[name$=teacher]").fill("师基地")
    base.locator("[name$=log]").fill("接待、售后、数据整理，全程辅导。")
    base.get_by_role("button", name="签字确认").click()
    registrar.goto("/centre/practice")
    registrar.get_by_role("main").get_by_role("link", name=re.compile("林知夏")).first.click()
    registrar.get_by_role("button", name="核实属实").click()


def issue_credential(seat: Seat) -> None:
    issuer = seat("issuer")
    issuer.goto("/centre/credentials?state=due")
    issuer.locator("[name=ids]").first.check()
    issuer.locator("[name=reason]").fill("成绩与实训均已核对")
    issuer.get_by_role("button", name="提请登记所选").click()
    second = seat("issuer2")
    second.goto("/centre/approvals")
    second.get_by_role("button", name="同意", exact=True).first.click()
    issuer.goto("/centre/credentials")
    register_button = issuer.get_by_role("button", name="登记编号")
    if register_button.count():
        register_button.click()
    issuer.goto("/centre/credentials?state=registered")
    issuer.locator("[name=ids]").first.check()
    with issuer.expect_download():
        issuer.get_by_role("button", name=re.compile("印制所选")).click()
    issuer.goto("/centre/credentials?state=printed")
    issuer.get_by_role("main").get_by_role("link", name=re.compile("ZJ")).first.click()
    issuer.locator("[name$=recipient_checked]").check()
    issuer.get_by_role("button", name="发放证书").click()
    expect(issuer.get_by_role("main")).to_contain_text("已发")
