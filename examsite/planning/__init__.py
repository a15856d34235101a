"""计划: training tasks 培训任务 by city and year, and ceilings 数量指标 of institutions and practice bases (附件3)."""
