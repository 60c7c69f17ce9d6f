/** A drawing as part of a page: no namespaces, no background. */
export function printInline(drawing: SVGSVGElement): string {
  return drawing.outerHTML;
}

/** A drawing as a file of its own, with the finding as its title. */
export function printFile(drawing: SVGSVGElement, title: string): string {
  const document = drawing.ownerDocument;
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('role', 'img');
  copy.removeAttribute('aria-hidden');
  const name = document.createElementNS('http://www.w3.org/2000/svg', 'title');
  name.textContent = title;
  copy.prepend(name);
  return copy.outerHTML;
}
