# Packs the site: out/dist/site-<release>-<checksum>.tar.gz.
set -eu

archive=site-$PHASEROLLOUT_RELEASE-$CHECKSUM.tar.gz
mkdir -p out/dist
# Under another name until it is whole: nobody can take half an archive for one.
tar -cf - -C out/build MANIFEST html search | gzip -9 >"out/dist/$archive.part"
mv -f "out/dist/$archive.part" "out/dist/$archive"
echo "packed $archive"

printf '{"archive": "%s", "bytes": "%s"}' \
  "$archive" "$(wc -c <"out/dist/$archive" | tr -d ' ')" >"$PHASEROLLOUT_OUTPUTS"
