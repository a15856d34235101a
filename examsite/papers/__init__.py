"""组卷: blueprint 双向细目表, assembly from a seed, sealed paper 试卷.

The same blueprint, bank and seed give the same paper on any machine and either database.
"""
