-- The first so many by id: a choice that does not change from run to run.
SELECT segment, engagement_score AS engagement, CAST(lifetime_value * 100 AS DOUBLE PRECISION) AS value
FROM ({{ chosen }}) AS chosen
ORDER BY customer_id
LIMIT CAST($most AS BIGINT)
