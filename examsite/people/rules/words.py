"""Words of the dossier 档案: what a candidate chooses from."""

from __future__ import annotations

from enum import StrEnum


class IdentityKind(StrEnum):
    """证件类型."""

    RESIDENT = "resident_id"
    HK_MACAO_TAIWAN = "hk_macao_taiwan_permit"
    FOREIGN_PERMANENT = "foreign_permanent"
    PASSPORT = "passport"
    OFFICER = "officer_card"


class Sex(StrEnum):
    """性别."""

    FEMALE = "female"
    MALE = "male"


class EducationLevel(StrEnum):
    """文化程度; a technician college's diploma is `secondary` (RD-13)."""

    SECONDARY = "secondary"
    COLLEGE = "college"
    BACHELOR = "bachelor"
    MASTER = "master"
    DOCTOR = "doctor"


class SchoolType(StrEnum):
    """学校类型."""

    UNIVERSITY = "university"
    VOCATIONAL = "vocational_technical_college"
    TECHNICIAN = "technician_college"
    SECONDARY = "secondary_vocational"


class SkillGoal(StrEnum):
    """培养目标."""

    ADVANCED = "advanced"
    INTERMEDIATE = "intermediate"
    NONE = "none"


class EducationStatus(StrEnum):
    """学业状态."""

    GRADUATED = "graduated"
    ENROLLED = "enrolled"
    COMPLETED_WITHOUT_DIPLOMA = "completed_without_diploma"
    DROPPED = "dropped"


class Relation(StrEnum):
    """本专业与否."""

    RELATED = "related"
    UNRELATED = "unrelated"


class Management(StrEnum):
    """管理岗位."""

    NONE = "none"
    FIRST_LINE = "first_line"
    MIDDLE = "middle"
    SENIOR = "senior"


class CredentialStatus(StrEnum):
    """证书状态."""

    VALID = "valid"
    REVOKED = "revoked"


class ProofKind(StrEnum):
    """证明材料种类."""

    IDENTITY = "identity"
    PHOTO = "photo"
    DIPLOMA = "diploma"
    EMPLOYMENT = "employment"
    CREDENTIAL = "credential"
    TRAINING = "training"
    RECOMMENDATION = "recommendation"
    PRACTICE = "practice"
