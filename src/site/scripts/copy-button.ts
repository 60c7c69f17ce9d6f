/** Copies the text of the element it names. Without it, the text can be selected as any other. */
class CopyButton extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector('button') as HTMLButtonElement;
    const words = button.textContent;
    button.hidden = false;
    button.addEventListener('click', async () => {
      const source = document.getElementById(this.dataset.from as string) as HTMLElement;
      button.textContent = (await copy(source)) ? 'Copied' : 'Selected: press Ctrl or ⌘ C';
      setTimeout(() => {
        button.textContent = words;
      }, 3000);
    });
  }
}

customElements.define('copy-button', CopyButton);

/** @returns whether it is on the clipboard; where that is not allowed, it is selected. */
async function copy(source: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(source.textContent);
    return true;
  } catch {
    getSelection()?.selectAllChildren(source);
    return false;
  }
}
