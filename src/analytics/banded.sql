-- The chosen customers with their band of lifetime value, read off its digits in tenths: a logarithm would miss edges.
SELECT segment, engagement_score,
  CASE
    WHEN lifetime_value = 0 THEN 0
    WHEN lifetime_value < 1 THEN 1
    ELSE 6 * length(tenths) - 10 + CASE
      WHEN substr(tenths, 1, 2) < '15' THEN 0
      WHEN substr(tenths, 1, 2) < '20' THEN 1
      WHEN substr(tenths, 1, 2) < '30' THEN 2
      WHEN substr(tenths, 1, 2) < '50' THEN 3
      WHEN substr(tenths, 1, 2) < '70' THEN 4
      ELSE 5
    END
  END AS band
FROM (
  SELECT segment, engagement_score, lifetime_value,
    CAST(CAST(floor(lifetime_value * 10) AS BIGINT) AS VARCHAR) AS tenths
  FROM ({{ chosen }}) AS chosen
) AS spelled
