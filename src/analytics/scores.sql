-- Quintiles of everybody who ever ordered. A mid-rank is (rank + customers up to here) / 2, the same for equals.
SELECT customer_id,
  ceil(5 * CAST(rank() OVER by_last + count(*) OVER by_last AS DOUBLE PRECISION) / (2 * count(*) OVER ())) AS recency,
  ceil(5 * CAST(rank() OVER by_days + count(*) OVER by_days AS DOUBLE PRECISION) / (2 * count(*) OVER ())) AS frequency,
  ceil(5 * CAST(rank() OVER by_value + count(*) OVER by_value AS DOUBLE PRECISION) / (2 * count(*) OVER ())) AS monetary
FROM (
  SELECT habits.customer_id, last, days, lifetime_value
  FROM ({{ habits }}) AS habits JOIN customers ON customers.customer_id = habits.customer_id
) AS buyers
WINDOW by_last AS (ORDER BY last), by_days AS (ORDER BY days), by_value AS (ORDER BY lifetime_value)
