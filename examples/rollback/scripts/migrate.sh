# Gives every order a currency, before its total.
. scripts/common.sh

keep orders.csv
if [ ! -e "$place/orders.csv" ]; then
  printf 'order,customer,total\n1001,ada,40\n1002,grace,12\n' | put orders.csv
fi
if ! head -n 1 "$place/orders.csv" | grep -q currency; then
  awk -F, -v OFS=, '{ print $1, $2, (NR == 1 ? "currency" : "EUR"), $3 }' "$place/orders.csv" | put orders.csv
fi
note "run $PHASEROLLOUT_RUN: migrate"
