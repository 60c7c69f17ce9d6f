-- Response rates are summed as decimals: a sum of doubles would depend on the order of the rows.
SELECT preferred_contact_time AS time, segment,
  CAST(count(*) AS DOUBLE PRECISION) AS customers,
  CAST(sum(CAST(response_rate AS DECIMAL(9,6))) AS DOUBLE PRECISION) AS response,
  CAST(sum(CAST(response_rate AS DECIMAL(4,3)) * CAST(response_rate AS DECIMAL(4,3))) AS DOUBLE PRECISION) AS squares
FROM ({{ chosen }}) AS chosen
GROUP BY preferred_contact_time, segment
ORDER BY preferred_contact_time, segment
