/** Gives every command on the page a button that copies it, where the browser lets a page copy. */
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
  if (!navigator.clipboard) {
    button.hidden = true;
    continue;
  }
  const words = button.innerHTML;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.dataset.copy as string);
    button.textContent = 'Copied';
    setTimeout(() => {
      button.innerHTML = words;
    }, 2000);
  });
}
