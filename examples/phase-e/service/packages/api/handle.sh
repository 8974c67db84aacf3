# Answers one request: sh packages/api/handle.sh METHOD PATH [TOKEN]; prints status and body.
set -eu

method=$1 path=$2 token=${3:-}

role=public
[ -z "$token" ] || [ "$token" != "${API_USER_TOKEN:-}" ] || role=user
[ -z "$token" ] || [ "$token" != "${API_ADMIN_TOKEN:-}" ] || role=admin

needed=$(awk -v m="$method" -v p="$path" '$1 == m && $2 == p { print $3 }' packages/api/routes.txt)
case $needed/$role in
  /*) echo "404 no such route" ;;
  public/* | user/user | user/admin | admin/admin) echo "200 $method $path for $role" ;;
  *) echo "401 needs role $needed" ;;
esac
