import { Section } from 'react-email';
import { CallToAction } from '../_parts/call-to-action.tsx';
import { Closing } from '../_parts/closing.tsx';
import { ListedFacts } from '../_parts/facts.tsx';
import { Film } from '../_parts/film.tsx';
import { Layout, type PartProps } from '../_parts/layout.tsx';
import { NumberedParagraphs } from '../_parts/paragraphs.tsx';
import { CompactPicks } from '../_parts/picks-compact.tsx';
import { PicksHeading } from '../_parts/picks-heading.tsx';
import { Picture } from '../_parts/picture.tsx';
import { Wordmark } from '../_parts/wordmark.tsx';

/** A bright welcome: large letters over a round picture, how things work in numbered steps, the picks as small cards. */
export function New(props: PartProps) {
  const { mail, theme } = props;
  const { hero, tone } = theme;
  return (
    <Layout {...props}>
      <Section className="hero" style={{ backgroundColor: hero.ground, color: hero.text }}>
        <Section tdClassName="gut" style={theme.inset(32, 40)}>
          <Wordmark mail={mail} className="hero" style={{ ...theme.display(20, 26), color: hero.text }} />
          <p style={{ margin: 0, padding: '40px 0 16px' }}>
            <span
              className="pop"
              style={{
                ...theme.small,
                display: 'inline-block',
                padding: '6px 16px',
                borderRadius: tone.radius,
                backgroundColor: hero.accent,
                color: hero.on_accent,
                fontWeight: 600,
              }}
            >
              {mail.hero.eyebrow}
            </span>
          </p>
          <h1 className="h1" style={{ ...theme.h1, padding: '0 0 32px' }}>
            {mail.hero.headline}
          </h1>
          <Picture
            src={mail.hero.imageUrl}
            alt={mail.hero.imageAlt}
            width={520}
            height={225}
            href={mail.callToAction.url}
            label={mail.callToAction.label}
            style={{ borderRadius: tone.radius }}
          />
        </Section>
      </Section>
      <Section tdClassName="gut" style={theme.inset(40, 40)}>
        <p style={{ ...theme.h3, fontWeight: 700, padding: '0 0 8px' }}>{mail.greeting}</p>
        <p style={theme.lead}>{mail.opening}</p>
        <Film {...props} />
      </Section>
      {mail.paragraphs.length > 0 && (
        <Section tdClassName="gut" style={theme.inset(0, 8)}>
          <NumberedParagraphs {...props} />
        </Section>
      )}
      {mail.facts.length > 0 && (
        <Section tdClassName="gut" style={theme.inset(0, 24)}>
          <ListedFacts {...props} />
        </Section>
      )}
      <Section tdClassName="gut" style={theme.inset(16, 8)}>
        <PicksHeading {...props} />
        <CompactPicks {...props} />
      </Section>
      <CallToAction {...props} />
      <Section tdClassName="gut" style={theme.inset(0, 44)}>
        <Closing {...props} />
      </Section>
    </Layout>
  );
}
