import { PROVINCES } from '../vocabulary/places.js';

/**
 * The county, district, banner or county-level city at the head of a name, as printed; '' if there is none. Province
 * and prefecture before it are left out; a development zone keeps its bracket.
 */
export function countyIn(name: string): string {
  let rest = name.replace(/^[“"《(]+/u, '');
  const province = PROVINCES.find((each) => rest.startsWith(each.name) && rest.length > each.name.length + 3);
  if (province && !/^[京津沪渝]/u.test(province.short)) rest = rest.slice(province.name.length);
  const zone = /^[\p{Script=Han}]{2,14}?(?:开发区|新区|高新区|管理区|示范区|园区)(?:\([\p{Script=Han}]{2,6}\))?/u.exec(
    rest,
  )?.[0];
  const prefecture = PREFECTURES.find((each) => rest.startsWith(each));
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
  for (const name of [department, title, county]) {
    const seat = PROVINCES.filter((each) =>
      words(each.prefectures).some((prefecture) => startsWithStem(name, prefecture)),
    );
    if (seat.length === 1 && seat[0]) return seat[0].name;
  }
  if (county !== '') {
    const home = PROVINCES.find((each) => words(each.counties).includes(county));
    if (home) return home.name;
  }
  return mostNamed(sample);
}

const COUNTY = /^[\p{Script=Han}]{1,12}?(?:自治县|自治旗|林区|特区|县|区|旗|市(?!场|政|民|直|级|容|委|人))/u;
const NO_COUNTY =
  /^(?:全|我|本|各|该|省|市|辖|社|小|园|地|城|郊|校|灾|景|库|山|片|湖)区|^(?:全|我|本|各|该|省|外|跨)[县市旗]|^(?:城|超|门|上|股|都)市|^(?:某|X+)[县区市]/u;
const PREFECTURES = PROVINCES.flatMap((province) => words(province.prefectures));

function words(list: string): string[] {
  return list === '' ? [] : list.split(' ');
}

/** 某某县 is named after the prefecture 某某市 that it surrounds. */
function startsWithStem(name: string, prefecture: string): boolean {
  const stem = prefecture.replace(/(?:[\p{Script=Han}]{1,3}族)*(?:自治州|地区|盟|市)$/u, '');
  return stem.length >= 2 && name.startsWith(stem);
}

function mostNamed(sample: string): string {
  let best = '';
  let most = 0;
  let tied = false;
  for (const province of PROVINCES) {
    const names = [province.name, ...words(province.prefectures)];
    let count = 0;
    for (const name of names) count += sample.split(name).length - 1;
    if (count > most) [best, most, tied] = [province.name, count, false];
    else if (count === most && count > 0) tied = true;
  }
  return tied ? '' : best;
}
