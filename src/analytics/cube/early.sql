-- What customers paid before the month they joined, minor units: as paid in the month they paid it, as counted in the month
-- from which it is theirs.
WITH members AS ({{ cube/members }}),
early AS (
  SELECT segment, behavior, city, amount,
    extract(year FROM order_date) * 12 + extract(month FROM order_date) - 1 AS ordered,
    extract(year FROM join_date) * 12 + extract(month FROM join_date) - 1 AS joined
  FROM orders JOIN members ON members.customer_id = orders.customer_id
  WHERE order_date < join_date
),
moved AS (
  SELECT segment, behavior, city, ordered AS month, amount AS paid, 0 AS counted FROM early WHERE ordered < joined
  UNION ALL
  SELECT segment, behavior, city, joined, 0, amount FROM early WHERE ordered < joined
)
SELECT segment, behavior, CAST(city AS DOUBLE PRECISION) AS city, CAST(month AS DOUBLE PRECISION) AS month,
  CAST(sum(paid) * 100 AS DOUBLE PRECISION) AS paid, CAST(sum(counted) * 100 AS DOUBLE PRECISION) AS counted
FROM moved
GROUP BY moved.city, segment, behavior, moved.month
ORDER BY moved.city, segment, behavior, moved.month
