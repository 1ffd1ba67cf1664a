import { addUnder } from '../../schemas/index.js';
import { PROVINCES } from '../vocabulary/places.js';

/**
 * The county, district, banner or county-level city at the head of a name, as printed; '' if there is none. Province
 * and prefecture before it are left out; a development zone keeps its bracket.
 */
export function countyIn(name: string): string {
  let rest = name.replace(/^[“"《(]+/u, '').replace(/^(?:中国共产党|中共|共青团|中国共产主义青年团)/u, '');
  const province = PROVINCES.find((each) => rest.startsWith(each.name) && rest.length > each.name.length + 3);
  if (province && !/^[京津沪渝]/u.test(province.short)) rest = rest.slice(province.name.length);
  const zone = /^[\p{Script=Han}]{2,14}?(?:开发区|新区|高新区|管理区|示范区|园区)(?:\([\p{Script=Han}]{2,6}\))?/u.exec(
    rest,
  )?.[0];
  const prefecture = PREFECTURES_BY_START.get(rest.charCodeAt(0))?.find((each) => rest.startsWith(each));
  if (prefecture && COUNTY.test(rest.slice(prefecture.length))) rest = rest.slice(prefecture.length);
  const municipality = /^(?:北京|天津|上海|重庆)市/u.exec(rest)?.[0];
  if (municipality && COUNTY.test(rest.slice(municipality.length))) rest = rest.slice(municipality.length);
  if (zone) return zone;
  const found = COUNTY.exec(rest)?.[0] ?? '';
  return NO_COUNTY.test(found) || PREFECTURES.includes(found) ? '' : found;
}

/** The province that the name, the county, or (by their number) the places named in the text belong to; '' if unsure. */
export function provinceOf(county: string, department: string, title: string, sample: string): string {
  const named = PROVINCES.find((each) => department.startsWith(each.short) || title.startsWith(each.short));
  if (named) return named.name;
  const { stems, homes } = places();
  for (const name of [department, title, county]) {
    const seats = new Set<string>();
    for (const { stem, province } of stems.get(name.charCodeAt(0)) ?? [])
      if (name.startsWith(stem)) seats.add(province);
    const [seat] = seats;
    if (seat && seats.size === 1) return seat;
  }
  return homes.get(county) ?? mostNamed(sample);
}

const COUNTY = /^[\p{Script=Han}]{1,12}?(?:自治县|自治旗|林区|特区|县|区|旗|市(?!场|政|民|直|级|容|委|人))/u;
const NO_COUNTY =
  /^(?:全|我|本|各|该|省|市|辖|社|小|园|地|城|郊|校|灾|景|库|山|片|湖)区|^(?:全|我|本|各|该|省|外|跨)[县市旗]|^(?:城|超|门|上|股|都)市|^(?:某|X+)[县区市]/u;
const PREFECTURES = PROVINCES.flatMap((province) => words(province.prefectures));
const PREFECTURES_BY_START = byCharacter(PREFECTURES, (name) => name.charCodeAt(0));

/** Things by a character of their name, in their order. */
function byCharacter<T>(things: readonly T[], characterOf: (thing: T) => number): Map<number, T[]> {
  const grouped = new Map<number, T[]>();
  for (const thing of things) {
    const character = characterOf(thing);
    addUnder(grouped, character, thing);
  }
  return grouped;
}

function words(list: string): string[] {
  return list === '' ? [] : list.split(' ');
}

interface Places {
  /** 某某县 is named after the prefecture 某某市 that it surrounds: what prefectures are called without 市, by the first character. */
  stems: Map<number, { stem: string; province: string }[]>;
  /** The province of each county. */
  homes: Map<string, string>;
  /** Provinces and prefectures by the last character but one of their names, with the number of their province. */
  named: Map<number, { name: string; province: number }[]>;
  /** Any of the last characters: 省, 市, 州. They are few, and seldom in a text. */
  ends: RegExp;
}

let known: Places | undefined;

/** Put together once, for the first report that does not name its province. */
function places(): Places {
  if (known) return known;
  const homes = new Map<string, string>();
  const stems: { stem: string; province: string }[] = [];
  const named: { name: string; province: number }[] = [];
  for (const [at, { name, prefectures, counties }] of PROVINCES.entries()) {
    named.push({ name, province: at });
    for (const below of words(prefectures)) {
      named.push({ name: below, province: at });
      const stem = below.replace(/(?:[\p{Script=Han}]{1,3}族)*(?:自治州|地区|盟|市)$/u, '');
      if (stem.length >= 2) stems.push({ stem, province: name });
    }
    for (const county of words(counties)) if (!homes.has(county)) homes.set(county, name);
  }
  known = {
    stems: byCharacter(stems, ({ stem }) => stem.charCodeAt(0)),
    homes,
    named: byCharacter(named, ({ name }) => name.charCodeAt(name.length - 2)),
    ends: new RegExp(`[${[...new Set(named.map(({ name }) => name.slice(-1)))].join('')}]`, 'gu'),
  };
  return known;
}

const NOWHERE: readonly { name: string; province: number }[] = [];

/** The province whose name and prefectures a text names most often, if there is one. */
function mostNamed(sample: string): string {
  const { named, ends } = places();
  const counts = PROVINCES.map(() => 0);
  ends.lastIndex = 0;
  while (ends.test(sample)) {
    const end = ends.lastIndex;
    for (const { name, province } of named.get(sample.charCodeAt(end - 2)) ?? NOWHERE)
      if (sample.endsWith(name, end)) counts[province]! += 1;
  }
  const most = Math.max(...counts);
  const first = counts.indexOf(most);
  return most === 0 || counts.lastIndexOf(most) !== first ? '' : PROVINCES[first]!.name;
}
