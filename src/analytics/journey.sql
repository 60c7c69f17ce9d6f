-- Each step is a part of the one before it.
WITH chosen AS ({{ chosen }}),
visits AS (
  SELECT customer_id, count(DISTINCT order_date) AS days, max(order_date) AS last FROM orders GROUP BY customer_id
),
steps AS (
  SELECT segment, coalesce(days, 0) AS days, coalesce(last > CAST($as_of AS DATE) - 365, false) AS is_active
  FROM chosen LEFT JOIN visits ON visits.customer_id = chosen.customer_id
)
SELECT 'all' AS step, CAST(count(*) AS DOUBLE PRECISION) AS customers FROM steps
UNION ALL
SELECT 'active', CAST(count(*) FILTER (WHERE is_active) AS DOUBLE PRECISION) FROM steps
UNION ALL
SELECT 'returning', CAST(count(*) FILTER (WHERE is_active AND days > 1) AS DOUBLE PRECISION) FROM steps
UNION ALL
SELECT 'vip', CAST(count(*) FILTER (WHERE is_active AND days > 1 AND segment = 'VIP') AS DOUBLE PRECISION) FROM steps
ORDER BY 2 DESC, 1
