import { Section } from 'react-email';
import type { PartProps } from './layout.tsx';
import { Picture } from './picture.tsx';
import { TextLink } from './text-link.tsx';

/** The way to the customer's own film: its poster, and below it a link for whoever sees no pictures. */
export function Film({ mail, theme }: PartProps) {
  return mail.films.map((film) => (
    <Section key={film.url} style={{ padding: '28px 0 8px' }}>
      <Picture
        src={film.imageUrl}
        alt={film.imageAlt}
        width={520}
        height={293}
        href={film.url}
        style={{ borderRadius: theme.tone.radius }}
      />
      <p style={{ ...theme.small, padding: '10px 0 0' }}>
        <TextLink href={film.url} theme={theme}>
          {film.label}
        </TextLink>
      </p>
    </Section>
  ));
}
