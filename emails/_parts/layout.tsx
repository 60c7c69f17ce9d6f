import type { ReactNode } from 'react';
import { Head, Html } from 'react-email';
import type { MailContent } from '../../src/pitch/pitch.ts';
import { Columns } from './columns.tsx';
import { Footer } from './footer.tsx';
import { headStyles, OUTLOOK_HEAD } from './head-styles.ts';
import { Preheader } from './preheader.tsx';
import type { Theme } from './theme.ts';

/** What every part gets. */
export interface PartProps {
  readonly mail: MailContent;
  readonly theme: Theme;
}

/** The document around a mail: head, preheader, paper on canvas, footer below the paper. */
export function Layout({ mail, theme, children }: PartProps & { readonly children: ReactNode }) {
  const { light, shape, start } = theme;
  return (
    <Html lang={shape.locale} dir={shape.dir} {...VML}>
      <Head>
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no" />
        <title>{mail.subject}</title>
        {headStyles(theme).map((css) => (
          <style key={css}>{css}</style>
        ))}
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a fixed comment; React writes none by itself */}
        <noscript dangerouslySetInnerHTML={{ __html: OUTLOOK_HEAD }} />
      </Head>
      <body className="canvas" style={{ margin: 0, backgroundColor: light.canvas }}>
        <Preheader>{mail.preheader}</Preheader>
        {/* Gmail drops html and body: language and direction are said once more here. */}
        {/* biome-ignore lint/a11y/useSemanticElements: Outlook and Gmail do not keep <article> */}
        <div
          role="article"
          aria-roledescription="email"
          aria-label={mail.subject}
          lang={shape.locale}
          dir={shape.dir}
        >
          <Columns className="canvas" style={{ backgroundColor: light.canvas }}>
            <td align="center" className="top" style={{ padding: '32px 0 0' }}>
              <table
                role="presentation"
                align="center"
                width={600}
                cellPadding={0}
                cellSpacing={0}
                border={0}
                className="wrap"
                style={{ width: '100%', maxWidth: 600, margin: '0 auto', tableLayout: 'fixed' }}
              >
                <tbody>
                  <tr>
                    <td
                      align={start}
                      className="paper ink square"
                      style={{
                        backgroundColor: light.paper,
                        color: light.ink,
                        fontFamily: theme.font,
                        textAlign: start,
                        wordBreak: 'break-word',
                        borderRadius: theme.tone.radius,
                        overflow: 'hidden',
                      }}
                    >
                      {children}
                    </td>
                  </tr>
                  <tr>
                    <Footer mail={mail} theme={theme} />
                  </tr>
                </tbody>
              </table>
            </td>
          </Columns>
        </div>
      </body>
    </Html>
  );
}

// Names with a colon are not in React's types.
const VML = {
  'xmlns:v': 'urn:schemas-microsoft-com:vml',
  'xmlns:o': 'urn:schemas-microsoft-com:office:office',
};
