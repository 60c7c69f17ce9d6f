-- Customers by the numbers of the month of their first order, and of each month or quarter (`$unit`) they ordered in.
WITH members AS ({{ cube/members }}),
habits AS ({{ habits }}),
months AS (
  SELECT DISTINCT habits.customer_id,
    CAST(extract(year FROM first) * 12 + extract(month FROM first) - 1 AS INTEGER) AS joined,
    CAST(extract(year FROM order_date) * 12 + extract(month FROM order_date) - 1 AS INTEGER) AS ordered
  FROM orders JOIN habits ON habits.customer_id = orders.customer_id
),
units AS (SELECT CASE WHEN CAST($unit AS VARCHAR) = 'quarter' THEN 3 ELSE 1 END AS months),
active AS (
  SELECT DISTINCT customer_id, joined - joined % units.months AS joined, ordered - ordered % units.months AS ordered
  FROM months CROSS JOIN units
)
SELECT segment, behavior, CAST(city AS DOUBLE PRECISION) AS city, CAST(joined AS DOUBLE PRECISION) AS joined,
  CAST(ordered AS DOUBLE PRECISION) AS ordered, CAST(count(*) AS DOUBLE PRECISION) AS customers
FROM active JOIN members ON members.customer_id = active.customer_id
GROUP BY members.city, segment, behavior, active.joined, active.ordered
ORDER BY members.city, segment, behavior, active.joined, active.ordered
