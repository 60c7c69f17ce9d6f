-- The rank among peers less one is how many stand strictly lower. Whose answers nobody has counted is no peer in them.
WITH scores AS ({{ scores }}),
habits AS ({{ habits }}),
everybody AS (
  SELECT customers.customer_id, segment, lifetime_value, engagement_score,
    CASE WHEN response_rate > 0 OR NOT ('response_rate' = ANY(derived)) THEN response_rate END AS response_rate,
    coalesce(recency, 0) AS recency, coalesce(frequency, 0) AS frequency, coalesce(monetary, 0) AS monetary,
    coalesce(days, 0) AS days
  FROM customers
  LEFT JOIN scores ON scores.customer_id = customers.customer_id
  LEFT JOIN habits ON habits.customer_id = customers.customer_id
)
SELECT customer_id, recency, frequency, monetary,
  CAST(count(*) OVER (PARTITION BY segment) AS DOUBLE PRECISION) AS peers,
  CAST(rank() OVER (PARTITION BY segment ORDER BY lifetime_value) - 1 AS DOUBLE PRECISION) AS value_above,
  CAST(rank() OVER (PARTITION BY segment ORDER BY days) - 1 AS DOUBLE PRECISION) AS orders_above,
  CAST(rank() OVER (PARTITION BY segment ORDER BY engagement_score) - 1 AS DOUBLE PRECISION) AS engagement_above,
  CAST(count(response_rate) OVER (PARTITION BY segment) AS DOUBLE PRECISION) AS response_peers,
  CASE WHEN response_rate IS NULL THEN 0
    ELSE CAST(rank() OVER (PARTITION BY segment, response_rate IS NULL ORDER BY response_rate) - 1 AS DOUBLE PRECISION)
  END AS response_above
FROM everybody
ORDER BY customer_id
