import { Decimal } from '../../schemas/index.js';

/** ① (1) 1. (一) 一、 a. in front of an item of a list. */
export const MARK =
  /^(?:[①-⑳]|\(?\d{1,2}\)|\d{1,2}[.、](?!\d)|\([一二三四五六七八九十]+\)|[一二三四五六七八九十]+、|[a-hA-H][.、)](?!\d))/u;

/** Sentences: between full stops and semicolons, and at every numbered item. */
export function splitSentences(text: string): string[] {
  return text
    .split(
      /[；;。!\n]|(?=[①-⑳])|(?=(?<=[^\d.(第])\(?\d{1,2}[)）])|(?<=[,:：])(?=\d[.、](?!\d))|(?<![A-Za-z/(×=+-])(?=[a-hA-H][.、)]\p{Script=Han})/u,
    )
    .map((sentence) => sentence.replace(/^[,:：\s]+|[,\s]+$/gu, ''))
    .filter((sentence) => sentence !== '');
}

/** Commas part conditions from effects; a 每… without its effect waits for the next piece. */
export function pieces(sentence: string): string[] {
  return sentence.split(/[,:：]|(?<=分)(?=(?:未|不|如|若|超过|低于|否则|其中))/u).filter((piece) => piece !== '');
}

/** 设有目标(1分)目标明确(1分): the points stand in brackets behind each criterion. */
export function inlinePoints(sentence: string): { text: string; points: Decimal }[] | null {
  const found = [...sentence.matchAll(/([^()]+)\((\d+(?:\.\d+)?)分\)/gu)];
  if (found.length < 2) return null;
  return found.map(([, text = '', points = '0']) => ({
    text: text.replace(/^[,、]/u, ''),
    points: new Decimal(points),
  }));
}
