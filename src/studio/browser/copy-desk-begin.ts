import type { EditableText } from '../copy/editable.ts';
import type { ListedFile } from '../copy/list-files.ts';
import { ask } from './ask.ts';
import { askForm } from './form-dialog.ts';

/** Asks what a campaign of one’s own is called and which it begins from, and makes its file. */
export function askForCampaign(files: readonly ListedFile[], opened: (name: string) => Promise<void>): void {
  const campaigns = files.filter(({ name }) => name.startsWith('campaigns/'));
  askForm(
    {
      title: 'New campaign',
      words: 'It is a file of its own. Nothing is sent until you plan it and send it.',
      submit: 'Begin it',
      questions: [
        { name: 'title', label: 'Title', kind: 'text', hint: 'As the pages show it: Diwali sale.' },
        {
          name: 'name',
          label: 'Name of the file',
          kind: 'text',
          hint: 'Lower-case letters, digits and hyphens: diwali-sale. It stays.',
        },
        {
          name: 'from',
          label: 'Begin from',
          kind: 'select',
          value: campaigns[0]?.name ?? '',
          options: [...campaigns.map(({ name, title }) => [name, title] as const), ['', 'An empty one']],
        },
      ],
    },
    async (answers) => {
      const { name } = await ask<EditableText>('copy/campaign', { method: 'POST', body: answers });
      await opened(name);
    },
  );
}
