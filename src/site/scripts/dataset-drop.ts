/** A label with a file input in it also takes files that are dropped on it. */
export function wireDrop(zone: HTMLElement, chosen: (files: readonly File[]) => void): void {
  const input = zone.querySelector('input') as HTMLInputElement;
  const take = (list: FileList | null | undefined) => {
    const files = [...(list ?? [])];
    if (files.length > 0) chosen(files);
  };
  input.addEventListener('change', () => {
    take(input.files);
    // The same file, mended, can be chosen again.
    input.value = '';
  });
  // A file that misses the zone would be opened in place of the page.
  for (const name of ['dragover', 'drop']) addEventListener(name, (event) => event.preventDefault());
  const over = (isOver: boolean) => zone.toggleAttribute('data-over', isOver);
  zone.addEventListener('dragover', () => over(true));
  zone.addEventListener('dragleave', () => over(false));
  zone.addEventListener('drop', (event) => {
    over(false);
    take(event.dataTransfer?.files);
  });
}
