# Lists, for every word, the pages that hold it: out/build/search/words.txt.
set -eu

out=out/build/search
rm -rf "$out"
mkdir -p "$out"

for page in pages/*.md; do
  echo "reading $(basename "$page")"
  tr -cs 'A-Za-z' '\n' <"$page" | tr 'A-Z' 'a-z' | awk -v page="$(basename "$page" .md)" \
    'length($0) > 3 { print $0, page }'
done | sort -u | awk '
  $2 == "" { next }
  $1 != word { if (word != "") print line; word = $1; line = $1 ":" }
  { line = line " " $2 }
  END { if (word != "") print line }' >"$out/words.txt"

printf '{"words": "%s"}' "$(wc -l <"$out/words.txt" | tr -d ' ')" >"$PHASEROLLOUT_OUTPUTS"
