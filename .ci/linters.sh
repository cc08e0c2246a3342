# Sourced, with `here` as this folder: installs the linters of package.json into the folder `tools`, below build/, and Node
# where the machine's is too old for them. Wants npm.
tools="$here/../build/linters"
export REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true npm_config_update_notifier=false
npm_quiet=(--ignore-scripts --no-audit --no-fund --silent)

mkdir -p "$tools"
tools="$(cd "$tools" && pwd)"
node_is_new() { test "$(node --version 2>/dev/null | sed 's/v\([0-9]*\).*/\1/')" -ge 22 2>/dev/null; }
if ! node_is_new; then
    export PATH="$tools/node/node_modules/.bin:$PATH"
    node_is_new || npm install --prefix "$tools/node" "${npm_quiet[@]}" --ignore-scripts=false node@24.21.0
    node_is_new || { echo "no Node 22 or newer" >&2; exit 1; }
fi
if ! cmp -s "$here/package-lock.json" "$tools/installed"; then
    cp "$here/package.json" "$here/package-lock.json" "$tools/"
    npm ci --prefix "$tools" "${npm_quiet[@]}"
    cp "$here/package-lock.json" "$tools/installed"
fi
