-- One scan over both periods: the one before ends where the other starts.
WITH chosen AS ({{ chosen }}),
sums AS (
  SELECT category,
    coalesce(sum(amount) FILTER (WHERE order_date >= CAST($from AS DATE)), 0) AS revenue,
    coalesce(sum(amount) FILTER (WHERE order_date <= CAST($before_until AS DATE)), 0) AS earlier
  FROM orders
  WHERE order_date BETWEEN CAST($before_from AS DATE) AND CAST($until AS DATE)
    AND customer_id IN (SELECT customer_id FROM chosen)
  GROUP BY category
)
SELECT category, CAST(revenue * 100 AS DOUBLE PRECISION) AS revenue, CAST(earlier * 100 AS DOUBLE PRECISION) AS before
FROM sums
WHERE revenue > 0 OR earlier > 0
ORDER BY sums.revenue DESC, category
