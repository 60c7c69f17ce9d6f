-- Scores are given to everybody first, and the filter looks at them: a customer's score does not depend on it.
WITH chosen AS ({{ chosen }}),
scores AS ({{ scores }})
SELECT recency, frequency,
  CAST(count(*) AS DOUBLE PRECISION) AS customers,
  CAST(sum(lifetime_value) * 100 AS DOUBLE PRECISION) AS value
FROM chosen JOIN scores ON scores.customer_id = chosen.customer_id
GROUP BY recency, frequency
ORDER BY recency, frequency
