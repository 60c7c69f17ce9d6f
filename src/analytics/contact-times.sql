-- Response rates are summed as decimals, whatever the order of rows; a worked-out rate of 0 is not known.
SELECT preferred_contact_time AS time, segment,
  CAST(count(*) AS DOUBLE PRECISION) AS customers,
  CAST(sum(CAST(response_rate AS DECIMAL(9,6))) AS DOUBLE PRECISION) AS response,
  CAST(count(*) FILTER (WHERE response_rate > 0 OR NOT ('response_rate' = ANY(derived))) AS DOUBLE PRECISION) AS known,
  CAST(sum(CAST(response_rate AS DECIMAL(4,3)) * CAST(response_rate AS DECIMAL(4,3))) AS DOUBLE PRECISION) AS squares
FROM ({{ chosen }}) AS chosen
GROUP BY preferred_contact_time, segment
ORDER BY preferred_contact_time, segment
