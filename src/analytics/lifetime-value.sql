-- Bands are fixed, so that two filters can be compared.
SELECT segment, CAST(band AS DOUBLE PRECISION) AS band, CAST(count(*) AS DOUBLE PRECISION) AS customers
FROM ({{ banded }}) AS banded
GROUP BY segment, band
ORDER BY segment, band
