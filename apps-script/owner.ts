/**
 * For functions that are run in the editor: a visitor of the unsubscribe page could call them as well, through
 * `google.script.run`.
 */
export function onlyOwner(): void {
  const owner = Session.getEffectiveUser().getEmail();
  if (owner === '' || Session.getActiveUser().getEmail() !== owner) {
    throw new Error('Only the owner of the script can run this.');
  }
}
