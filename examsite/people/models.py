"""人员: accounts and the dossier."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from examsite.core.db import Base, word
from examsite.people.rules.roles import Role
from examsite.people.rules.words import (
    CredentialStatus,
    EducationLevel,
    EducationStatus,
    IdentityKind,
    Management,
    ProofKind,
    Relation,
    SchoolType,
    Sex,
    SkillGoal,
)


class Account(Base):
    """账号: who signs in. `login` is stored in lower case."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(sa.String(64), unique=True)
    name: Mapped[str] = mapped_column(sa.String(64))
    password_hash: Mapped[str | None] = mapped_column(sa.String(200))
    active: Mapped[bool] = mapped_column(default=True)
    session_key: Mapped[str] = mapped_column(sa.String(32))
    created_at: Mapped[datetime]
    grants: Mapped[list[RoleGrant]] = relationship(
        back_populates="account", foreign_keys="RoleGrant.account_id", lazy="selectin"
    )


class RoleGrant(Base):
    """角色授予: a role, with the city it is limited to where there is one.

    `approval_id` is what two persons agreed upon, good for one grant; None for what the platform itself gave.
    """

    __tablename__ = "role_grant"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"), index=True)
    role: Mapped[Role] = mapped_column(word(Role, "known_role"))
    region: Mapped[str | None] = mapped_column(sa.String(32))
    granted_at: Mapped[datetime]
    granted_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    approval_id: Mapped[int | None] = mapped_column(sa.ForeignKey("approval.id"), unique=True)
    ended_at: Mapped[datetime | None]
    account: Mapped[Account] = relationship(back_populates="grants", foreign_keys=[account_id])


class SignInFailure(Base):
    """登录失败: counted per login name and per address for throttling, in every process alike."""

    __tablename__ = "sign_in_failure"
    __table_args__ = (sa.Index("ix_sign_in_failure_key_at", "key", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(64))
    at: Mapped[datetime]


class OneTimeSignIn(Base):
    """一次性登录: a link that signs in once; only its hash is stored."""

    __tablename__ = "one_time_sign_in"

    token_hash: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Candidate(Base):
    """考生: identity and contact. The identity number is sealed; `identity_lookup` is its keyed hash."""

    __tablename__ = "candidate"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"), unique=True)
    name: Mapped[str] = mapped_column(sa.String(64))
    identity_kind: Mapped[IdentityKind] = mapped_column(word(IdentityKind, "known_identity"))
    identity_sealed: Mapped[bytes] = mapped_column(sa.LargeBinary)
    identity_lookup: Mapped[str] = mapped_column(sa.String(64), unique=True)
    identity_masked: Mapped[str] = mapped_column(sa.String(32))
    sex: Mapped[Sex] = mapped_column(word(Sex, "known_sex"))
    born_on: Mapped[date]
    phone: Mapped[str] = mapped_column(sa.String(20))
    email: Mapped[str] = mapped_column(sa.String(120), default="")
    city: Mapped[str] = mapped_column(sa.String(32))
    county: Mapped[str] = mapped_column(sa.String(12), default="")
    address: Mapped[str] = mapped_column(sa.String(200), default="")
    study_from: Mapped[date | None]
    account: Mapped[Account] = relationship(lazy="joined")
    education: Mapped[list[Education]] = relationship(order_by="Education.id", lazy="selectin")
    employment: Mapped[list[Employment]] = relationship(
        order_by="Employment.start_on", lazy="selectin"
    )
    credentials: Mapped[list[HeldCredential]] = relationship(
        order_by="HeldCredential.issued_on", lazy="selectin"
    )
    training: Mapped[list[Training]] = relationship(order_by="Training.id", lazy="selectin")
    proofs: Mapped[list[Proof]] = relationship(order_by="Proof.id", lazy="selectin")


class Education(Base):
    """学历: one course of study, finished or not. `relation` is undetermined until somebody decides."""

    __tablename__ = "education"

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(sa.ForeignKey("candidate.id"), index=True)
    level: Mapped[EducationLevel] = mapped_column(word(EducationLevel, "known_level"))
    school: Mapped[str] = mapped_column(sa.String(120))
    school_type: Mapped[SchoolType] = mapped_column(word(SchoolType, "known_school_type"))
    skill_goal: Mapped[SkillGoal] = mapped_column(word(SkillGoal, "known_skill_goal"))
    major: Mapped[str] = mapped_column(sa.String(80))
    status: Mapped[EducationStatus] = mapped_column(word(EducationStatus, "known_status"))
    graduated_on: Mapped[date | None]
    recommended_on: Mapped[date | None]


class MajorDecision(Base):
    """专业认定: whether a major counts as 本专业, decided once by a person for everybody (RD-14b)."""

    __tablename__ = "major_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    major: Mapped[str] = mapped_column(sa.String(80), unique=True)
    relation: Mapped[Relation] = mapped_column(word(Relation, "known_relation"))
    decided_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    decided_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(sa.String(500))


class Employment(Base):
    """从业经历: one spell of work; `end_on` empty while it goes on."""

    __tablename__ = "employment"
    __table_args__ = (
        sa.CheckConstraint("end_on IS NULL OR end_on >= start_on", name="ends_after_start"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(sa.ForeignKey("candidate.id"), index=True)
    employer: Mapped[str] = mapped_column(sa.String(120))
    post: Mapped[str] = mapped_column(sa.String(80))
    start_on: Mapped[date]
    end_on: Mapped[date | None]
    profession: Mapped[bool]
    management: Mapped[Management] = mapped_column(word(Management, "known_management"))


class HeldCredential(Base):
    """已取得的职业资格证书: declared by the candidate, or written here when we issue one."""

    __tablename__ = "held_credential"

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(sa.ForeignKey("candidate.id"), index=True)
    level: Mapped[str] = mapped_column(sa.String(16))
    number: Mapped[str] = mapped_column(sa.String(40))
    issuer: Mapped[str] = mapped_column(sa.String(120))
    issued_on: Mapped[date]
    status: Mapped[CredentialStatus] = mapped_column(word(CredentialStatus, "known_status"))
    issued_here: Mapped[bool] = mapped_column(default=False)


class Training(Base):
    """培训: a course with its hours and completion certificate 结业证书; `formal` once a checker confirmed."""

    __tablename__ = "training"

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(sa.ForeignKey("candidate.id"), index=True)
    for_level: Mapped[str] = mapped_column(sa.String(16))
    institution: Mapped[str] = mapped_column(sa.String(120))
    hours: Mapped[str] = mapped_column(sa.String(12))
    certificate_no: Mapped[str] = mapped_column(sa.String(40), default="")
    certificate_on: Mapped[date | None]
    formal: Mapped[bool] = mapped_column(default=False)


class Proof(Base):
    """证明材料: an uploaded paper of the candidate."""

    __tablename__ = "proof"

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(sa.ForeignKey("candidate.id"), index=True)
    kind: Mapped[ProofKind] = mapped_column(word(ProofKind, "known_kind"))
    file_name: Mapped[str] = mapped_column(sa.String(120))
    file_kind: Mapped[str] = mapped_column(sa.String(8))
    sha256: Mapped[str] = mapped_column(sa.String(64))
    size: Mapped[int]
    uploaded_at: Mapped[datetime]
