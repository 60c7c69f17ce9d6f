-- Revenue by the number of the month and by category, minor units.
WITH members AS ({{ cube/members }}),
bought AS (
  SELECT segment, behavior, city, extract(year FROM order_date) * 12 + extract(month FROM order_date) - 1 AS month,
    category, amount
  FROM orders JOIN members ON members.customer_id = orders.customer_id
)
SELECT segment, behavior, CAST(city AS DOUBLE PRECISION) AS city, CAST(month AS DOUBLE PRECISION) AS month, category,
  CAST(sum(amount) * 100 AS DOUBLE PRECISION) AS revenue
FROM bought
GROUP BY bought.city, segment, behavior, bought.month, category
ORDER BY bought.city, segment, behavior, bought.month, category
