import { Section } from 'react-email';
import { CallToAction } from '../_parts/call-to-action.tsx';
import { Closing } from '../_parts/closing.tsx';
import { RuledFacts } from '../_parts/facts.tsx';
import { Film } from '../_parts/film.tsx';
import { Layout, type PartProps } from '../_parts/layout.tsx';
import { MarginParagraphs } from '../_parts/paragraphs.tsx';
import { EditorialPicks } from '../_parts/picks-editorial.tsx';
import { PicksHeading } from '../_parts/picks-heading.tsx';
import { Picture } from '../_parts/picture.tsx';
import { Wordmark } from '../_parts/wordmark.tsx';

/** An invitation: a dark hero from edge to edge with fine lines, serif, centred; the picks as in a magazine. */
export function Vip(props: PartProps) {
  const { mail, theme } = props;
  const { hero } = theme;
  const centred = { textAlign: 'center' } as const;
  return (
    <Layout {...props}>
      <Section className="hero" style={{ backgroundColor: hero.ground, color: hero.text }}>
        <Section align="center" style={{ ...centred, padding: '30px 20px 26px' }}>
          <div style={centred}>
            <Wordmark
              mail={mail}
              className="high"
              style={{
                ...theme.display(20, 28),
                letterSpacing: theme.label.letterSpacing,
                color: hero.highlight,
              }}
            />
          </div>
        </Section>
        <Picture
          src={mail.hero.imageUrl}
          alt={mail.hero.imageAlt}
          width={600}
          height={260}
          href={mail.callToAction.url}
          label={mail.callToAction.label}
        />
        <Section style={{ padding: 16 }}>
          <Section
            className="edge"
            tdClassName="gut"
            style={{ border: `1px solid ${hero.accent}`, padding: '40px 36px 44px' }}
          >
            <div style={centred}>
              <p className="high" style={{ ...theme.label, color: hero.highlight }}>
                {mail.hero.eyebrow}
              </p>
              <h1 className="h1" style={{ ...theme.h1, padding: '14px 0 0' }}>
                {mail.hero.headline}
              </h1>
            </div>
          </Section>
        </Section>
      </Section>
      <Section tdClassName="gut" style={theme.inset(48, 40)}>
        <p style={{ ...theme.display(22, 30), padding: '0 0 12px' }}>{mail.greeting}</p>
        <p style={theme.lead}>{mail.opening}</p>
        <Film {...props} />
      </Section>
      {mail.facts.length > 0 && (
        <Section tdClassName="gut" style={theme.inset(0, 48)}>
          <RuledFacts {...props} />
        </Section>
      )}
      <Section tdClassName="gut" style={theme.inset(0, 0)}>
        <PicksHeading {...props} style={centred} />
        <EditorialPicks {...props} />
      </Section>
      <CallToAction {...props} />
      {mail.paragraphs.length > 0 && (
        <Section tdClassName="gut" style={theme.inset(0, 16)}>
          <MarginParagraphs {...props} />
        </Section>
      )}
      <Section tdClassName="gut" style={theme.inset(0, 56)}>
        <div style={centred}>
          <Closing {...props} nameStyle={{ ...theme.display(26, 34), fontStyle: theme.slant }} />
        </div>
      </Section>
    </Layout>
  );
}
