import { en_IN } from '@faker-js/faker';

export interface City {
  readonly name: string;
  /** How many live there, in hundred thousands. */
  readonly size: number;
  /** Most people there read Hindi. */
  readonly isHindiSpeaking: boolean;
}

const city = (name: string, size: number, isHindiSpeaking = false): City => ({ name, size, isHindiSpeaking });

/** Large cities, spelled as in Faker's list. */
export const CITIES: readonly City[] = [
  city('Mumbai', 124),
  city('Delhi', 110, true),
  city('Bengaluru', 84),
  city('Hyderabad', 68),
  city('Ahmedabad', 56),
  city('Chennai', 47),
  city('Kolkata', 45),
  city('Surat', 45),
  city('Pune', 31),
  city('Jaipur', 30, true),
  city('Lucknow', 28, true),
  city('Kanpur', 28, true),
  city('Nagpur', 24),
  city('Indore', 20, true),
  city('Thane', 18),
  city('Bhopal', 18, true),
  city('Visakhapatnam', 17),
  city('Patna', 17, true),
  city('Vadodara', 17),
  city('Ludhiana', 16),
  city('Agra', 16, true),
  city('Nashik', 15),
  city('Faridabad', 14, true),
  city('Meerut', 13, true),
  city('Rajkot', 13),
  city('Varanasi', 12, true),
  city('Srinagar', 12),
  city('Amritsar', 11),
  city('Ranchi', 11, true),
  city('Coimbatore', 11),
  city('Jabalpur', 11, true),
  city('Gwalior', 11, true),
  city('Vijayawada', 10),
  city('Jodhpur', 10, true),
  city('Madurai', 10),
  city('Raipur', 10, true),
  city('Chandigarh', 10, true),
  city('Guwahati', 10),
  city('Gurgaon', 9, true),
  city('Mysore', 9),
  city('Bhubaneswar', 8),
  city('Thiruvananthapuram', 8),
  city('Noida', 6, true),
  city('Dehradun', 6, true),
  city('Kochi', 6),
  city('Kozhikode', 6),
  city('Mangaluru', 5),
  city('Udaipur', 5, true),
  city('Shimla', 2, true),
  city('Panaji', 1),
];

/** Faker's towns in India, without the entries that an import garbled, such as "SUrban Agglomerationr". */
export const TOWNS: readonly string[] = (en_IN.location?.city_name ?? []).filter((name) =>
  /^(?!.*Agglomeration)[A-Z][a-z]+([ -][A-Z][a-z]+)*$/.test(name),
);
