-- A score of 100 belongs to the last step.
SELECT CAST(step AS DOUBLE PRECISION) AS step, CAST(band AS DOUBLE PRECISION) AS band,
  CAST(count(*) AS DOUBLE PRECISION) AS customers
FROM (SELECT least(floor(engagement_score / 5), 19) AS step, band FROM ({{ banded }}) AS banded) AS stepped
GROUP BY step, band
ORDER BY step, band
