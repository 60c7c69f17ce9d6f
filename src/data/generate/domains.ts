/** The sample's addresses, and how common each is. Names kept for documentation by RFC 2606 and RFC 6761: mail to them reaches nobody. */
export const DOMAINS = {
  'example.com': 26,
  'mail.example': 22,
  'inbox.example': 18,
  'example.org': 14,
  'post.example': 12,
  'example.net': 8,
} as const;
