-- What a customer bought on one day is one order.
SELECT customer_id, order_date, sum(amount) AS amount FROM orders GROUP BY customer_id, order_date
