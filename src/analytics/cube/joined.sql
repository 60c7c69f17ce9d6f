-- Customers by the number of the month they joined, with their sums of today; scores in millionths, so that sums are whole.
WITH members AS ({{ cube/members }}),
joined AS (
  SELECT segment, behavior, city, extract(year FROM join_date) * 12 + extract(month FROM join_date) - 1 AS month,
    CAST(engagement_score AS DECIMAL(9,6)) AS engagement, CAST(response_rate AS DECIMAL(9,6)) AS response,
    response_rate, derived
  FROM members
)
SELECT segment, behavior, CAST(city AS DOUBLE PRECISION) AS city, CAST(month AS DOUBLE PRECISION) AS month,
  CAST(count(*) AS DOUBLE PRECISION) AS customers,
  CAST(sum(engagement) * 1000000 AS DOUBLE PRECISION) AS engagement,
  CAST(sum(response) * 1000000 AS DOUBLE PRECISION) AS response,
  CAST(count(*) FILTER (WHERE response_rate > 0 OR NOT ('response_rate' = ANY(derived))) AS DOUBLE PRECISION) AS known
FROM joined
GROUP BY joined.city, segment, behavior, joined.month
ORDER BY joined.city, segment, behavior, joined.month
