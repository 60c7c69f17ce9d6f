-- In the order that breaks ties.
SELECT DISTINCT category FROM orders ORDER BY category
