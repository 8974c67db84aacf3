# Serves a version in an environment: sh scripts/infra/deploy.sh ENVIRONMENT VERSION
#
# PLACE is the folder of all environments. A version is put together beside what is served, with its
# smoke test, and served by one rename. What was served before a run is kept for rollback.sh: once
# for each RUN, so that a deployment that is tried again does not take its own for what was there.
. tools/java.sh

environment=$PLACE/$1 version=$2 run=${RUN:-by-hand}
release=$environment/releases/$version
compile_service
compile_probe

mkdir -p "$environment/releases" "$environment/before"
[ -e "$environment/before/$run" ] || {
  cat "$environment/serving" 2>/dev/null >"$environment/before/.new" || true
  mv "$environment/before/.new" "$environment/before/$run"
}
rm -rf "$release.new"
mkdir "$release.new"
cp -R .build/main "$release.new/classes"
cp -R .build/probe "$release.new/probe"
cp -R packages/web "$release.new/web"
cp -R config "$release.new/config"
{
  echo "DEVNET_WEB=web"
  echo "DEVNET_FAQ=config/faq.txt"
  echo "DEVNET_LEDGER=${LEDGER:-config/ledger.csv}"
} >"$release.new/service.env"
rm -rf "$release"
mv "$release.new" "$release"
echo "$version" >"$environment/serving.new"
mv -f "$environment/serving.new" "$environment/serving"
echo "$1 serves $version"
