#!/bin/sh
# Makes static/fonts/all.woff2 again, on Debian: only needed to change which characters the TV can draw.
# Every character of GB 2312 (names and dishes), of China's general table of standard characters of 2013 (rare names),
# Latin letters with the marks of pinyin, and the signs that our texts use. Noto Sans CJK SC, medium weight.
# Needs: apt-get install fonts-noto-cjk-extra fonttools python3-brotli unicode-data
set -eu
cd "$(dirname "$0")/.."
characters=$(mktemp)
trap 'rm -f "$characters"' EXIT

python3 - > "$characters" <<'PYTHON'
import bz2, itertools
def place(row, cell):
    try: return bytes([row, cell]).decode('gb2312')
    except UnicodeDecodeError: return ''
gb2312 = {place(*at) for at in itertools.product(range(0xA1, 0xFF), repeat=2)}
# Neither kana nor Cyrillic stands in our texts.
gb2312 = {c for c in gb2312 if c and not '\u3040' <= c <= '\u30ff' and not '\u0400' <= c <= '\u04ff'}
with bz2.open('/usr/share/unicode/Unihan_OtherMappings.txt.bz2', 'rt', encoding='utf8') as file:
    lines = [line.split('\t') for line in file if line.startswith('U+')]
general = {chr(int(line[0][2:], 16)) for line in lines if line[1] == 'kTGH'}
latin = {chr(code) for code in itertools.chain(range(0x20, 0x7F), range(0xA0, 0x100))}
signs = set('‐–—―‘’“”†‡•…‰′″‹›※€℃℉™Ω←↑→↓↖↗↘↙∞≈≠≤≥−■□▲△▶▷▼▽◀◁◆◇○◎●★☆☎♀♂♥♡♪♫✓￥·〜'
            'āáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿ')
print(''.join(sorted(gb2312 | general | latin | signs)), end='')
PYTHON

# Font 2 of the collection is Simplified Chinese. Without hints and layout tables: a third smaller, drawn the same at 36 px.
pyftsubset /usr/share/fonts/opentype/noto/NotoSansCJK-Medium.ttc --font-number=2 --text-file="$characters" \
  --layout-features= --no-hinting --flavor=woff2 --output-file=static/fonts/all.woff2
