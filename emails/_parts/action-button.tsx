import { Button } from './button.tsx';
import type { PartProps } from './layout.tsx';

/** The call to action's button in the brand's colour, and the quiet line below it. */
export function ActionButton({ mail: { callToAction }, theme }: PartProps) {
  const { light } = theme;
  return (
    <>
      <Button
        theme={theme}
        href={callToAction.url}
        ground={light.primary}
        text={light.on_primary}
        className="button"
      >
        {callToAction.label}
      </Button>
      <p className="muted" style={{ ...theme.caption, color: light.muted, padding: '14px 0 0' }}>
        {callToAction.note}
      </p>
    </>
  );
}
