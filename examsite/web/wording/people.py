"""Words of accounts and the dossier."""

from __future__ import annotations

from examsite.people import rules
from examsite.people.rules import PersonProblem as P
from examsite.web.wording.mark import N_

WORDS = {
    rules.Role: {
        rules.Role.CANDIDATE: N_("考生"),
        rules.Role.INSTITUTION: N_("培训机构"),
        rules.Role.PRACTICE_BASE: N_("实践基地"),
        rules.Role.COUNTY: N_("县（市、区）商务主管部门"),
        rules.Role.CITY: N_("市商务主管部门"),
        rules.Role.PROVINCE: N_("省商务厅"),
        rules.Role.HR: N_("人社部门"),
        rules.Role.ASSOCIATION: N_("省电子商务促进会"),
        rules.Role.REGISTRAR: N_("资格审核员"),
        rules.Role.ITEM_AUTHOR: N_("命题员"),
        rules.Role.ITEM_REVIEWER: N_("审题员"),
        rules.Role.EXAM_OFFICER: N_("考务员"),
        rules.Role.ISSUER: N_("发证员"),
        rules.Role.PRINTER: N_("证书印制员"),
        rules.Role.MARKER: N_("阅卷员"),
        rules.Role.CHIEF_MARKER: N_("阅卷组长"),
        rules.Role.INVIGILATOR: N_("监考员"),
        rules.Role.AUDITOR: N_("审计员"),
        rules.Role.SECURITY_ADMIN: N_("安全管理员"),
        rules.Role.SYSTEM_ADMIN: N_("系统管理员"),
    },
    rules.Seat: {
        rules.Seat.CANDIDATE: N_("考生端"),
        rules.Seat.INVIGILATOR: N_("监考端"),
        rules.Seat.MARKER: N_("阅卷端"),
        rules.Seat.CENTRE: N_("认证中心"),
        rules.Seat.INSTITUTION: N_("机构端"),
        rules.Seat.AUTHORITY: N_("主管部门"),
        rules.Seat.ADMINISTRATION: N_("系统管理"),
    },
    rules.IdentityKind: {
        rules.IdentityKind.RESIDENT: N_("居民身份证"),
        rules.IdentityKind.HK_MACAO_TAIWAN: N_("港澳台居民来往内地（大陆）通行证"),
        rules.IdentityKind.FOREIGN_PERMANENT: N_("外国人永久居留身份证"),
        rules.IdentityKind.PASSPORT: N_("护照"),
        rules.IdentityKind.OFFICER: N_("军官证"),
    },
    rules.Sex: {
        rules.Sex.FEMALE: N_("女"),
        rules.Sex.MALE: N_("男"),
    },
    rules.EducationLevel: {
        rules.EducationLevel.SECONDARY: N_("中专、技工院校及以下"),
        rules.EducationLevel.COLLEGE: N_("大学专科"),
        rules.EducationLevel.BACHELOR: N_("大学本科"),
        rules.EducationLevel.MASTER: N_("硕士研究生"),
        rules.EducationLevel.DOCTOR: N_("博士研究生"),
    },
    rules.SchoolType: {
        rules.SchoolType.UNIVERSITY: N_("普通高校"),
        rules.SchoolType.VOCATIONAL: N_("职业技术学院"),
        rules.SchoolType.TECHNICIAN: N_("技师院校"),
        rules.SchoolType.SECONDARY: N_("中等职业学校"),
    },
    rules.SkillGoal: {
        rules.SkillGoal.ADVANCED: N_("高级技能"),
        rules.SkillGoal.INTERMEDIATE: N_("中级技能"),
        rules.SkillGoal.NONE: N_("无"),
    },
    rules.EducationStatus: {
        rules.EducationStatus.GRADUATED: N_("已毕业"),
        rules.EducationStatus.ENROLLED: N_("在校"),
        rules.EducationStatus.COMPLETED_WITHOUT_DIPLOMA: N_("结业（无毕业证书）"),
        rules.EducationStatus.DROPPED: N_("肄业"),
    },
    rules.Relation: {
        rules.Relation.RELATED: N_("本专业"),
        rules.Relation.UNRELATED: N_("非本专业"),
    },
    rules.Management: {
        rules.Management.NONE: N_("非管理岗位"),
        rules.Management.FIRST_LINE: N_("基层管理岗位"),
        rules.Management.MIDDLE: N_("中层管理岗位"),
        rules.Management.SENIOR: N_("高层管理岗位"),
    },
    rules.CredentialStatus: {
        rules.CredentialStatus.VALID: N_("有效"),
        rules.CredentialStatus.REVOKED: N_("已撤销"),
    },
    rules.ProofKind: {
        rules.ProofKind.IDENTITY: N_("身份证件"),
        rules.ProofKind.PHOTO: N_("证件照"),
        rules.ProofKind.DIPLOMA: N_("毕业证书"),
        rules.ProofKind.EMPLOYMENT: N_("从业年限证明"),
        rules.ProofKind.CREDENTIAL: N_("已有职业资格证书"),
        rules.ProofKind.TRAINING: N_("培训结业证书"),
        rules.ProofKind.RECOMMENDATION: N_("学校推荐函"),
        rules.ProofKind.PRACTICE: N_("实训或实习证明"),
    },
    P: {
        P.LOGIN_TAKEN: N_("这个登录名已有人使用，请换一个。"),
        P.LOGIN_FORM: N_("登录名用 4 到 64 个小写字母、数字或 . _ @ -，以字母或数字开头。"),
        P.PASSWORD_SHORT: N_("密码至少 8 位。"),
        P.PASSWORD_COMMON: N_("这个密码太容易被猜到，请换一个。"),
        P.WRONG_SIGN_IN: N_("登录名或密码不对，请检查后再试。"),
        P.TOO_MANY_TRIES: N_("尝试次数过多，请 15 分钟后再试。"),
        P.LINK_SPENT: N_("这个登录链接已用过或已过期，请重新获取。"),
        P.IDENTITY_FORM: N_("证件号码的位数或字符不对，请对照证件检查。"),
        P.IDENTITY_CHECK_DIGIT: N_("身份证号码校验位不符，请逐位核对。"),
        P.IDENTITY_BIRTHDAY: N_("身份证号码里的出生日期不存在，请核对第 7 至 14 位。"),
        P.IDENTITY_PROVINCE: N_("身份证号码的前两位不是省份代码，请核对。"),
        P.IDENTITY_TAKEN: N_(
            "这个证件号码已有考生档案，请用原账号登录；如非本人登记，请联系认证中心。"
        ),
        P.IDENTITY_FIXED: N_("报名提交后证件信息不能自行修改，请联系认证中心更正。"),
        P.PHONE_FORM: N_("手机号码是 1 开头的 11 位数字。"),
        P.TOO_YOUNG: N_("未满 14 周岁不能在本平台注册。"),
        P.ENDS_BEFORE_START: N_("结束日期早于开始日期，请检查。"),
        P.IN_THE_FUTURE: N_("日期不能晚于今天。"),
        P.DATE_NEEDED: N_("请填写日期。"),
        P.DOSSIER_FIRST: N_("请先填写个人档案。"),
        P.HOURS_FORM: N_("学时填正数，最多一位小数，例如 230 或 229.5。"),
        P.OWN_GRANT: N_("不能给自己授予角色，请由另一名安全管理员办理。"),
        P.REASON_NEEDED: N_("请写明理由。"),
        P.SEX_NEEDED: N_("请选择性别。"),
        P.ISSUED_HERE: N_("本平台核发的证书记录不能修改。"),
    },
}
