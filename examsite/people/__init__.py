"""人员: accounts, roles and powers, and the dossier 档案 (education, employment, credentials held, training).

The dossier says what a candidate states and proves; registration freezes it at the day of application
and judges it. Identity numbers are stored sealed; only `identity_number` opens one, and logs that it did.
Deliberately absent: face recognition, any default password.
"""
