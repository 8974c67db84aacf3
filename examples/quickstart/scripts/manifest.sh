# Writes out/build/MANIFEST, a checksum for every file of the site, and the checksum of all.
set -eu

cd out/build
find html search -type f | sort | while read -r file; do
  cksum "$file"
done >MANIFEST
cat MANIFEST

printf '{"checksum": "%s"}' "$(cksum <MANIFEST | cut -d ' ' -f 1)" >"$PHASEROLLOUT_OUTPUTS"
