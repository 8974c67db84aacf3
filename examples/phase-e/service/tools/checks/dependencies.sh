# The service depends on nothing but what docs/security/dependencies.md lists as reviewed.
. tools/java.sh

compile .build/audit .build/audit $(find packages -path '*/src/*' -name '*.java')
jdeps --print-module-deps .build/audit | tr ',' '\n' >.build/modules.txt
if jdeps --jdk-internals .build/audit 2>/dev/null | grep -q 'JDK internal API'; then
  echo "found a use of what is internal to the JDK, expected none" >&2
  exit 1
fi
while read -r module; do
  grep -q "^| $module |" docs/security/dependencies.md || {
    echo "the service uses $module, which docs/security/dependencies.md does not list" >&2
    exit 1
  }
done <.build/modules.txt
# What the build of the frontend wants is pinned: a range would let in what nobody has reviewed.
if grep -nE '"(\^|~|>|\*|latest)' package.json; then
  echo "package.json: found the ranges above, expected exact versions" >&2
  exit 1
fi
echo "reviewed:" $(cat .build/modules.txt)
