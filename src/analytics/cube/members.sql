-- Everybody, with the place of their city; who lives elsewhere, or nobody knows where, has the place after the last.
SELECT customer_id, segment, buying_behavior AS behavior, coalesce(biggest.place, CAST($cities AS INTEGER)) AS city,
  join_date, engagement_score, response_rate, lifetime_value, preferred_contact_time, pain_points, derived
FROM customers LEFT JOIN ({{ cube/cities }}) AS biggest ON biggest.city = customers.city
