# A visitor asks the web for the total of order 1001.
. scripts/common.sh

# The program of the web: each release knows where the total stands.
case $(cat "$place/web") in
  v2.0.0) column=3 ;;
  *) column=4 ;;
esac
total=$(awk -F, -v column="$column" '$1 == 1001 { print $column }' "$place/orders.csv")
if [ "$total" != 40 ]; then
  echo "order 1001: the web of $(cat "$place/web") shows '$total', expected 40"
  exit 1
fi
echo "order 1001: $total"
