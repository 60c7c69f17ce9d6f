-- Engagement is summed as a decimal: a sum of doubles would depend on the order of the rows.
SELECT segment, buying_behavior AS behavior,
  CAST(count(*) AS DOUBLE PRECISION) AS customers,
  CAST(sum(CAST(engagement_score AS DECIMAL(9,6))) AS DOUBLE PRECISION) AS engagement,
  CAST(sum(lifetime_value) * 100 AS DOUBLE PRECISION) AS value
FROM ({{ chosen }}) AS chosen
GROUP BY segment, buying_behavior
ORDER BY segment, buying_behavior
