-- Everybody who ever ordered: on how many days, the first and the last of them.
SELECT customer_id, count(DISTINCT order_date) AS days, min(order_date) AS first, max(order_date) AS last
FROM orders
GROUP BY customer_id
