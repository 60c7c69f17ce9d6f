-- How far the customers of a group have come; groups that never ordered are absent.
WITH members AS ({{ cube/members }}),
habits AS ({{ habits }})
SELECT segment, behavior, CAST(city AS DOUBLE PRECISION) AS city,
  CAST(count(*) FILTER (WHERE last > CAST($as_of AS DATE) - 365) AS DOUBLE PRECISION) AS active,
  CAST(count(*) FILTER (WHERE last > CAST($as_of AS DATE) - 365 AND days > 1) AS DOUBLE PRECISION) AS returning,
  CAST(count(*) FILTER (WHERE last > CAST($as_of AS DATE) - 90) AS DOUBLE PRECISION) AS recent
FROM members JOIN habits ON habits.customer_id = members.customer_id
GROUP BY members.city, segment, behavior
ORDER BY members.city, segment, behavior
