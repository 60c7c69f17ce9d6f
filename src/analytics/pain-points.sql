-- A customer counts once for each pain, and once in the segment.
WITH chosen AS ({{ chosen }}),
peers AS (SELECT segment, count(*) AS customers FROM chosen GROUP BY segment),
named AS (SELECT segment, unnest(pain_points) AS pain FROM chosen),
counted AS (SELECT segment, pain, count(*) AS customers FROM named GROUP BY segment, pain)
SELECT counted.segment, pain,
  CAST(counted.customers AS DOUBLE PRECISION) AS customers,
  CAST(peers.customers AS DOUBLE PRECISION) AS of
FROM counted JOIN peers ON peers.segment = counted.segment
ORDER BY counted.segment, pain
