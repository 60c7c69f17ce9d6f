import { onlyOwner } from './owner.ts';
import { sha256WebSafe } from './signature.ts';

/**
 * Run once in the editor: Google asks for the permissions, and secrets that are missing are made. They are shown where
 * they are kept, under Project Settings → Script Properties, and nowhere else.
 */
export function setup(): void {
  onlyOwner();
  const properties = PropertiesService.getScriptProperties();
  for (const name of ['APPS_SCRIPT_SECRET', 'UNSUBSCRIBE_SECRET']) {
    if ((properties.getProperty(name) || '').length >= 32) {
      console.log(`✅ ${name} is set; it stays as it is.`);
      continue;
    }
    // Each UUID holds 122 random bits.
    properties.setProperty(name, sha256WebSafe([1, 2, 3, 4].map(() => Utilities.getUuid()).join()));
    console.log(`✅ ${name} is made; copy it from Project Settings → Script Properties into .env.`);
  }
  console.log(`📧 ${MailApp.getRemainingDailyQuota()} recipients left today.`);
}
