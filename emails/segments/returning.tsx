import { Section } from 'react-email';
import { CallToAction } from '../_parts/call-to-action.tsx';
import { Closing } from '../_parts/closing.tsx';
import { Columns } from '../_parts/columns.tsx';
import { BarredFacts } from '../_parts/facts.tsx';
import { Film } from '../_parts/film.tsx';
import { Layout, type PartProps } from '../_parts/layout.tsx';
import { MarkedParagraphs } from '../_parts/paragraphs.tsx';
import { CardPicks } from '../_parts/picks-cards.tsx';
import { PicksHeading } from '../_parts/picks-heading.tsx';
import { Picture } from '../_parts/picture.tsx';
import { Wordmark } from '../_parts/wordmark.tsx';

/** Among friends: a warm hero with the picture beside the words, the picks as cards in two columns. */
export function Returning(props: PartProps) {
  const { mail, theme } = props;
  const { hero, light, end, tone } = theme;
  const r = `${tone.radius}px`;
  return (
    <Layout {...props}>
      <Section tdClassName="gut" style={theme.inset(28, 22)}>
        <Columns>
          <td className="stack">
            <Wordmark mail={mail} className="ink" style={{ ...theme.display(20, 26), color: light.ink }} />
          </td>
          <td
            align={end}
            className="stack start muted"
            style={{
              ...theme.caption,
              color: light.muted,
              textAlign: end,
              padding: theme.start === 'left' ? '0 0 0 20px' : '0 20px 0 0',
            }}
          >
            {mail.brand.tagline}
          </td>
        </Columns>
      </Section>
      <Section tdClassName="gut" style={{ padding: '0 16px' }}>
        <Columns
          className="hero"
          style={{
            backgroundColor: hero.ground,
            color: hero.text,
            borderRadius: tone.radius,
            overflow: 'hidden',
            tableLayout: 'fixed',
          }}
        >
          <td width="50%" className="stack">
            <Picture
              src={mail.hero.imageUrl}
              alt={mail.hero.imageAlt}
              width={284}
              height={123}
              href={mail.callToAction.url}
              label={mail.callToAction.label}
              className="cover cap"
              style={{ borderRadius: theme.start === 'left' ? `${r} 0 0 ${r}` : `0 ${r} ${r} 0` }}
            />
          </td>
          <td className="stack" style={{ padding: '28px 30px' }}>
            <p className="high" style={{ ...theme.small, fontWeight: 600, color: hero.highlight }}>
              {mail.hero.eyebrow}
            </p>
            <h1 style={{ ...theme.h1, padding: '8px 0 0' }}>{mail.hero.headline}</h1>
          </td>
        </Columns>
      </Section>
      <Section tdClassName="gut" style={theme.inset(36, 28)}>
        <p style={{ ...theme.h3, padding: '0 0 8px' }}>{mail.greeting}</p>
        <p style={theme.body}>{mail.opening}</p>
        <Film {...props} />
      </Section>
      {mail.facts.length > 0 && (
        <Section tdClassName="gut" style={theme.inset(0, 24)}>
          <BarredFacts {...props} />
        </Section>
      )}
      <Section tdClassName="gut" style={theme.inset(8, 8)}>
        <PicksHeading {...props} />
        <CardPicks {...props} />
      </Section>
      <CallToAction {...props} />
      {mail.paragraphs.length > 0 && (
        <Section tdClassName="gut" style={theme.inset(0, 12)}>
          <MarkedParagraphs {...props} />
        </Section>
      )}
      <Section tdClassName="gut" style={theme.inset(0, 44)}>
        <Closing {...props} />
      </Section>
    </Layout>
  );
}
