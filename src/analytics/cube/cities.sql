-- The biggest cities, and their places: the first is 0. A city without a name, or named as the filter's "all", cannot be chosen.
SELECT city, CAST(row_number() OVER (ORDER BY count(*) DESC, city) - 1 AS INTEGER) AS place
FROM customers WHERE trim(city) NOT IN ('', '*') GROUP BY city
ORDER BY place LIMIT CAST($cities AS INTEGER)
