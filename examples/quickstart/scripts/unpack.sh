# Unpacks the archive beside the version that is served, and checks every file of it.
set -eu

folder=$PHASEROLLOUT_RELEASE-$CHECKSUM
target=out/site/$folder
rm -rf "$target"
mkdir -p "$target"
gzip -dc "out/dist/$ARCHIVE" | tar -xf - -C "$target"

cd "$target"
while read -r sum size file; do
  [ "$(cksum "$file")" = "$sum $size $file" ] || {
    echo "$file is not the file that was packed: expected checksum $sum" >&2
    exit 1
  }
done <MANIFEST
echo "unpacked and checked $(wc -l <MANIFEST | tr -d ' ') files in $folder"

printf '{"folder": "%s"}' "$folder" >"$PHASEROLLOUT_OUTPUTS"
