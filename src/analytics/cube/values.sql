-- Customers by step of engagement and by lifetime value, minor units, rounded down to two digits: no band's edge has more.
WITH spelled AS (
  SELECT segment, behavior, city, least(floor(engagement_score / 5), 19) AS step, lifetime_value,
    CAST(CAST(floor(lifetime_value * 10) AS BIGINT) AS VARCHAR) AS tenths
  FROM ({{ cube/members }}) AS members
),
rounded AS (
  SELECT segment, behavior, city, step,
    CASE
      WHEN lifetime_value = 0 THEN 0
      WHEN lifetime_value < 1 THEN 1
      ELSE 10 * CAST(rpad(substr(tenths, 1, 2), CAST(length(tenths) AS INTEGER), '0') AS DOUBLE PRECISION)
    END AS value
  FROM spelled
)
SELECT segment, behavior, CAST(city AS DOUBLE PRECISION) AS city, CAST(step AS DOUBLE PRECISION) AS step,
  CAST(value AS DOUBLE PRECISION) AS value, CAST(count(*) AS DOUBLE PRECISION) AS customers
FROM rounded
GROUP BY rounded.city, segment, behavior, rounded.step, rounded.value
ORDER BY rounded.city, segment, behavior, rounded.step, rounded.value
