/**
 * PDFs made on macOS name Han characters by their radicals (⼈ for 人, ⻓ for 长). NFKC folds the Kangxi block; most of
 * the supplement has no compatibility mapping in Unicode and is listed here.
 */
const SUPPLEMENT = new Map(
  [
    ...'⺁厂⺇几⺈刀⺊卜⺌小⺍小⺎兀⺐尣⺑尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歹⺟母⺠民⺡氵⺢水⺣灬⺤爪⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示',
    ...'⺭礻⺮竹⺯糹⺰纟⺲罒⺳网⺶羊⺷羊⺸羊⺹耂⺺聿⺻聿⺼月⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅',
    ...'⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龟⻲亀',
  ].reduce<[string, string][]>((pairs, character, i, all) => {
    if (i % 2 === 0) pairs.push([character, all[i + 1]!]);
    return pairs;
  }, []),
);

/** Radicals, compatibility ideographs and Latin ligatures; nothing else changes (① and ㎡ stay as printed). */
const FOLDED = /[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06]/gu;

export function foldRadicals(text: string): string {
  const code = text.charCodeAt(0);
  // Nearly all print is outside of these blocks.
  if (text.length === 1 && (code < 0x2e80 || (code > 0x2fdf && code < 0xf900))) return text;
  return text.replace(FOLDED, (character) => SUPPLEMENT.get(character) ?? character.normalize('NFKC'));
}
