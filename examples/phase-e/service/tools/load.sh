# Puts load on the critical services, and measures availability and latency: sh tools/load.sh
#
# It also looks whether the service has seen what was sent: every request is counted, and found in
# the log by its correlation id. How many were not is the output unobserved.
. tools/java.sh

compile_service
compile_probe
java $jvm -cp .build/probe devnet.probe.Load .build/main .build/load.log .build/load.json

value() {
  sed -n "s/.*\"$1\": \"\([^\"]*\)\".*/\1/p" .build/load.json
}
requests=$(value requests)
logged=$(sed -n 's/.*"correlationId":"\(load-[^"]*\)".*/\1/p' .build/load.log \
  | sort -u | wc -l | tr -d ' ')
counted=$(value counted)
echo "$requests requests, $counted counted, $logged found in the log by their correlation id"
unobserved=$((requests - (counted < logged ? counted : logged)))
outputs "{\"requests\": \"$requests\", \"unobserved\": \"$unobserved\",\
 \"authAvailability\": \"$(value authAvailability)\", \"authP95\": \"$(value authP95)\",\
 \"billingAvailability\": \"$(value billingAvailability)\", \"billingP95\": \"$(value billingP95)\",\
 \"aiAvailability\": \"$(value aiAvailability)\", \"aiP95\": \"$(value aiP95)\"}"
