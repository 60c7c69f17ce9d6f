-- Orders are added up by day. Repeats: less those that were a first. A worked-out response rate of 0 is not known.
WITH chosen AS ({{ chosen }}),
periods AS (
  SELECT 'now' AS period, CAST($from AS DATE) AS starts, CAST($until AS DATE) AS ends
  UNION ALL
  SELECT 'before', CAST($before_from AS DATE), CAST($before_until AS DATE)
),
joined AS (
  SELECT period, count(*) AS customers,
    sum(CAST(engagement_score AS DECIMAL(9,6))) AS engagement, sum(CAST(response_rate AS DECIMAL(9,6))) AS response,
    count(*) FILTER (WHERE response_rate > 0 OR NOT ('response_rate' = ANY(derived))) AS known
  FROM periods CROSS JOIN chosen
  WHERE join_date <= ends
  GROUP BY period
),
visits AS ({{ visits }}),
bought AS (
  SELECT visits.customer_id, order_date, amount, greatest(order_date, join_date) AS known
  FROM visits JOIN chosen ON chosen.customer_id = visits.customer_id
),
-- What somebody paid before they joined is theirs from the day they joined.
worth AS (
  SELECT period, sum(amount) AS value
  FROM periods CROSS JOIN (SELECT known, sum(amount) AS amount FROM bought GROUP BY known) AS days
  WHERE known <= ends
  GROUP BY period
),
days AS (SELECT order_date AS day, sum(amount) AS amount, count(*) AS orders FROM bought GROUP BY order_date),
firsts AS (
  SELECT day, count(*) AS buyers
  FROM (SELECT min(order_date) AS day FROM bought GROUP BY customer_id) AS buyers
  GROUP BY day
),
sold AS (
  SELECT period, sum(amount) AS revenue, sum(orders) AS orders, sum(orders - coalesce(buyers, 0)) AS repeats
  FROM periods CROSS JOIN days LEFT JOIN firsts ON firsts.day = days.day
  WHERE days.day BETWEEN starts AND ends
  GROUP BY period
)
SELECT periods.period,
  CAST(coalesce(customers, 0) AS DOUBLE PRECISION) AS customers,
  CAST(coalesce(value, 0) * 100 AS DOUBLE PRECISION) AS value,
  CAST(coalesce(engagement, 0) AS DOUBLE PRECISION) AS engagement,
  CAST(coalesce(response, 0) AS DOUBLE PRECISION) AS response,
  CAST(coalesce(known, 0) AS DOUBLE PRECISION) AS known,
  CAST(coalesce(revenue, 0) * 100 AS DOUBLE PRECISION) AS revenue,
  CAST(coalesce(orders, 0) AS DOUBLE PRECISION) AS orders,
  CAST(coalesce(repeats, 0) AS DOUBLE PRECISION) AS repeats
FROM periods
LEFT JOIN joined ON joined.period = periods.period
LEFT JOIN worth ON worth.period = periods.period
LEFT JOIN sold ON sold.period = periods.period
ORDER BY starts DESC
