WITH attempt AS (
  SELECT
    *,
    row_number() OVER (PARTITION BY prompt_id ORDER BY attempt DESC) AS from_last,
    count(*) OVER (PARTITION BY prompt_id) AS attempts,
    sum(input_tokens) OVER (PARTITION BY prompt_id) AS all_input_tokens,
    sum(output_tokens) OVER (PARTITION BY prompt_id) AS all_output_tokens,
    sum(cost_usd) OVER (PARTITION BY prompt_id) AS all_cost_usd
  FROM prompts__prompt_log
)

SELECT
  prompt_id,
  at,
  attempts,
  user_id AS person_id,
  role,
  workflow_id,
  microtool,
  prompt_name,
  concat(ticket_source, ':', ticket_number) AS ticket_key,
  llm_model,
  llm_model_version,
  provider,
  cloud_region,
  all_input_tokens AS input_tokens,
  all_output_tokens AS output_tokens,
  CAST(all_cost_usd AS DECIMAL(18, 6)) AS cost_usd,
  latency_ms,
  confidence,
  decision,
  approved_by,
  approved_at,
  exception_flag,
  claimed_seconds,
  channel,
  text AS text_redacted
FROM attempt
WHERE from_last = 1
