-- A customer counts once in a month or quarter, however often they ordered in it.
WITH chosen AS ({{ chosen }}),
active AS (
  SELECT DISTINCT customer_id, date_trunc(CAST($unit AS VARCHAR), CAST(order_date AS TIMESTAMP)) AS ordered
  FROM orders
  WHERE customer_id IN (SELECT customer_id FROM chosen)
),
pairs AS (SELECT ordered, min(ordered) OVER (PARTITION BY customer_id) AS joined FROM active),
cells AS (
  SELECT joined, count(*) AS customers,
    12 * (extract(year FROM ordered) - extract(year FROM joined)) + extract(month FROM ordered)
      - extract(month FROM joined) AS months
  FROM pairs
  GROUP BY joined, ordered
)
SELECT substr(CAST(CAST(joined AS DATE) AS VARCHAR), 1, 7) AS cohort,
  CAST(months AS DOUBLE PRECISION) / CASE WHEN CAST($unit AS VARCHAR) = 'quarter' THEN 3 ELSE 1 END AS age,
  CAST(customers AS DOUBLE PRECISION) AS customers
FROM cells
ORDER BY joined, months
