-- Orders by the number of their month; repeats are those after a customer's first.
WITH members AS ({{ cube/members }}),
habits AS ({{ habits }}),
visits AS ({{ visits }}),
bought AS (
  SELECT segment, behavior, city, extract(year FROM order_date) * 12 + extract(month FROM order_date) - 1 AS month,
    order_date > first AS is_repeat
  FROM visits
  JOIN habits ON habits.customer_id = visits.customer_id
  JOIN members ON members.customer_id = visits.customer_id
)
SELECT segment, behavior, CAST(city AS DOUBLE PRECISION) AS city, CAST(month AS DOUBLE PRECISION) AS month,
  CAST(count(*) AS DOUBLE PRECISION) AS orders,
  CAST(count(*) FILTER (WHERE is_repeat) AS DOUBLE PRECISION) AS repeats
FROM bought
GROUP BY bought.city, segment, behavior, bought.month
ORDER BY bought.city, segment, behavior, bought.month
