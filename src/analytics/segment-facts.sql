-- What the rules of segments.yaml can ask of a customer; without orders the scores and the days since the last order are null.
SELECT customers.customer_id, segment, buying_behavior, preferred_contact_time, email_consent, interests, pain_points,
  city, locale, engagement_score, response_rate,
  CAST(customers.lifetime_value * 100 AS DOUBLE PRECISION) AS lifetime_value,
  recency, frequency, monetary,
  CAST(coalesce(days, 0) AS DOUBLE PRECISION) AS orders,
  CAST(CAST($as_of AS DATE) - last AS DOUBLE PRECISION) AS days_since_last_order,
  CAST(CAST($as_of AS DATE) - join_date AS DOUBLE PRECISION) AS days_since_joining
FROM customers
LEFT JOIN ({{ scores }}) AS scores ON scores.customer_id = customers.customer_id
LEFT JOIN ({{ habits }}) AS habits ON habits.customer_id = customers.customer_id
ORDER BY customers.customer_id
