/** On a narrow screen one part of the desk is seen at a time. @returns shows the part of that name */
export function openPanes(root: HTMLElement): (name: string) => void {
  const buttons = [...root.querySelectorAll<HTMLElement>('[data-show]')];
  const show = (name: string) => {
    root.dataset.pane = name;
    for (const each of buttons) each.setAttribute('aria-pressed', String(each.dataset.show === name));
  };
  for (const each of buttons) each.addEventListener('click', () => show(each.dataset.show as string));
  return show;
}
