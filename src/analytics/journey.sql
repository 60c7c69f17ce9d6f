-- Each step is a part of the one before it.
WITH chosen AS ({{ chosen }}),
habits AS ({{ habits }}),
steps AS (
  SELECT segment, coalesce(days, 0) AS days, coalesce(last > CAST($as_of AS DATE) - 365, false) AS is_active
  FROM chosen LEFT JOIN habits ON habits.customer_id = chosen.customer_id
),
counted AS (
  SELECT 1 AS place, 'all' AS step, count(*) AS customers FROM steps
  UNION ALL
  SELECT 2, 'active', count(*) FROM steps WHERE is_active
  UNION ALL
  SELECT 3, 'returning', count(*) FROM steps WHERE is_active AND days > 1
  UNION ALL
  SELECT 4, 'vip', count(*) FROM steps WHERE is_active AND days > 1 AND segment = 'VIP'
)
SELECT step, CAST(customers AS DOUBLE PRECISION) AS customers FROM counted ORDER BY place
