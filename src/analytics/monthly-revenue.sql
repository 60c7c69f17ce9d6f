-- Timestamps, not dates, go into series and date_trunc: made of dates, they would know a time zone on one engine.
WITH chosen AS ({{ chosen }}),
months AS (
  SELECT CAST(series.start AS DATE) AS month
  FROM generate_series(
    CAST(CAST($from AS DATE) AS TIMESTAMP), CAST(CAST($until AS DATE) AS TIMESTAMP), INTERVAL '1 month'
  ) AS series(start)
),
visits AS ({{ visits }}),
sums AS (
  SELECT CAST(date_trunc('month', CAST(order_date AS TIMESTAMP)) AS DATE) AS month,
    sum(amount) AS revenue, count(*) AS orders
  FROM visits
  WHERE customer_id IN (SELECT customer_id FROM chosen)
  GROUP BY 1
)
SELECT substr(CAST(months.month AS VARCHAR), 1, 7) AS month,
  CAST(coalesce(now.revenue, 0) * 100 AS DOUBLE PRECISION) AS revenue,
  CAST(coalesce(now.orders, 0) AS DOUBLE PRECISION) AS orders,
  CAST(coalesce(earlier.revenue, 0) * 100 AS DOUBLE PRECISION) AS year_before
FROM months
LEFT JOIN sums AS now ON now.month = months.month
LEFT JOIN sums AS earlier ON earlier.month = CAST(months.month - INTERVAL '1 year' AS DATE)
ORDER BY months.month
