import { Link } from 'react-email';
import type { PartProps } from './layout.tsx';

/** Who writes, why, and how to stop it: on the canvas, below the paper. */
export function Footer({ mail, theme }: PartProps) {
  const { brand, footer } = mail;
  const { light, caption } = theme;
  const text = { ...caption, margin: '0 0 12px' };
  const link = { color: light.muted, textDecorationLine: 'underline' };
  return (
    <td
      align="center"
      className="gut muted"
      style={{
        padding: '32px 40px 48px',
        color: light.muted,
        fontFamily: theme.font,
        wordBreak: 'break-word',
      }}
    >
      <p style={{ ...caption, fontWeight: 600 }}>{brand.name}</p>
      <p style={text}>{brand.tagline}</p>
      <p style={text}>{footer.why}</p>
      <p style={text}>{footer.address}</p>
      <p style={caption}>
        <Link href={footer.unsubscribeUrl} className="muted" style={link}>
          {footer.unsubscribeLabel}
        </Link>
        {'\u00a0 · \u00a0'}
        <Link href={footer.helpUrl} className="muted" style={link}>
          {footer.helpLabel}
        </Link>
      </p>
    </td>
  );
}
