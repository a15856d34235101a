"""The play: candidates walk from their account to the credential, each step through the action that a page would call."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from examsite.accreditation import actions as accreditation
from examsite.accreditation import queries as stays
from examsite.accreditation.rules.stays import StayKind
from examsite.approvals import actions as approvals
from examsite.audit.act import SYSTEM, Act, Who
from examsite.cli.rehearsal import abilities, papers
from examsite.cli.rehearsal.cast import Player, dice
from examsite.cli.rehearsal.stage import Progress, Stage
from examsite.credentials import actions as credentials
from examsite.credentials import queries as credential_queries
from examsite.delivery import actions as delivery
from examsite.delivery import queries as deliveries
from examsite.delivery.rules import places
from examsite.delivery.rules.log import Answer
from examsite.marking import actions as marking
from examsite.marking import queries as markings
from examsite.papers import queries as paper_queries
from examsite.people import actions as people
from examsite.people.rules.roles import Role
from examsite.people.rules.words import ProofKind
from examsite.registration import actions as registration
from examsite.registration import queries as registrations
from examsite.scoring import actions as scoring
from examsite.sittings import actions as sittings
from examsite.sittings import queries as sitting_queries

CHECKED_BY = ("registrar", "registrar2")
MARKERS = ("marker", "marker2", "marker3")
SEVERITIES = (-2.0, 0.0, 2.5)
BATCH = 25


@dataclass
class Cast:
    """The candidates in play: what was invented, and the numbers that the platform gave them."""

    players: list[Player]
    candidate_ids: dict[int, int] = field(default_factory=dict)
    registration_ids: dict[int, int] = field(default_factory=dict)
    accounts: dict[int, Who] = field(default_factory=dict)

    def of_registration(self, registration_id: int) -> Player:
        """The player behind a registration."""
        numbers = {found: number for number, found in self.registration_ids.items()}
        by_number = {player.number: player for player in self.players}
        return by_number[numbers[registration_id]]


def enter(stage: Stage, cast: Cast, player: Player, when: datetime, login: str = "") -> None:
    """A candidate makes an account, fills in the dossier, attaches proofs and declares practice."""
    with stage.act(SYSTEM, when) as act:
        login = login or f"c{player.number:06d}"
        account = people.open_account(act, login, player.person.name, Role.CANDIDATE)
        who = Who(account.id, Role.CANDIDATE.value)
        cast.accounts[player.number] = who
        act = Act(act.session, who, when)
        candidate = registration.enter_person(act, account.id, player.person)
        cast.candidate_ids[player.number] = candidate.id
        for study in player.education:
            people.add_education(act, candidate.id, study)
        for job in player.employment:
            people.add_employment(act, candidate.id, job)
        for held in player.credentials:
            people.add_credential(act, candidate.id, held)
        for course in player.training:
            people.add_training(act, candidate.id, course)
        for kind in player.proofs[: -1 if player.forgets_proof else None]:
            prove(act, candidate.id, kind)
        if player.stay is not None:
            accreditation.declare_stay(act, candidate.id, player.stay)


def prove(act: Act, candidate_id: int, kind: ProofKind) -> None:
    """Attach a sample paper of this kind."""
    name, data = papers.paper(("png",), f"示例-{kind.value}")
    people.attach_proof(act, candidate_id, kind, name, data)


def register(stage: Stage, cast: Cast, player: Player, when: datetime) -> bool:
    """Register for the level; who forgot a proof comes back for it. False when no condition is met."""
    candidate_id = cast.candidate_ids[player.number]
    with stage.act(cast.accounts[player.number], when) as act:
        draft = registration.draft(
            act, candidate_id, stage.round_id, player.level, player.directions, player.second
        )
        cast.registration_ids[player.number] = draft.id
        if player.forgets_proof:
            prove(act, candidate_id, player.proofs[-1])
        registration.submit(act, draft.id, candidate_id)
        return player.eligible


def check(stage: Stage, cast: Cast, player: Player, when: datetime) -> None:
    """A registrar takes, looks, confirms what training was formal, and accepts, or proposes a refusal that the other one confirms."""
    registration_id = cast.registration_ids[player.number]
    first, second = CHECKED_BY[player.number % 2], CHECKED_BY[(player.number + 1) % 2]
    if player.withdraws:
        with stage.act(cast.accounts[player.number], when) as act:
            registration.withdraw(act, registration_id, cast.candidate_ids[player.number])
        return
    with stage.act(first, when) as act:
        found = registration.take(act, registration_id)
        for course in found.candidate.training:
            people.confirm_training(act, course.id, True)
        matched = found.verdict.get("matched", [])
        if matched:
            registration.accept(act, registration_id, matched[0], proofs_seen=True)
            return
        proposal = registration.propose_refusal(
            act, registration_id, "档案中的事实尚不符合任何一条申报条件，满足后可报名下一批次。"
        )
        proposal_id = proposal.id
    with stage.act(second, when + timedelta(hours=3)) as act:
        approvals.decide(act, proposal_id, approve=True, note="同意")
        registration.refuse(act, registration_id)


def enrol(stage: Stage, level: str, when: datetime) -> int:
    """Enrol everybody accepted for a level and open the sitting."""
    sitting_id = stage.sitting_ids[level]
    with stage.act("examofficer", when) as act:
        accepted = registrations.accepted(act.session, stage.round_id, level)
        sittings.enrol(act, sitting_id, [row.id for row in accepted], seed=stage.seed)
        delivery.open_sitting(act, sitting_id)
        return len(accepted)


def sit(stage: Stage, cast: Cast, player: Player, starts_at: datetime) -> None:
    """The day itself: checked in, every online test answered in batches, submitted or left to the bell."""
    registration_id = cast.registration_ids[player.number]
    with stage.act("invigilator", starts_at) as act:
        enrolment = sitting_queries.enrolment_of(act.session, registration_id)
        if enrolment is None or player.absent:
            return
        sittings.admit(act, enrolment.id, identity_checked=True)
        online = [
            component.id
            for component in deliveries.components_of(act.session, enrolment.id)
            if component.part == "online"
        ]
    begins = starts_at + timedelta(minutes=5)
    for component_id in online:
        answer_all(stage, cast, player, component_id, begins)
        begins += timedelta(minutes=100)


def answer_all(
    stage: Stage, cast: Cast, player: Player, component_id: int, begins: datetime
) -> None:
    """Start an attempt, answer every item by the item response model, save in batches, submit."""
    who = cast.accounts[player.number]
    with stage.act(who, begins) as act:
        attempt = delivery.start(act, component_id, cast.candidate_ids[player.number])
        delivery.lease(act, attempt.id, who.account_id or 0)
        paper = paper_queries.paper(act.session, attempt.paper_id)
        attempt_id, epoch, seed = attempt.id, attempt.epoch, attempt.seed
        answers = [_answer(stage, player, seed, row) for row in paper.items]
    sent = 0
    for number, batch in enumerate(_batches(answers, BATCH), start=1):
        with stage.act(who, begins + timedelta(minutes=20 * number)) as act:
            delivery.append(act, attempt_id, epoch, sent + 1, batch, grace_s=5)
            sent += len(batch)
    if player.submits:
        with stage.act(who, begins + timedelta(minutes=88)) as act:
            delivery.submit(act, attempt_id, who.account_id or 0, epoch, sent, None)


def hand_in_works(stage: Stage, cast: Cast, player: Player, when: datetime) -> None:
    """Hand in every work of the second part: one file for each required deliverable."""
    registration_id = cast.registration_ids[player.number]
    candidate_id = cast.candidate_ids[player.number]
    if player.absent or not player.hands_in:
        return
    with stage.act(cast.accounts[player.number], when) as act:
        enrolment = sitting_queries.enrolment_of(act.session, registration_id)
        if enrolment is None:
            return
        for component in deliveries.components_of(act.session, enrolment.id):
            if component.part == "online":
                continue
            brief = deliveries.sitting_unit(act.session, component).brief
            for place, asked in enumerate(brief.deliverables):
                if asked.get("required", True):
                    name, data = papers.paper(
                        tuple(asked["kinds"]), "作品", (brief.title, asked["name"])
                    )
                    delivery.add_work_file(act, component.id, candidate_id, place, name, data)
            delivery.hand_in(act, component.id, candidate_id)


def sweep(stage: Stage, when: datetime) -> None:
    """Everything the server's own sweeper would have done by now."""
    for job in (
        delivery.close_due,
        marking.mark_closed,
        scoring.make_final_due,
        credentials.settle_due,
    ):
        while True:
            with stage.act(SYSTEM, when) as act:
                if not job(act, 200):
                    break


