type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** An element with what it holds. Texts are texts, never markup; `true` is an attribute without a value. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...content: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(...content);
  return made;
}

/** A button with its action. */
export function button(words: string, act: () => void, className = 'button'): HTMLButtonElement {
  const made = element('button', { type: 'button', class: className }, words);
  made.addEventListener('click', act);
  return made;
}

/** The element of a part of the page; it is there, or the page was not built with this script. */
export function part<Kind extends HTMLElement = HTMLElement>(root: ParentNode, name: string): Kind {
  return root.querySelector(`[data-part="${name}"]`) as Kind;
}
