-- One fold for tickets and process logs: a rule of rework is written once.
WITH audit AS (
  SELECT
    concat('servicenow:', number) AS ticket_key,
    'servicenow' AS source,
    number,
    sys_updated_at AS at,
    sys_mod_count AS source_seq,
    incident_state AS state,
    nullif(assignment_group, '') AS own_team_id,
    sys_updated_by AS person_id,
    assigned_to AS assignee_id,
    time_worked AS worked_total_seconds,
    CAST(NULL AS BIGINT) AS measured_seconds,
    CAST(substring(priority, 1, 1) AS INT) AS priority,
    contact_type AS channel,
    category,
    opened_at,
    made_sla AS source_made_sla,
    _record_hash
  FROM servicenow__incident_audit
),

log_event AS (
  SELECT
    concat('eventlog/', log, ':', case_id) AS ticket_key,
    concat('eventlog/', log) AS source,
    case_id AS number,
    at,
    position AS source_seq,
    CASE WHEN coalesce(s.with_transition, TRUE) THEN concat_ws('+', activity, transition) ELSE activity END AS state,
    nullif(team, '') AS own_team_id,
    resource AS person_id,
    resource AS assignee_id,
    CAST(NULL AS BIGINT) AS worked_total_seconds,
    CAST(NULL AS BIGINT) AS measured_seconds,
    CAST(NULL AS INT) AS priority,
    CAST(NULL AS STRING) AS channel,
    CAST(NULL AS STRING) AS category,
    CAST(NULL AS TIMESTAMP) AS opened_at,
    CAST(NULL AS BOOLEAN) AS source_made_sla,
    _record_hash
  FROM eventlog__event AS e
  LEFT JOIN source_setting AS s ON s.source = concat('eventlog/', e.log)
),

source_event AS (
  SELECT * FROM audit
  UNION ALL
  SELECT * FROM log_event
),

-- A source without a state map of its own (most process logs) takes its steps as they are, none of them done.
mapped AS (
  SELECT
    e.*,
    coalesce(m.activity, CASE WHEN s.maps_all_states THEN e.state END, 'unknown') AS activity,
    coalesce(m.activity IS NOT NULL OR s.maps_all_states, FALSE) AS is_mapped,
    CASE WHEN m.activity IS NOT NULL OR s.maps_all_states THEN coalesce(m.done, FALSE) END AS own_done,
    s.once AS source_once
  FROM source_event AS e
  LEFT JOIN state_map AS m ON m.source = e.source AND m.state = e.state
  LEFT JOIN source_setting AS s ON s.source = e.source
),

ordered AS (
  SELECT
    *,
    row_number() OVER (PARTITION BY ticket_key ORDER BY at, source_seq, _record_hash) AS seq
  FROM mapped
),

-- An unmapped state keeps what was true before it, whatever its own columns say.
carried AS (
  SELECT
    *,
    CASE WHEN is_mapped THEN own_team_id END AS mapped_team_id,
    coalesce(last_value(own_done, TRUE) OVER up_to_now, FALSE) AS done,
    last_value(CASE WHEN is_mapped THEN own_team_id END, TRUE) OVER up_to_now AS last_team_id,
    last_value(CASE WHEN is_mapped THEN own_team_id END, TRUE) OVER before AS team_before,
    max(worked_total_seconds) OVER before AS worked_before,
    max(source_seq) OVER before AS highest_seq_before,
    lag(activity) OVER by_seq AS activity_before,
    first_value(category) OVER by_seq AS opening_category
  FROM ordered
  WINDOW
    by_seq AS (PARTITION BY ticket_key ORDER BY seq),
    up_to_now AS (PARTITION BY ticket_key ORDER BY seq ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW),
    before AS (PARTITION BY ticket_key ORDER BY seq ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
),

runs AS (
  SELECT
    *,
    coalesce(lag(done) OVER by_seq, FALSE) AS was_done,
    coalesce(max(done) OVER before, FALSE) AS was_ever_done,
    CASE WHEN is_mapped THEN mapped_team_id ELSE team_before END AS team_id,
    count_if(NOT (activity <=> activity_before)) OVER (PARTITION BY ticket_key, activity ORDER BY seq) AS run_of_activity
  FROM carried
  WINDOW
    by_seq AS (PARTITION BY ticket_key ORDER BY seq),
    before AS (PARTITION BY ticket_key ORDER BY seq ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
),

with_workflow AS (
  SELECT
    r.*,
    w.workflow_id,
    coalesce(w.once, r.source_once) AS once,
    coalesce(r.team_id <> r.team_before, FALSE) AS changes_team,
    d.handling_seconds AS default_handling_seconds,
    d.orientation_seconds
  FROM runs AS r
  LEFT JOIN workflow AS w ON w.source = r.source AND w.category = r.opening_category
  LEFT JOIN handling_default AS d ON d.activity = r.activity
),

classified AS (
  SELECT
    *,
    -- The increase of a cumulative counter; a counter that falls back is a correction and adds nothing.
    -- greatest() skips nulls: without the condition an unmeasured event would count as 0 seconds.
    coalesce(
      CASE
        WHEN worked_total_seconds IS NOT NULL
          THEN CAST(greatest(worked_total_seconds - coalesce(worked_before, 0), 0) AS BIGINT)
      END,
      measured_seconds,
      default_handling_seconds
    ) AS handling_seconds,
    CASE
      WHEN worked_total_seconds IS NOT NULL OR measured_seconds IS NOT NULL THEN 'measured'
      WHEN default_handling_seconds IS NOT NULL THEN 'defaults'
    END AS basis,
    CASE
      WHEN NOT done AND was_ever_done THEN 'reopen'
      WHEN coalesce(instr(once, concat('"', activity, '"')) > 0, FALSE) AND run_of_activity >= 2 THEN 'repeat'
      WHEN changes_team AND NOT was_done THEN 'hand_off'
      ELSE 'first'
    END AS rework_class
  FROM with_workflow
)

SELECT
  ticket_key,
  CAST(seq AS BIGINT) AS seq,
  source,
  number,
  at,
  source_seq,
  state,
  activity,
  is_mapped,
  done,
  was_done,
  done AND NOT was_done AS is_resolution,
  was_done AND NOT done AS is_reopening,
  team_id,
  last_team_id,
  changes_team,
  person_id,
  assignee_id,
  handling_seconds,
  basis,
  rework_class,
  once IS NOT NULL AS repeat_known,
  CAST(
    CASE
      WHEN handling_seconds IS NULL THEN NULL
      WHEN rework_class IN ('reopen', 'repeat') THEN handling_seconds
      -- least() would skip a missing orientation time and count the whole event.
      WHEN rework_class = 'hand_off' AND orientation_seconds IS NULL THEN NULL
      WHEN rework_class = 'hand_off' THEN least(handling_seconds, orientation_seconds)
      ELSE 0
    END AS BIGINT
  ) AS lost_seconds,
  workflow_id,
  priority,
  channel,
  category,
  opened_at,
  source_made_sla,
  coalesce(source_seq < highest_seq_before, FALSE) AS is_order_conflict
FROM classified
