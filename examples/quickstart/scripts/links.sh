# Follows every link of the deployed pages.
set -eu

cd out/site/current/html
links=0
broken=0
for page in *.html; do
  for target in $(sed -n 's/<a href="\([^"]*\)"/\n@\1\n/gp' "$page" | sed -n 's/^@//p'); do
    links=$((links + 1))
    case $target in
      *://*) continue ;;
    esac
    [ -f "$target" ] || {
      echo "$page: link to $target leads nowhere" >&2
      broken=$((broken + 1))
    }
  done
done
echo "$links links, $broken broken"
[ "$broken" -eq 0 ] || exit 1

printf '{"links": "%s"}' "$links" >"$PHASEROLLOUT_OUTPUTS"
