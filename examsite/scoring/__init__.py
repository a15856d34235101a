"""成绩: combining the parts under the 60-point rule, the decision record, publication.

均达到60分以上方可通过认证 (附件1): every part of every chosen direction by itself, exact, nothing rounded,
nothing compensated. A result stores the rule version, the facts it saw and its reasons as codes.
"""
