import type { OpenQuestion } from './protocol.ts';

/** Asks of a file that may list customers or purchases which of them it lists. @param file its index. */
export function kindQuestion(file: number): OpenQuestion {
  return {
    file,
    about: 'kind',
    column: '',
    options: [
      { answer: 'customers', label: 'Customers', examples: ['each row is a person'] },
      { answer: 'orders', label: 'Purchases', examples: ['each row is something that was bought'] },
    ],
  };
}
