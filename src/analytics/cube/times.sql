-- Who prefers which contact time; response rates in millionths.
WITH members AS ({{ cube/members }})
SELECT segment, behavior, CAST(city AS DOUBLE PRECISION) AS city, preferred_contact_time AS time,
  CAST(count(*) AS DOUBLE PRECISION) AS customers,
  CAST(sum(CAST(response_rate AS DECIMAL(9,6))) * 1000000 AS DOUBLE PRECISION) AS response,
  CAST(count(*) FILTER (WHERE response_rate > 0 OR NOT ('response_rate' = ANY(derived))) AS DOUBLE PRECISION) AS known,
  CAST(sum(CAST(response_rate AS DECIMAL(4,3)) * CAST(response_rate AS DECIMAL(4,3))) * 1000000 AS DOUBLE PRECISION)
    AS squares
FROM members
GROUP BY members.city, segment, behavior, preferred_contact_time
ORDER BY members.city, segment, behavior, preferred_contact_time
