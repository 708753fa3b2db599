SELECT
  approval_id,
  subject_type,
  subject_id,
  requested_by,
  requested_at,
  approver_id,
  decided_at,
  decision,
  team_id,
  review_seconds
FROM governance__approvals
