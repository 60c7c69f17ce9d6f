-- Scores compare everybody, whatever the group.
WITH members AS ({{ cube/members }}),
scores AS ({{ scores }})
SELECT segment, behavior, CAST(city AS DOUBLE PRECISION) AS city, recency, frequency,
  CAST(count(*) AS DOUBLE PRECISION) AS customers, CAST(sum(lifetime_value) * 100 AS DOUBLE PRECISION) AS value
FROM members JOIN scores ON scores.customer_id = members.customer_id
GROUP BY members.city, segment, behavior, recency, frequency
ORDER BY members.city, segment, behavior, recency, frequency
