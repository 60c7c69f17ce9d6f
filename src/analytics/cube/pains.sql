-- Who named which pain point.
WITH members AS ({{ cube/members }}),
named AS (SELECT segment, behavior, city, unnest(pain_points) AS pain FROM members)
SELECT segment, behavior, CAST(city AS DOUBLE PRECISION) AS city, pain, CAST(count(*) AS DOUBLE PRECISION) AS customers
FROM named
GROUP BY named.city, segment, behavior, pain
ORDER BY named.city, segment, behavior, pain
