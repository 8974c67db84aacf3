# The list of what is depended on, from the classes; the audit in package.json and in CI.
. tools/java.sh

compile_service
mkdir -p docs/security .github/workflows
{
  cat <<'END'
# Dependencies

The service is built from these modules of the JDK and from nothing else. `sh tools/checks/dependencies.sh` compares the
list with the classes, and refuses ranges in `package.json`; CI runs it with every change and every night.

| module | why |
|---|---|
END
  jdeps --print-module-deps .build/main | tr ',' '\n' | while read -r module; do
    case $module in
      java.base) why='the language' ;;
      jdk.httpserver) why='HTTP' ;;
      *) why='not reviewed' ;;
    esac
    echo "| $module | $why |"
  done
} >docs/security/dependencies.md
if grep -q 'not reviewed' docs/security/dependencies.md; then
  grep 'not reviewed' docs/security/dependencies.md >&2
  exit 1
fi

grep -q '"audit"' package.json || {
  sed 's|^    "test": .*|&\
    "audit": "sh tools/checks/dependencies.sh",|' package.json >.package.new
  cat .package.new >package.json
  rm .package.new
}

cat >.github/workflows/security.yml <<'END'
# Every change and every night: dependencies are audited, secrets looked for.
name: security
on:
  push:
  pull_request:
  schedule: [{cron: "17 3 * * *"}]
jobs:
  audit:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-java@v4
        with: {distribution: temurin, java-version: 17}
      - run: sh tools/checks/dependencies.sh
      - run: sh tools/checks/secrets.sh
END
