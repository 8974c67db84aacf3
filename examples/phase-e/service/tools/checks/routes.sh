# Every route that changes something, or shows what belongs to somebody, needs a role.
set -eu

open=$(sed -n 's/^ *\([A-Z_]*\)("\(.*\)", "\(.*\)", Role\.GUEST)[,;]$/\1/p' \
  packages/api/src/devnet/api/Route.java)
for route in $open; do
  case $route in
    # What a caller needs before they have a role, and what tells nothing about anybody.
    PAGE | SCRIPT | HEALTH | SIGN_IN) ;;
    *) echo "$route is open to everybody" >&2 && exit 1 ;;
  esac
done
echo "open to everybody:" $open
