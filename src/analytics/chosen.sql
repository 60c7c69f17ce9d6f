-- The customers that a filter chooses.
SELECT * FROM customers
WHERE $segment IN ('*', segment) AND $behavior IN ('*', buying_behavior) AND $city IN ('*', city)