def mark_works(
    stage: Stage,
    cast: Cast,
    sitting_id: int,
    when: datetime,
    leave: int = 0,
    progress: Progress | None = None,
) -> None:
    """Codes for the works, markers for the codes, sheets filled by rubric and locked; `leave` stay unmarked."""
    with stage.act("chiefmarker", when) as act:
        marking.take_in(act, sitting_id)
        scripts = markings.scripts_waiting(act.session, sitting_id)
        script_ids = [script.id for script in scripts]
    markers = [stage.staff[login].account_id or 0 for login in MARKERS]
    with stage.act("chiefmarker", when) as act:
        marking.assign(act, script_ids, markers)
    sheets: list[tuple[str, str, int]] = []
    with stage.act("chiefmarker", when) as act:
        for login, marker_id in zip(MARKERS, markers, strict=True):
            for sheet in markings.sheets_of(act.session, marker_id, sitting_id):
                player_of = sheet.script.component.enrolment.registration_id
                sheets.append((login, sheet.script.code, player_of))
    sheets.sort(key=lambda row: (row[2], row[1]))
    for login, code, registration_id in sheets[: len(sheets) - leave]:
        mark_one(stage, cast, login, code, registration_id, when + timedelta(hours=2))
        if progress:
            progress("mark", 1)


