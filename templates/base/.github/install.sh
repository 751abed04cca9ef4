#!/bin/sh
# Installs what the lock file says, with the package manager that wrote it, in the version of `packageManager` in
# package.json where there is one. Without a lock file none is written: what is scanned is the commit.
set -eu

version() {
  node -p "(require('./package.json').packageManager ?? '$1').split('+')[0]"
}

if [ -f package-lock.json ]; then
  npm ci
elif [ -f pnpm-lock.yaml ]; then
  npx --yes "$(version pnpm@12.21.0)" install --frozen-lockfile
elif [ -f bun.lock ]; then
  npx --yes "$(version bun@1.4.5)" install --frozen-lockfile
elif [ ! -f yarn.lock ]; then
  npm install --no-package-lock
elif grep -q '^# yarn lockfile v1' yarn.lock; then
  npx --yes "$(version yarn@1.22.22)" install --frozen-lockfile
else
  # What npm calls yarn ends with version 1.
  npx --yes "$(version yarn@4.18.1 | sed 's#^yarn@#@yarnpkg/cli-dist@#')" install --immutable
fi
