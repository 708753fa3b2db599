SELECT
  assignment_id,
  person_id,
  team_id,
  track_id,
  microtool,
  assigned_at,
  completed_at,
  status = 'void' AS is_void,
  quiz_score,
  quiz_passed_at,
  shadow_samples,
  shadow_passed_at,
  training_seconds
FROM learning__training
