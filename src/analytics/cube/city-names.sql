SELECT city FROM ({{ cube/cities }}) AS biggest ORDER BY place
