import { Section } from 'react-email';
import { CallToAction } from '../_parts/call-to-action.tsx';
import { Closing } from '../_parts/closing.tsx';
import { Columns } from '../_parts/columns.tsx';
import { ListedFacts } from '../_parts/facts.tsx';
import { Film } from '../_parts/film.tsx';
import { Layout, type PartProps } from '../_parts/layout.tsx';
import { LetterParagraphs } from '../_parts/paragraphs.tsx';
import { PicksHeading } from '../_parts/picks-heading.tsx';
import { ListedPicks } from '../_parts/picks-list.tsx';
import { Picture } from '../_parts/picture.tsx';
import { Wordmark } from '../_parts/wordmark.tsx';

/** A letter: one column, much white, a small picture, the picks as a plain list below the text. */
export function AtRisk(props: PartProps) {
  const { mail, theme } = props;
  const { hero, light, tone } = theme;
  return (
    <Layout {...props}>
      <Section tdClassName="gut" style={theme.inset(56, 0)}>
        <Wordmark mail={mail} className="muted" style={{ ...theme.small, color: light.muted }} />
        <p className="muted" style={{ ...theme.body, color: light.muted, padding: '36px 0 0' }}>
          {mail.hero.eyebrow}
        </p>
        <h1 className="h1" style={{ ...theme.h1, padding: '6px 0 28px' }}>
          {mail.hero.headline}
        </h1>
        <Columns>
          <td className="stack">
            <Picture
              src={mail.hero.imageUrl}
              alt={mail.hero.imageAlt}
              width={472}
              height={205}
              href={mail.callToAction.url}
              label={mail.callToAction.label}
              style={{ borderRadius: tone.radius }}
            />
          </td>
        </Columns>
        <p style={{ ...theme.lead, padding: '32px 0 12px' }}>{mail.greeting}</p>
        <p style={theme.lead}>{mail.opening}</p>
        <Film {...props} />
        {mail.facts.length > 0 && (
          <Section style={{ padding: '24px 0 8px' }}>
            <ListedFacts {...props} />
          </Section>
        )}
        <LetterParagraphs {...props} />
      </Section>
      <Section tdClassName="gut" style={theme.inset(32, 48)}>
        <Closing
          {...props}
          nameStyle={{
            fontFamily: theme.serif,
            fontSize: 24,
            lineHeight: '34px',
            fontStyle: theme.slant,
            fontWeight: 400,
          }}
        />
      </Section>
      <Section tdClassName="gut" style={theme.inset(0, 24)}>
        <Columns>
          <td className="edge" style={{ borderTop: `3px solid ${hero.accent}`, padding: '28px 0 0' }}>
            <PicksHeading {...props} />
          </td>
        </Columns>
        <ListedPicks {...props} />
      </Section>
      <CallToAction {...props} />
    </Layout>
  );
}
