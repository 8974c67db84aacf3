# What the tasks of turbo.json call.
set -eu

grep -q '"build"' package.json || {
  sed 's|^    "test": .*|    "build": "sh tools/build.sh",\
&\
    "deploy:staging": "sh scripts/infra/deploy.sh staging",\
    "smoke:staging": "sh scripts/infra/smoke.sh staging",\
    "deploy:production": "sh scripts/infra/deploy.sh production",\
    "smoke:production": "sh scripts/infra/smoke.sh production",|' package.json >.package.new
  cat .package.new >package.json
  rm .package.new
}
