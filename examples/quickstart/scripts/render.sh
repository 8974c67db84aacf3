# Renders every page of pages/ to out/build/html.
set -eu

build=$PHASEROLLOUT_RELEASE+$PHASEROLLOUT_RUN
out=out/build/html
rm -rf "$out"
mkdir -p "$out"

pages=0
for page in pages/*.md; do
  name=$(basename "$page" .md)
  echo "rendering $name"
  {
    printf '<!doctype html>\n<meta charset="utf-8">\n<title>%s: %s</title>\n' "$PARAM_TITLE" "$name"
    printf '<meta name="build" content="%s">\n' "$build"
    awk -f scripts/markdown.awk "$page"
  } >"$out/$name.html"
  pages=$((pages + 1))
done

printf '{"build": "%s", "pages": "%s"}' "$build" "$pages" >"$PHASEROLLOUT_OUTPUTS"
