# Points out/site/current at the new version: one rename, so there is no moment without a site.
set -eu

cd out/site
ln -sfn "$FOLDER" current.new
# GNU and BusyBox say -T for "the target is no folder to move into", BSD and macOS say -h.
mv -fT current.new current 2>/dev/null || mv -fh current.new current
echo "current is now $(ls -l current | sed 's/.*-> //')"
