-- Sums over customers; whoever never ordered counts with 0 orders, and a worked-out response rate of 0 is not known.
WITH chosen AS ({{ chosen }}),
habits AS ({{ habits }})
SELECT segment,
  CAST(count(*) AS DOUBLE PRECISION) AS customers,
  CAST(sum(CAST(engagement_score AS DECIMAL(9,6))) AS DOUBLE PRECISION) AS engagement,
  CAST(sum(CAST(response_rate AS DECIMAL(9,6))) AS DOUBLE PRECISION) AS response,
  CAST(count(*) FILTER (WHERE response_rate > 0 OR NOT ('response_rate' = ANY(derived))) AS DOUBLE PRECISION) AS known,
  CAST(sum(lifetime_value) * 100 AS DOUBLE PRECISION) AS value,
  CAST(sum(coalesce(days, 0)) AS DOUBLE PRECISION) AS orders,
  CAST(count(*) FILTER (WHERE last > CAST($as_of AS DATE) - 90) AS DOUBLE PRECISION) AS recent
FROM chosen LEFT JOIN habits ON habits.customer_id = chosen.customer_id
GROUP BY segment
ORDER BY segment
