"""How many agents, and in which shifts: the least staffing that keeps targets, found and proven by simulation."""
