"""What happens by the clock: the command, its options, and how often, in seconds."""

MINUTE_S = 60
DAY_S = 24 * 60 * MINUTE_S

SCHEDULE = [
    (MINUTE_S, "publish_scheduled", {}),  # pages that editors scheduled
    (MINUTE_S, "close_orders", {}),  # unpaid in time, or past the time for claims
    (10 * MINUTE_S, "ask_payments", {}),  # paid online, and no notice came
    (DAY_S, "prune_db_task_results", {"min_age_days": 30}),
    (DAY_S, "clearsessions", {}),
    (DAY_S, "prune_claims", {}),  # begun and never sent
]
