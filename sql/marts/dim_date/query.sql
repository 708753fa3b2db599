WITH bound AS (
  SELECT
    min(period_start) AS first_day,
    max(period_end) AS last_day
  FROM kpi_current
),

day AS (
  SELECT explode(sequence(first_day, last_day)) AS date
  FROM bound
  WHERE first_day IS NOT NULL
)

SELECT
  date,
  CAST(extract(YEAROFWEEK FROM date) AS INT) AS iso_year,
  CAST(extract(WEEK FROM date) AS INT) AS iso_week,
  CAST(date_trunc('WEEK', date) AS DATE) AS week_start,
  CAST(date_trunc('MONTH', date) AS DATE) AS month_start,
  CAST(date_trunc('QUARTER', date) AS DATE) AS quarter_start,
  weekday(date) >= 5 AS is_weekend
FROM day
