"""成绩规则: `decision` (the 60-point rule) and `lifecycle` (the life of a result)."""
