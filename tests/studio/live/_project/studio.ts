import { openJobShelf } from '../../../../src/studio/live/job-shelf.ts';
import { openJobs } from '../../../../src/studio/live/jobs.ts';
import { talk } from '../_talk.ts';

// A studio with one job, to be killed.
const [folder = '', file = ''] = process.argv.slice(2);
const jobs = await openJobs({ shelf: openJobShelf(folder), root: import.meta.dirname });
jobs.listen((event) => {
  if (event.kind === 'lines') process.send?.('it runs');
});
await jobs.start(talk(['wait', file]));
