"""统计: the five reconciliations of a sitting, pass rates, item facility. Reads everything, writes nothing."""