def mark_one(
    stage: Stage, cast: Cast, login: str, code: str, registration_id: int, when: datetime
) -> None:
    """One marker fills one sheet and locks it."""
    player = cast.of_registration(registration_id)
    with stage.act(login, when) as act:
        marker_id = act.who.account_id or 0
        script = markings.script_for(act.session, code, marker_id).script
        # The dice name candidate and unit, never the random code or who drew it, so that figures repeat.
        roll = dice(stage.seed, "work", player.number, script.component.unit)
        severity = roll.choice(SEVERITIES)
        points = abilities.rubric_points(roll, player.ability, script.brief.rubric, severity)
        version = markings.script_for(act.session, code, marker_id).version
        marking.save_sheet(act, code, marker_id, points, "按评分细则逐项评定。", version)
        marking.lock_sheet(act, code, marker_id)


def publish(stage: Stage, sitting_id: int, when: datetime) -> None:
    """Decide, propose, let the province approve, publish."""
    with stage.act("examofficer", when) as act:
        scoring.decide_results(act, sitting_id)
        proposal_id = scoring.propose_publication(act, sitting_id, "成绩已核对，提请发布。").id
    with stage.act("province", when + timedelta(hours=4)) as act:
        approvals.decide(act, proposal_id, approve=True, note="同意发布")
    with stage.act("examofficer", when + timedelta(hours=5)) as act:
        scoring.publish(act, sitting_id)


def verify_practice(stage: Stage, cast: Cast, player: Player, when: datetime) -> None:
    """The base's teacher signs and the centre verifies a declared stay."""
    if player.stay is None:
        return
    with stage.act("registrar", when) as act:
        for stay in stays.stays_of(act.session, cast.candidate_ids[player.number]):
            if stay.kind is StayKind.BASE:
                signer = Act(act.session, stage.staff["practicebase"], when)
                accreditation.countersign(
                    signer, stay.id, stay.unit_id or 0, "师基地", "实训日志齐全，表现良好。"
                )
            accreditation.verify_stay(act, stay.id)


def issue_all(stage: Stage, when: datetime) -> int:
    """Register what is due with a second person's approval, print, issue."""
    with stage.act("issuer", when) as act:
        due = [
            row.id
            for row in credential_queries.credentials(act.session, state="due", limit=100_000)[0]
        ]
        if not due:
            return 0
        proposal_id = credentials.propose_registration(act, due, "资格、成绩与实训均已核对。").id
    with stage.act("issuer2", when + timedelta(hours=1)) as act:
        approvals.decide(act, proposal_id, approve=True, note="同意登记")
    with stage.act("issuer", when + timedelta(hours=2)) as act:
        registered = [row.id for row in credentials.register(act, proposal_id)]
        credentials.print_run(act, registered)
        for credential_id in registered:
            credentials.issue(act, credential_id, recipient_checked=True, site=stage.site)
    return len(registered)


def _answer(stage: Stage, player: Player, seed: str, row: Any) -> Answer:
    version = row.item_version
    item = version.item
    roll = dice(stage.seed, "answer", player.number, item.code)
    kind = item.type.value
    right = roll.random() < abilities.chance(
        player.ability, stage.seed, item.code, kind, float(version.difficulty)
    )
    options = len(version.options) or 2
    chosen = abilities.response(roll, right, kind, version.key, options)
    return Answer(
        places.item_id(seed, row.position),
        tuple(places.option_id(seed, row.position, place) for place in chosen),
        client_ms=roll.randrange(5_000_000),
    )


def _batches(rows: Sequence[Answer], size: int) -> Iterable[Sequence[Answer]]:
    return (rows[first : first + size] for first in range(0, len(rows), size))
