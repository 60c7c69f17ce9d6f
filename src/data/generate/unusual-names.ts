/** A name that layouts and encodings must bear, with the plain form that its address is made from. */
export interface UnusualName {
  readonly name: string;
  readonly plain: string;
}

const unusual = (name: string, plain: string): UnusualName => ({ name, plain });

/** Given names, combined with `DEVANAGARI_FAMILY_NAMES`. */
export const DEVANAGARI_GIVEN_NAMES: readonly UnusualName[] = [
  unusual('आशा', 'Asha'),
  unusual('प्रिया', 'Priya'),
  unusual('लक्ष्मी', 'Lakshmi'),
  unusual('मीनाक्षी', 'Minakshi'),
  unusual('श्रुति', 'Shruti'),
  unusual('ज्योति', 'Jyoti'),
  unusual('अर्जुन', 'Arjun'),
  unusual('राजेन्द्र', 'Rajendra'),
  unusual('कृष्ण', 'Krishna'),
  unusual('विक्रम', 'Vikram'),
  unusual('सिद्धार्थ', 'Siddharth'),
  unusual('हर्षवर्धन', 'Harshavardhan'),
];

export const DEVANAGARI_FAMILY_NAMES: readonly UnusualName[] = [
  unusual('शर्मा', 'Sharma'),
  unusual('वर्मा', 'Verma'),
  unusual('मिश्रा', 'Mishra'),
  unusual('त्रिवेदी', 'Trivedi'),
  unusual('श्रीवास्तव', 'Shrivastava'),
  unusual('चतुर्वेदी', 'Chaturvedi'),
  unusual('गुप्ता', 'Gupta'),
  unusual('सिंह', 'Singh'),
];

/** Accents and apostrophes, as in Goa. */
export const ACCENTED_NAMES: readonly UnusualName[] = [
  unusual('Zoë D’Souza', 'Zoe DSouza'),
  unusual('José Gonçalves', 'Jose Goncalves'),
  unusual('Inês Fernandes', 'Ines Fernandes'),
  unusual('Renée D’Mello', 'Renee DMello'),
  unusual('André Conceição Lobo', 'Andre Conceicao Lobo'),
  unusual('Sebastião Noronha', 'Sebastiao Noronha'),
  unusual('Anaïs O’Brien', 'Anais OBrien'),
  unusual("Maria D'Costa", 'Maria DCosta'),
];
